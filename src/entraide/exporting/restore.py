"""Import an export of our own into a project: all of it, byte for byte, or nothing.

A file that the project has with another content is a conflict, and the caller chooses which of both
to keep. An entry keeps its number, so a number that another entry of the project has is always a
mistake.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from entraide.content.docs.front_matter import get_matter_kind
from entraide.content.linked_files import is_outside
from entraide.content.project_format import check_format, find_format
from entraide.content.settings import Settings
from entraide.content.site_settings import FILE_NAME
from entraide.content.text_files import parse_text
from entraide.content.validation import validate
from entraide.content.writer import CLAIM, find_claimed_ids
from entraide.content.yaml.documents import read_yaml
from entraide.errors import FileLine, Problem, ProblemLog, SettingsError
from entraide.exporting.own_source import OwnSource
from entraide.exporting.project_files import DATA, DOCS
from entraide.model.line_ends import unify_line_ends

PAGE_DEPTH = 3  # folders of an entry: docs/, its language, its category
CONFLICT = "Take that of the export with --existing replace, or leave yours with --existing keep"


class ConflictChoice(StrEnum):
    """How to resolve conflicts."""

    REFUSE = "refuse"
    KEEP = "keep"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Restoration:
    """The plan of an import of our own export, file by file; names are those in the export."""

    texts: dict[Path, str | bytes] = field(default_factory=dict)  # what is to be written
    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)


def compare_content(
    source: OwnSource, settings: Settings, choice: ConflictChoice, log: ProblemLog
) -> Restoration:
    """Plan the import of an export into a project; carry it out only if `log` has no error."""
    plan = Restoration()
    log.extend(_check_locales(source, settings))
    log.extend(_check_numbers(source, settings))
    log.extend(_check_texts(source))
    log.extend(_check_settings_format(source))
    for name, content in source.files.items():
        target = find_target(name, settings)
        if is_outside(target, settings.docs if name.startswith(DOCS) else settings.data):
            log.add(FileLine(settings.make_relative(target)), "a link leads out", "Remove the link")
            continue
        before = target.read_bytes() if target.is_file() else None
        if before == content:
            plan.same.append(name)
        elif before is None:
            plan.new.append(name)
            plan.texts[target] = content
        elif choice is ConflictChoice.REPLACE:
            plan.replaced.append(name)
            plan.texts[target] = content
        elif choice is ConflictChoice.KEEP:
            plan.kept.append(name)
        else:
            location = FileLine(settings.make_relative(target))
            log.add(location, "the project has another file here than the export", CONFLICT)
    return plan


def find_target(name: str, settings: Settings) -> Path:
    """Return the file of the project for `name`, which begins with `docs/` or `data/`."""
    if name.startswith(DOCS):
        return settings.docs / name.removeprefix(DOCS)
    return settings.data / name.removeprefix(DATA)


def _check_locales(source: OwnSource, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each language of the export that the project lacks."""
    known = {locale.code for locale in settings.locales}
    folders = {name.split("/")[1] for name in source.files if name.startswith(DOCS)}
    for code in sorted(folders & set(source.locales) - known):
        what = f"the export has texts in “{code}”, and the project has no such language"
        yield Problem(FileLine(str(source.path)), what, f"Run: entraide locale add {code}")


def _iter_pages(source: OwnSource) -> Iterator[tuple[str, bytes]]:
    """Yield every file of an entry in the export."""
    for name, content in source.files.items():
        if name.startswith(DOCS) and name.endswith(".md") and name.count("/") == PAGE_DEPTH:
            yield name, content


def _check_numbers(source: OwnSource, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each entry whose number belongs to another entry of the project."""
    own: dict[int, tuple[str, str]] = {}
    for path, number in find_claimed_ids(settings).items():
        own.setdefault(number, (path, "/".join(Path(path).parts[-2:])))
    for name, content in _iter_pages(source):
        match = CLAIM.search(content.partition(b"\n---")[0])
        path, address = own.get(int(match[1]), ("", "")) if match else ("", "")
        if match and path and not name.endswith(f"/{address}"):
            what = f"{path} has the number {int(match[1])}, which the export has in {name}"
            cure = "Remove that entry, or move it to the same address, and import again"
            yield Problem(FileLine(path), what, cure)


def _check_texts(source: OwnSource) -> Iterator[Problem]:
    """Yield the problems in the front matter of each entry."""
    for name, content in _iter_pages(source):
        log, shown = ProblemLog(), f"{source.path}/{name}"
        try:
            text = unify_line_ends(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            yield Problem(FileLine(shown), "it is not UTF-8", "Mend it where it comes from")
            continue
        if parsed := parse_text(text, shown, log):
            validate(get_matter_kind(parsed.document.value), parsed.document, shown, log)
        yield from log


def _check_settings_format(source: OwnSource) -> Iterator[Problem]:
    """Yield a problem if the export is from a project with another layout of files."""
    name = DATA + FILE_NAME
    content = source.files.get(name)
    if content is None:
        return
    shown = f"{source.path}/{name}"
    document = read_yaml(content.decode("utf-8", "replace"), shown, ProblemLog())
    value = document.value if isinstance(document.value, dict) else {}
    try:
        check_format(find_format({}, value), FileLine(shown), FileLine(shown))
    except SettingsError as error:
        yield from error.problems
