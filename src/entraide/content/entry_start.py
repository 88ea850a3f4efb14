"""Starting an entry: the request is compared with the project, then its files are planned.

All mistakes are reported at once. The entry begins as a draft that passes the checks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unicodedata import normalize

from entraide.content.data.files import describe_unknown_term
from entraide.content.dates import add_months
from entraide.content.docs.entry_skeleton import make_skeleton
from entraide.content.docs.files import PAGE, TAKEN_NAMES
from entraide.content.docs.front_matter import LocalisedMatter, SourceMatter
from entraide.content.field_types import LONGEST_NAME, is_name
from entraide.content.numbering import choose_number, record_numbers
from entraide.content.reader import SiteReading
from entraide.content.settings import Settings
from entraide.content.writer import format_entry
from entraide.errors import Argument, FileLine, Problem, suggest_name
from entraide.model.entry import Entry, Status

NOBODY = "Support team"  # the author, until somebody signs an entry


@dataclass(frozen=True, slots=True)
class EntryStart:
    """A new entry: its number, its texts, and the file that records the number."""

    number: int
    texts: Mapping[Path, str]
    records: Mapping[Path, str]


@dataclass(frozen=True, slots=True)
class EntryRequest:
    """The entry to start; `also` is pairs of locale and title, one a localised version.

    `text` is Markdown that its source version begins with, or "".
    """

    category: str
    slug: str
    title: str
    locale: str
    also: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    text: str = ""

    @property
    def address(self) -> str:
        return f"{self.category}/{self.slug}"

    def get_path(self, settings: Settings, locale: str) -> Path:
        return settings.docs / locale / self.category / f"{self.slug}.md"


def iter_start_mistakes(request: EntryRequest, reading: SiteReading) -> Iterator[Problem]:
    """Yield every reason why the entry cannot be started; ContentError if there is no category."""
    site, settings = reading.site, reading.settings
    if not site.categories:
        reading.problems.raise_if_errors()
    if request.category not in site.categories:
        cure = suggest_name(request.category, site.categories)
        what = f"“{request.category}” is no category"
        what = describe_unknown_term(settings, "categories", what)
        yield Problem(Argument("CATEGORY"), what, cure)
    for tag in request.tags:
        if tag not in site.tags:
            what = describe_unknown_term(settings, "tags", f"there is no tag “{tag}”")
            yield Problem(Argument("--tag"), what, suggest_name(tag, site.tags))
    yield from _list_locale_mistakes(request, [locale.code for locale in settings.locales])
    if not is_name(request.slug) or request.slug in TAKEN_NAMES:
        what = f"“{request.slug}” cannot end an address"
        yield Problem(Argument("SLUG"), what, _suggest_slug(request))
    elif request.category in site.categories:
        yield from iter_address_conflicts(request.address, reading, "SLUG")


def find_slug(title: str) -> str:
    """Return the slug made of a title; "" where no letter of it can be in an address."""
    plain = normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))[:LONGEST_NAME].rstrip("-")
    return "" if slug in TAKEN_NAMES else slug


def plan_entry(
    request: EntryRequest, reading: SiteReading, author: str | None, day: date
) -> EntryStart:
    """Return the files of a new entry, the source version first.

    Without an `author`, it gets the one that most entries have.
    """
    number = choose_number(reading)
    author = author or _find_commonest_author(reading.site.entries)
    texts = _make_texts(request, reading.settings, number, author, day)
    return EntryStart(number, texts, record_numbers(reading, {number: request.address}))


def _list_locale_mistakes(request: EntryRequest, known: list[str]) -> Iterator[Problem]:
    """Yield a refusal for each locale that is unknown or named twice."""
    locale_counts = Counter([request.locale, *(code for code, _ in request.also)])
    for code, times in locale_counts.items():
        option = "--locale" if code == request.locale else "--also"
        if code not in known:
            cure = suggest_name(code, known)
            yield Problem(Argument(option), f"“{code}” is no locale here", cure)
        elif times > 1:
            cure = "Name another locale, or leave it out"
            yield Problem(Argument("--also"), f"“{code}” has its title already", cure)


def _suggest_slug(request: EntryRequest) -> str:
    """Return the rule for slugs as a cure, with an example made from the slug or the title."""
    for text in (request.slug, request.title):
        if slug := find_slug(text):
            limit = f", {LONGEST_NAME} at most" * (len(request.slug) > LONGEST_NAME)
            return f"Use small letters, digits and hyphens{limit}: {slug}"
    return "Use small letters, digits and hyphens, as in lost-password"


def _find_commonest_author(entries: Mapping[int, Entry]) -> str:
    counts = Counter(entry.author for entry in entries.values())
    return counts.most_common(1)[0][0] if counts else NOBODY


def _make_texts(
    request: EntryRequest, settings: Settings, number: int, author: str, day: date
) -> dict[Path, str]:
    """Return the texts of the files to make, by path, the source version first."""
    summary, body = make_skeleton(settings, request.locale)
    source = SourceMatter(
        id=number,
        title=request.title,
        summary=summary,
        tags=list(request.tags),
        author=author,
        status=Status.DRAFT,
        revision=1,
        updated=day,
        review_by=add_months(day, settings.review_months.entries),
    )
    body = f"{request.text}\n\n{body}" if request.text else body
    texts = {request.get_path(settings, request.locale): format_entry(source, body)}
    for code, title in request.also:
        summary, body = make_skeleton(settings, code)
        matter = LocalisedMatter(
            id=number,
            title=title,
            summary=summary,
            source_revision=1,
            updated=day,
        )
        texts[request.get_path(settings, code)] = format_entry(matter, body)
    return texts


def iter_address_conflicts(
    address: str, reading: SiteReading, argument: str, mover: Entry | None = None
) -> Iterator[Problem]:
    """Yield a refusal for each file or entry that has the address, or had it formerly.

    `argument` is where somebody wrote the address. `mover`, the entry that is to move there, may
    have had it before.
    """
    for locale in reading.settings.locales:
        path = reading.settings.docs / locale.code / f"{address}{PAGE}"
        if path.exists():
            shown = reading.settings.make_relative(path)
            cure = "Change that one, or choose another SLUG"
            yield Problem(FileLine(shown), "there is an entry already", cure)
    for entry in reading.site.entries.values():
        if entry is not mover and address in entry.moved_from:
            what = f"“{address}” is a former address of entry {entry.id}, and leads there"
            yield Problem(Argument(argument), what, "Choose another SLUG")
