"""Sort the pages under `docs/` into entries, home pages and misplaced files, and parse them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from unicodedata import normalize

from entraide.content.docs.asset_files import check_assets
from entraide.content.docs.files import DocsFile, FileKind, list_docs_files
from entraide.content.docs.front_matter import (
    HomeMatter,
    LocalisedMatter,
    SourceMatter,
    get_matter_kind,
    salvage_matter,
)
from entraide.content.settings import Settings
from entraide.content.text_files import ParsedFile, parse_file, parse_visible_text
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
    pages = [read_page_file(file, settings, log) for file in list_page_files(settings, log)]
    files = [page for page in pages if isinstance(page, EntryFile)]
    homes = {page.locale: page for page in pages if isinstance(page, PageText)}
    log.extend(check_homes(settings))
    return files, homes


def list_page_files(settings: Settings, log: ProblemLog) -> list[DocsFile]:
    """List the files of pages; what is wrong with names and with other files goes to `log`."""
    return select_page_files(list_docs_files(settings, log), settings, log)


def select_page_files(
    files: Sequence[DocsFile], settings: Settings, log: ProblemLog
) -> list[DocsFile]:
    """Return those of `files` that are pages; what is wrong with others goes to `log`."""
    log.extend(check_assets(files, settings))
    return [file for file in files if file.kind is FileKind.PAGE]


def read_page_file(
    file: DocsFile, settings: Settings, log: ProblemLog, unsaved: str | None = None
) -> EntryFile | PageText | None:
    """Parse one page: a version of an entry, or a home page; None if it cannot be read.

    With `unsaved`, that text is parsed in the place of what the file has.
    """
    path = settings.make_relative(file.path)
    locale, *parts = PurePosixPath(normalize("NFC", file.name)).with_suffix("").parts
    if locale not in {each.code for each in settings.locales} or not parts:
        cure = f"Move it into {settings.docs_name}/<locale>/<category>/"
        log.add(FileLine(path, 1), "the file is in no locale’s folder", cure)
        return None
    parsed = (
        parse_file(file.path, path, log)
        if unsaved is None
        else parse_visible_text(unsaved, path, log)
    )
    if parsed is None:
        return None
    if parts == ["index"]:
        return _read_home(parsed, locale, log)
    return _read_entry(parsed, locale, tuple(parts), log)


def check_homes(settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each locale without a home page."""
    for locale in settings.locales:
        home = settings.docs / locale.code / "index.md"
        if not home.is_file():
            what, cure = f"“{locale.code}” has no home page", "Write it, with a title and a summary"
            yield Problem(FileLine(settings.make_relative(home), 1), what, cure)


def _read_home(parsed: ParsedFile, locale: str, log: ProblemLog) -> PageText | None:
    """Return the home page of `locale`; None if its front matter is broken."""
    matter = validate(HomeMatter, parsed.document, parsed.path, log)
    if matter is None:
        return None
    return PageText(
        locale=locale,
        path=parsed.path,
        title=matter.title,
        summary=matter.summary,
        body=parsed.body,
        body_line=parsed.body_line,
        lines=parsed.key_lines,
    )


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
