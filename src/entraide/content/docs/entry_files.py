"""Sort the pages under `docs/` into entries, home pages and misplaced files, and parse them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from unicodedata import normalize

from entraide.content.docs.asset_files import check_assets
from entraide.content.docs.files import FileKind, list_docs_files
from entraide.content.docs.front_matter import (
    HomeMatter,
    LocalisedMatter,
    SourceMatter,
    get_matter_kind,
    salvage_matter,
)
from entraide.content.settings import Settings
from entraide.content.text_files import ParsedFile, parse_file
from entraide.content.validation import validate
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.entry import PageText


@dataclass(frozen=True, slots=True)
class EntryFile:
    """One version of an entry as read: where it stands, and its front matter."""

    parsed: ParsedFile
    locale: str
    category: str
    slug: str
    matter: SourceMatter | LocalisedMatter
    incomplete: bool = False  # keys are broken: `matter` says nothing of them


def read_files(settings: Settings, log: ProblemLog) -> tuple[list[EntryFile], dict[str, PageText]]:
    """Parse every page; return the versions of entries, and the home pages by locale."""
    files: list[EntryFile] = []
    homes: dict[str, PageText] = {}
    codes = [locale.code for locale in settings.locales]
    docs_files = list_docs_files(settings, log)
    log.extend(check_assets(docs_files, settings))
    for file in docs_files:
        if file.kind is not FileKind.PAGE:
            continue
        path = settings.make_relative(file.path)
        locale, *parts = PurePosixPath(normalize("NFC", file.name)).with_suffix("").parts
        if locale not in codes or not parts:
            cure = f"Move it into {settings.docs_name}/<locale>/<category>/"
            log.add(FileLine(path, 1), "the file is in no locale’s folder", cure)
        elif parsed := parse_file(file.path, path, log):
            if parts == ["index"]:
                homes |= _read_home(parsed, locale, log)
            elif entry := _read_entry(parsed, locale, tuple(parts), log):
                files.append(entry)
    log.extend(_check_homes(settings))
    return files, homes


def _check_homes(settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each locale without a home page."""
    for locale in settings.locales:
        home = settings.docs / locale.code / "index.md"
        if not home.is_file():
            what, cure = f"“{locale.code}” has no home page", "Write it, with a title and a summary"
            yield Problem(FileLine(settings.make_relative(home), 1), what, cure)


def _read_home(parsed: ParsedFile, locale: str, log: ProblemLog) -> dict[str, PageText]:
    """Return the home page of `locale`, by its code; empty if its front matter is broken."""
    matter = validate(HomeMatter, parsed.document, parsed.path, log)
    if matter is None:
        return {}
    return {
        locale: PageText(
            locale=locale,
            path=parsed.path,
            title=matter.title,
            summary=matter.summary,
            body=parsed.body,
            body_line=parsed.body_line,
            lines=parsed.key_lines,
        )
    }


def _read_entry(
    parsed: ParsedFile, locale: str, parts: tuple[str, ...], log: ProblemLog
) -> EntryFile | None:
    """Return one version of an entry, without its broken keys; None if it has no place or no id."""
    if len(parts) != 2 or parts[1].lower() in {"index", "readme"}:
        cure = "Move it to <locale>/<category>/<slug>.md; index and README are taken"
        log.add(FileLine(parsed.path, 1), "this is no place for an entry", cure)
        return None
    kind = get_matter_kind(parsed.document.value)
    if matter := validate(kind, parsed.document, parsed.path, log):
        return EntryFile(parsed, locale, *parts, matter)
    rest = salvage_matter(kind, parsed.document)
    return EntryFile(parsed, locale, *parts, rest, incomplete=True) if rest else None
