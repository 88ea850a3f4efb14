"""Plan and write the files of converted articles.

A file of an earlier import that nobody has edited since is replaced; any other stays, and is
listed. All files are written together, or none.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from entraide.content.dates import add_months
from entraide.content.docs.front_matter import LocalisedMatter, SourceMatter
from entraide.content.fixes.body_typography import fix_body_typography
from entraide.content.fixes.field_typography import fix_field_typography
from entraide.content.fixes.indentation import indent_lists
from entraide.content.numbering import record_numbers
from entraide.content.reader import SiteReading
from entraide.content.settings import Settings
from entraide.content.text_files import FENCE
from entraide.content.writer import dump_front_matter, replace_all
from entraide.importers.conversion_run import ArticleText, Conversion, ConvertedArticle
from entraide.importers.former_addresses import list_moved_from
from entraide.importers.import_record import (
    ArticleRecord,
    ImportRecord,
    get_record_path,
    make_digest,
)
from entraide.importers.placement import iter_keywords
from entraide.importers.terms import add_terms
from entraide.model.locales import get_locale
from entraide.model.numbers import GoneEntry

NOBODY = "Support team"  # the author, where the source names nobody


class Outcome(StrEnum):
    """What the plan does with a file."""

    NEW = "new"
    UPDATED = "updated"
    SAME = "same"
    EDITED = "edited since; left as it is"
    REMOVED = "removed or moved since; not written again"
    OCCUPIED = "a file of yours stands there; left as it is"


WITHIN_ITEM = re.compile(
    r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t][^\n]*\n(?:[ \t]*\n)*[ \t]+\S", re.MULTILINE
)
WRITTEN = (Outcome.NEW, Outcome.UPDATED)


@dataclass(frozen=True, slots=True)
class FilePlan:
    """The files to write, `contents` by path; `outcomes` of every file; the new record."""

    contents: Mapping[Path, bytes]
    outcomes: Mapping[str, Outcome]
    record: ImportRecord
    stale: tuple[Path, ...] = field(default=())  # of an article that has another place now


def propose_files(
    conversion: Conversion,
    reading: SiteReading,
    record: ImportRecord,
    terms: tuple[Mapping[str, str], Mapping[str, str]],
    day: date,
) -> FilePlan:
    """Plan the files of `conversion`; `terms` are the labels of new categories and tags."""
    settings = reading.settings
    contents: dict[Path, bytes] = {}
    outcomes: dict[str, Outcome] = {}
    articles, stale = dict(record.articles), list[Path]()
    new_places = {each.row.place for each in conversion.articles}
    for each in conversion.articles:
        earlier = record.articles.get(each.row.key)
        first_day = earlier.day if earlier else day.isoformat()
        files = dict(earlier.files) if earlier else {}
        texts = dict(_iter_texts(each, settings, date.fromisoformat(first_day), new_places))
        left = list(_find_stale(files, texts, settings))
        stale += left
        for path, content in texts.items():
            shown = settings.make_relative(path)
            outcomes[shown] = _judge(path, content, files.get(shown, ""))
            if outcomes[shown] in WRITTEN:
                contents[path] = content
            if outcomes[shown] in (*WRITTEN, Outcome.SAME):
                files[shown] = make_digest(content)
        left_names = {settings.make_relative(path) for path in left}
        articles[each.row.key] = ArticleRecord(
            number=each.row.number,
            place=each.row.place,
            day=first_day,
            files={path: digest for path, digest in files.items() if path not in left_names},
        )
    assets = _plan_assets(conversion, settings, record, contents, outcomes)
    contents |= add_terms(settings, *terms, conversion.words)
    contents |= _remember_numbers(conversion, reading, outcomes)
    fresh = ImportRecord(source=record.source, articles=articles, assets=assets)
    return FilePlan(contents, outcomes, fresh, tuple(stale))


def _remember_numbers(
    conversion: Conversion, reading: SiteReading, outcomes: Mapping[str, Outcome]
) -> Mapping[Path, bytes]:
    """Return `data/ids.yml` with the number of each article that has a file of its own."""
    settings = reading.settings
    changes: dict[int, str | GoneEntry] = {}
    for each in conversion.articles:
        path = settings.docs / next(iter(each.texts)) / f"{each.row.place}.md"
        if outcomes[settings.make_relative(path)] in (*WRITTEN, Outcome.SAME):
            changes[each.row.number] = each.row.place
    files = record_numbers(reading, changes)
    return {path: text.encode() for path, text in files.items()}


def _judge(path: Path, content: bytes, digest: str) -> Outcome:
    """Return the outcome of a file with `digest`, which an earlier import may have written."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return Outcome.OCCUPIED
    if not path.exists():
        return Outcome.REMOVED if digest else Outcome.NEW
    current = path.read_bytes()
    if current == content:
        return Outcome.SAME
    if not digest:
        return Outcome.OCCUPIED
    return Outcome.UPDATED if make_digest(current) == digest else Outcome.EDITED


def _find_stale(
    files: Mapping[str, str], texts: Mapping[Path, bytes], settings: Settings
) -> Iterator[Path]:
    """Yield unedited files of an earlier import from which their article has moved."""
    for shown, digest in files.items():
        path = settings.root / shown
        if path not in texts and path.is_file() and make_digest(path.read_bytes()) == digest:
            yield path


def _plan_assets(
    conversion: Conversion,
    settings: Settings,
    record: ImportRecord,
    contents: dict[Path, bytes],
    outcomes: dict[str, Outcome],
) -> dict[str, str]:
    """Add images and attachments to `contents` and `outcomes`; return their digests by path."""
    assets = dict(record.assets)
    code = next((each.row.languages[0] for each in conversion.articles), "")
    default = next((locale.code for locale in settings.locales if locale.default), code)
    for name, content in conversion.assets.items():
        path = settings.docs / default / name
        shown = settings.make_relative(path)
        outcomes[shown] = _judge(path, content, assets.get(shown, ""))
        if outcomes[shown] in WRITTEN:
            contents[path] = content
        if outcomes[shown] in (*WRITTEN, Outcome.SAME):
            assets[shown] = make_digest(content)
    return assets


def _iter_texts(
    each: ConvertedArticle, settings: Settings, day: date, new_places: set[str]
) -> Iterator[tuple[Path, bytes]]:
    """Yield the path and the content of each version, tidied as `entraide fix` does."""
    source_code = next(iter(each.texts))
    for code, text in each.texts.items():
        matter = (
            _make_source(each, text, settings, day, new_places)
            if code == source_code
            else _make_localised(each, text, day)
        )
        path = settings.docs / code / each.row.category / f"{each.row.slug}.md"
        lang = get_locale(code, settings.locales).lang
        yield path, format_tidy_entry(matter, text.body, lang).encode()


def format_tidy_entry(matter: SourceMatter | LocalisedMatter, body: str, lang: str) -> str:
    """Return the text of an entry file as `entraide fix` leaves it.

    Lists are looked at only where something stands within an item: that takes many readings.
    """
    if WITHIN_ITEM.search(body):
        body = indent_lists(body).body
    fields = fix_field_typography(dump_front_matter(matter), lang)
    return f"{FENCE}\n{fields}{FENCE}\n\n{fix_body_typography(body, lang)}"


def _make_source(
    each: ConvertedArticle, text: ArticleText, settings: Settings, day: date, new_places: set[str]
) -> SourceMatter:
    row = each.row
    updated = _limit_day(text.source.updated, day)
    keywords = dict.fromkeys([*text.source.keywords, *iter_keywords(each.article, row)])
    return SourceMatter(
        id=row.number,
        title=text.title,
        summary=text.summary,
        tags=list(row.tags),
        keywords=[clean for word in keywords if (clean := _clean_word(word))],
        author=_clean_word(row.author) or NOBODY,
        status=row.status,
        revision=1,
        updated=updated,
        review_by=add_months(day, settings.review_months.entries),
        order=each.article.order,
        moved_from=list_moved_from(each, settings, new_places),
    )


def _make_localised(each: ConvertedArticle, text: ArticleText, day: date) -> LocalisedMatter:
    author = _clean_word(text.source.author)
    return LocalisedMatter(
        id=each.row.number,
        title=text.title,
        summary=text.summary,
        keywords=[
            clean for word in dict.fromkeys(text.source.keywords) if (clean := _clean_word(word))
        ],
        source_revision=1,
        translator=[author] if author and author != each.row.author else [],
        updated=_limit_day(text.source.updated, day),
    )


def _clean_word(text: str) -> str:
    return " ".join(text.replace("{{", "").replace("}}", "").split())[:500]


def _limit_day(updated: date | None, day: date) -> date:
    """Return the day of a change; for a day in the future, that of the import."""
    return min(updated, day) if updated else day


def write_files(plan: FilePlan, settings: Settings, name: str) -> None:
    """Write all of `plan` and its record, or nothing."""
    record = plan.record.model_dump_json(indent=1) + "\n"
    path = get_record_path(settings, name)
    if plan.contents or not path.exists() or path.read_text("utf-8") != record:
        replace_all({**plan.contents, path: record.encode()})
    for stale in plan.stale:
        stale.unlink(missing_ok=True)
