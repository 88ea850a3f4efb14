"""`entraide fix`: typography, lists, order of keys and former addresses, written into the files."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

import click

from entraide.cli.number_lock import hold_numbers
from entraide.cli.plans import apply_plan
from entraide.content.checks.project import Project
from entraide.content.dates import resolve_day
from entraide.content.docs.front_matter import HomeMatter, LocalisedMatter, get_matter_kind
from entraide.content.fixes import FixResult, fix_text
from entraide.content.fixes.addresses import mend_addresses
from entraide.content.fixes.versions import plan_version_moves
from entraide.content.reader import read_site
from entraide.content.settings import Settings, check_texts_folder, find_project, read_settings
from entraide.content.text_files import parse_file
from entraide.content.writer import replace_text
from entraide.errors import (
    Argument,
    EntraideError,
    FileLine,
    Problem,
    ProblemLog,
    explain_os_error,
    format_problems,
)
from entraide.model.line_ends import unify_line_ends
from entraide.terminal_text import escape_controls, escape_line

VISIBLE_SPACES = str.maketrans({"\u00a0": "⍽", "\u202f": "␣"})
LEGEND = "In these lines ␣ stands for a narrow no-break space, and ⍽ for a no-break space."


@click.command(short_help="Tidy texts: typography, lists, order of keys.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@hold_numbers()
def fix(paths: tuple[Path, ...], *, dry_run: bool) -> None:
    """Tidy the texts in PATHS, which are files or folders; all texts when none is given.

    It writes the quotation marks, apostrophes and spaces of the language, which pages show in any
    case. It indents lists by the width of their marks, and puts the keys of front matter in their
    usual order. Nothing else changes: code, addresses and placeholders stay. Without PATHS it also
    mends what the project remembers: an entry that was moved by hand gets its former address into
    moved_from, its versions come to one place, links that lost it lead to it, and data/ids.yml has
    every number. Exit status: 0 when all is done; with --dry-run,
    1 when there is something to fix; 1 also when a file cannot be read.
    """
    settings = read_settings(find_project(Path.cwd()))
    check_texts_folder(settings)
    files = _select_files(settings, paths)
    changed, log = 0, ProblemLog()
    for path, lang in files:
        shown = settings.make_relative(path)
        fixed, before = _fix_file(path, shown, lang, log)
        if fixed is None or fixed.text == before:
            continue
        if dry_run or _write_file(path, shown, fixed, log):
            changed += 1
            _echo_fix(shown, before, fixed, dry_run=dry_run)
    mended = not paths and _mend_project(settings, dry_run=dry_run)
    if log:
        click.echo(format_problems(log), err=True)
    if dry_run and changed:
        click.echo(LEGEND, err=True)
    failed = len({problem.path for problem in log})
    nothing = "Nothing else" if mended else "Nothing"
    click.echo(_format_summary(changed, len(files), failed, nothing, dry_run=dry_run), err=True)
    if log or (dry_run and (changed or mended)):
        raise click.exceptions.Exit(1)


def _mend_project(settings: Settings, *, dry_run: bool) -> bool:
    """Mend paths, addresses, links and `data/ids.yml`; return whether anything had to be."""
    log = ProblemLog()
    project = Project(read_site(settings), resolve_day())
    has_moved = apply_plan(plan_version_moves(project), settings, dry_run=dry_run)
    if has_moved:
        project = Project(read_site(settings), resolve_day())
    plan = mend_addresses(project, log)
    if log:
        click.echo(format_problems(log), err=True)
    return apply_plan(plan, settings, dry_run=dry_run) or has_moved


def _select_files(settings: Settings, paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """List the texts at or below `paths` (all, without any), each with its language tag.

    EntraideError for a path at which there is no text, and where there is none at all.
    """
    selected_files = {
        path.resolve(): (path, locale.lang)
        for locale in settings.locales
        for path in sorted((settings.docs / locale.code).rglob("*.md"))
    }
    if not selected_files:
        what, cure = "there is no text in it", "Write one: entraide new, or look at docs_dir"
        location = FileLine(f"{settings.docs_name}/")
        raise EntraideError(Problem(location, what, cure))
    if not paths:
        return list(selected_files.values())
    targets = [path.resolve() for path in paths]
    for path, target in zip(paths, targets, strict=True):
        if not any(target in (file, *file.parents) for file in selected_files):
            what = f"there is no text of this project at “{path}”"
            cure = f"Name a .md file or a folder in {settings.docs_name}/<locale>/"
            raise EntraideError(Problem(Argument("PATHS"), what, cure))
    return [
        contents
        for file, contents in selected_files.items()
        if any(each in (file, *file.parents) for each in targets)
    ]


def _fix_file(path: Path, shown: str, lang: str, log: ProblemLog) -> tuple[FixResult | None, str]:
    """Return the file after the fixes, and its present text; None and "" if it cannot be read."""
    parsed = parse_file(path, shown, log)
    if parsed is None:
        return None, ""
    before = path.read_bytes().decode()
    matter = parsed.document.value
    kind = HomeMatter if path.stem == "index" and "id" not in matter else get_matter_kind(matter)
    if kind is LocalisedMatter and matter.get("status"):
        lang = ""  # a part of it is in another language, whose marks are others
    return fix_text(before, lang, kind), before


def _write_file(path: Path, shown: str, fixed: FixResult, log: ProblemLog) -> bool:
    """Write the file; return whether that was possible."""
    try:
        replace_text(path, fixed.text)
    except OSError as error:
        what, cure = explain_os_error(error)
        log.add(FileLine(shown, 1), f"the file cannot be written: {what}", cure)
        return False
    return True


def _echo_fix(shown: str, before: str, fixed: FixResult, *, dry_run: bool) -> None:
    """Print what has been fixed in a file, or would be, and every list item that moved."""
    shown = escape_line(shown)
    if dry_run:
        click.echo("\n".join(_format_diff(shown, before, fixed)))
    else:
        touched = (f"{name} ({_format_lines(number)})" for name, number in fixed.lines.items())
        click.echo(f"{shown}: {', '.join(touched)}")
    for line in fixed.nested:
        what = "this stood beside the item above it; it is now within it"
        click.echo(f"{shown}:{line}: {what}")


def _format_diff(shown: str, before: str, fixed: FixResult) -> Iterator[str]:
    old, new = (_split_visible_lines(text) for text in (before, fixed.text))
    yield from unified_diff(old, new, f"a/{shown}", f"b/{shown}", n=1, lineterm="")


def _split_visible_lines(text: str) -> list[str]:
    lines = unify_line_ends(text).split("\n")
    return [escape_controls(line.translate(VISIBLE_SPACES)) for line in lines]


def _format_lines(number: int) -> str:
    return "1 line" if number == 1 else f"{number} lines"


def _format_summary(changed: int, files: int, failed: int, nothing: str, *, dry_run: bool) -> str:
    """Return the last line: `Fixed 3 of 84 files.`; `failed` files could not be read or written."""
    of = _format_files(files - failed)
    summary = f"Would fix {changed} of {of}." if dry_run else f"Fixed {changed} of {of}."
    if not changed:
        summary = f"{nothing} to fix in {of}." if files > failed else "Nothing was fixed."
    left = f" Left alone, for the mistakes above: {_format_files(failed)}." if failed else ""
    return summary + left


def _format_files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"
