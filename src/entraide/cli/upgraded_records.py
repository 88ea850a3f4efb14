"""Records that `entraide upgrade` adds to a project: numbers of entries, digests of texts.

A project without these records works; only changes that they would show go unnoticed.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from entraide.cli.plans import apply_plan
from entraide.cli.upgraded_files import copy_files
from entraide.content.checks.project import Project
from entraide.content.data.ids import FILE_NAME
from entraide.content.dates import resolve_day
from entraide.content.file_plan import ChangePlan
from entraide.content.fixes.digests import plan_digests
from entraide.content.history import GitHistory
from entraide.content.numbering import record_numbers
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.content.upgrades.changes import Files
from entraide.errors import ProblemLog, SettingsError, select_errors

# At the top of a project: nothing that a reader of texts and data opens.
UNREAD_FOLDERS = {"site", "node_modules", "var", "overrides", "hooks"}
LARGE = 1_000_000  # bytes: more than any text has


def write_records(root: Path, *, dry_run: bool, force: bool) -> bool:
    """Write the records that a project lacks; return whether it lacked any.

    Nothing is written while files or settings have mistakes, which “entraide check” shows. Files
    that git does not have unchanged are copied first; with `force`, those are all.
    """
    reading = _read_sound_site(root)
    if reading is None:
        return False
    plan = _plan_records(reading, root)
    if not dry_run:
        changed = {path.relative_to(root).as_posix(): path for path in plan.texts}
        files = {name: path.read_bytes() for name, path in changed.items() if path.is_file()}
        copy_files(root, files, force=force)
    return apply_plan(plan, reading.settings, dry_run=dry_run)


def describe_records(root: Path, before: Files, after: Files) -> Iterator[str]:
    """Yield a line for each record that an upgrade would write, once its files are as in `after`.

    The project is read in its future state, from a copy.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder).resolve() / root.name
        shutil.copytree(root, copy, ignore=_list_unread, symlinks=True)
        for path in before.keys() - after.keys():
            (copy / path).unlink(missing_ok=True)
        for path, content in after.items():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes(content)
        reading = _read_sound_site(copy)
        for file in sorted(_plan_records(reading, root).texts) if reading else ():
            is_register = file.name == FILE_NAME
            what = "new: the number of each entry" if is_register else "changed: its digest"
            yield f"{file.relative_to(copy).as_posix()}: {what}"


def _list_unread(folder: str, names: list[str]) -> set[str]:
    """Return the names in a folder that a copy of the project does not need for reading."""
    others = UNREAD_FOLDERS if "mkdocs.yml" in names else set()
    paths = {name: Path(folder, name) for name in names}
    return {
        name
        for name, path in paths.items()
        if name.startswith(".")
        or name in others
        or (path.is_file() and path.stat().st_size > LARGE)
    }


def _read_sound_site(root: Path) -> SiteReading | None:
    """Read the project; None where files or settings have mistakes."""
    try:
        reading = read_site(read_settings(root / "mkdocs.yml"))
    except SettingsError:
        return None
    return None if select_errors(reading.problems) else reading


def _plan_records(reading: SiteReading, repository: Path) -> ChangePlan:
    """Plan the records that the project lacks; print what git has otherwise in the `repository`."""
    project, plan = Project(reading, resolve_day()), ChangePlan()
    if not reading.numbers.exists and reading.site.entries:
        plan.add(record_numbers(reading, {}))
    log = ProblemLog()
    plan_digests(project, plan, GitHistory(repository), log)
    for problem in log:
        click.echo(f"  {problem}", err=True)
    return plan
