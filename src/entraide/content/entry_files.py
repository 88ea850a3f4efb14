"""Finding the files: which Markdown file is an entry, which is a home page, which is astray."""

from collections.abc import Iterator
from dataclasses import dataclass

from entraide.content.front_matter import (
    HomeMatter,
    LocalisedMatter,
    SourceMatter,
    matter_kind,
    mended,
    validate,
)
from entraide.content.settings import Settings
from entraide.content.text_files import ParsedFile, parse_file
from entraide.errors import Problem
from entraide.model.entry import PageText


@dataclass(frozen=True, slots=True)
class EntryFile:
    """One entry file: where it stands, and what its front matter says."""

    parsed: ParsedFile
    locale: str
    category: str
    slug: str
    matter: SourceMatter | LocalisedMatter
    mended: bool = False  # keys are broken: `matter` says nothing of them


def read_files(
    settings: Settings, problems: list[Problem]
) -> tuple[list[EntryFile], dict[str, PageText]]:
    files: list[EntryFile] = []
    homes: dict[str, PageText] = {}
    for locale in settings.locales:
        folder = settings.docs / locale.code
        for path in sorted(folder.rglob("*.md")):
            shown = settings.relative(path)
            parsed, found = parse_file(path, shown)
            problems += found
            if parsed is None:
                continue
            parts = path.relative_to(folder).with_suffix("").parts
            if parts == ("index",):
                homes |= _home(parsed, locale.code, problems)
            elif entry := _entry_file(parsed, locale.code, parts, problems):
                files.append(entry)
        if not (folder / "index.md").is_file():
            shown = settings.relative(folder / "index.md")
            cure = "Write it, with a title and a summary"
            problems.append(Problem(shown, 1, f"“{locale.code}” has no home page", cure))
    problems += _strays(settings)
    return files, homes


def _strays(settings: Settings) -> Iterator[Problem]:
    """Markdown files that stand in no locale's folder."""
    codes = {locale.code for locale in settings.locales}
    for path in sorted(settings.docs.rglob("*.md")):
        if path.relative_to(settings.docs).parts[0] not in codes:
            cure = f"Move it into {settings.docs_name}/<locale>/<category>/"
            yield Problem(settings.relative(path), 1, "the file is in no locale’s folder", cure)


def _home(parsed: ParsedFile, locale: str, problems: list[Problem]) -> dict[str, PageText]:
    matter, found = validate(HomeMatter, parsed.document, parsed.path)
    problems += found
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


def _entry_file(
    parsed: ParsedFile, locale: str, parts: tuple[str, ...], problems: list[Problem]
) -> EntryFile | None:
    if len(parts) != 2 or parts[1].lower() in {"index", "readme"}:
        cure = "Move it to <locale>/<category>/<slug>.md; index and README are taken"
        problems.append(Problem(parsed.path, 1, "this is no place for an entry", cure))
        return None
    kind = matter_kind(parsed.document.value)
    matter, found = validate(kind, parsed.document, parsed.path)
    problems += found
    if matter:
        return EntryFile(parsed, locale, *parts, matter)
    rest = mended(kind, parsed.document)
    return EntryFile(parsed, locale, *parts, rest, mended=True) if rest else None
