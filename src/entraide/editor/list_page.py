"""The list of all entries, with a search over titles and texts, and the way to it from a page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from starlette.responses import RedirectResponse, Response

from entraide.editor.copy_reviews import ReviewStep
from entraide.editor.visit import EditorVisit
from entraide.model.alphabet import drop_accents
from entraide.model.entry import Entry, Status, Version
from entraide.model.site import Site
from entraide.model.translation_state import State

MOST_ROWS = 200
Reviews = Mapping[tuple[int, str], tuple[ReviewStep, str]]  # by entry and locale: step, assignee
STATES = (State.CURRENT, State.PARTIAL, State.OUTDATED, State.MISLEADING, State.MISSING)


@dataclass(frozen=True, slots=True)
class VersionCell:
    """How an entry stands in one language, and whether somebody is writing it."""

    code: str
    state: State
    has_text: bool
    step: ReviewStep | None  # of what somebody is writing in it
    assignee: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    number: int
    title: str
    lang: str
    category: str
    status: Status
    day: date | None  # on which it is published or archived by itself
    cells: tuple[VersionCell, ...]


def show_list(visit: EditorVisit) -> Response:
    """Answer with the entries that the query asks for."""
    site = visit.editor.site.build.reading.site
    names = ("q", "status", "state", "step")
    query, status, state, step = (visit.get_query(name) for name in names)
    reviews = {
        (copy.entry, copy.locale): (review.get_step(copy), review.assignee)
        for copy in visit.editor.copies.list_all()
        if (review := visit.editor.reviews.find(copy.entry, copy.locale))
    }
    at_step = {number for (number, _), (each, _) in reviews.items() if each.value == step}
    entries = [
        entry
        for entry in site.entries.values()
        if status in {"", entry.status.value}
        and _has_state(entry, state, site)
        and (not step or entry.id in at_step)
    ]
    matches = list(search_entries(entries, query)) if query.strip() else entries
    rows = [_make_row(each, site, visit, reviews) for each in matches[:MOST_ROWS]]
    return visit.render(
        "list",
        rows=rows,
        count=len(matches),
        is_cut=len(matches) > MOST_ROWS,
        query=query,
        statuses=[(each, each.value == status) for each in Status],
        states=[(each, each.value == state) for each in STATES],
        steps=[(each, each.value == step) for each in ReviewStep],
        site=site,
    )


def find_page(visit: EditorVisit) -> Response:
    """Lead from the address of a page, which its own script gives, to the editor of its entry."""
    path = unquote(visit.get_query("page")).removeprefix(visit.editor.base)
    files = visit.editor.preview.files
    page = f"{path}index.html" if not path or path.endswith("/") else path
    place = files.find_place(page) if files else None
    if place is None or place.entry is None:
        return visit.redirect()
    locales = visit.editor.site.build.locales
    code = next(each.code for each in locales if place.get_dest_uri(each) == page)
    entry = visit.editor.entries[place.entry.id]
    version = entry.find_version(code) or entry.source
    return visit.redirect(f"{entry.id}/{version.locale}/")


def choose_language(visit: EditorVisit) -> Response:
    """Take the language that somebody chose for the pages, and go back to theirs."""
    code = visit.get_field("locale")
    if code in {each.code for each in visit.page_locales}:
        visit.session.locale = code
    back = visit.get_field("back")
    is_ours = back.startswith(visit.editor.root) and "//" not in back and "\\" not in back
    return RedirectResponse(back if is_ours else visit.editor.root, 303)


def search_entries(entries: Iterable[Entry], query: str) -> Iterator[Entry]:
    """Yield the entries of which a version has every word of `query`, or that have its number.

    Accents and capitals do not count. Those with the words in a title come first.
    """
    words = drop_accents(query).split()
    matches = []
    for entry in entries:
        versions = (entry.source, *entry.localised.values())
        if query.strip() == str(entry.id) or _has_words(words, (each.title for each in versions)):
            yield entry
        elif _has_words(words, map(_join_text, versions)):
            matches.append(entry)
    yield from matches


def _has_words(words: list[str], texts: Iterable[str]) -> bool:
    return any(all(word in text for word in words) for text in map(drop_accents, texts))


def _join_text(version: Version) -> str:
    return "\n".join((version.title, version.summary, *version.keywords, version.body))


def _has_state(entry: Entry, state: str, site: Site) -> bool:
    codes = (locale.code for locale in site.locales)
    return not state or any(entry.get_state(code).value == state for code in codes)


def _make_row(entry: Entry, site: Site, visit: EditorVisit, reviews: Reviews) -> EntryRow:
    version = entry.get_served_version(visit.locale.code)
    cells = tuple(
        VersionCell(
            locale.code,
            entry.get_state(locale.code),
            entry.find_version(locale.code) is not None,
            *reviews.get((entry.id, locale.code), (None, "")),
        )
        for locale in site.locales
    )
    category = site.categories.get(entry.category)
    return EntryRow(
        entry.id,
        version.title,
        site.get_locale(version.locale).lang,
        category.label[visit.locale.code] if category else entry.category,
        entry.status,
        entry.publish_on if entry.status is Status.DRAFT else entry.archive_on,
        cells,
    )
