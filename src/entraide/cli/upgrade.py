"""`entraide upgrade`: bring the files of an older project up to date, and lose nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click
import yaml

from entraide.cli.number_lock import hold_numbers
from entraide.cli.upgraded_files import (
    find_linked_folders,
    read_upgraded_files,
    refuse_uncommitted_changes,
    write_changes,
)
from entraide.cli.upgraded_records import describe_records, write_records
from entraide.content.catalog_updates import update_own
from entraide.content.mkdocs_yml import TolerantLoader, read_mkdocs_yml
from entraide.content.project_format import (
    FORMAT,
    check_upgradable,
    find_format,
    find_stated_format,
    format_number,
)
from entraide.content.refused_settings import find_refused_settings
from entraide.content.settings import MKDOCS_PLACES, find_project, read_settings
from entraide.content.upgrades import run_steps
from entraide.content.upgrades.changes import Files, StepResult, apply_changes
from entraide.content.upgrades.format_2 import find_overrides, list_old_catalogs
from entraide.content.upgrades.mkdocs_moves import find_data_folder
from entraide.content.writer import replace_all
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.errors import (
    FileLine,
    Problem,
    ProblemLog,
    SettingsError,
    select_errors,
)
from entraide.terminal_text import escape_line


@click.command(short_help="Bring an older project up to date.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--force", is_flag=True, help="Go on though git has changes that are not committed.")
@hold_numbers()
def upgrade(*, dry_run: bool, force: bool) -> None:
    """Bring the files of an older project up to date with this Entraide.

    Every file that is written or removed is listed. What git does not have as it is, is copied into
    .entraide-before-upgrade/ first. Exit status: 0 when all is done; 1 with --dry-run when there
    is something to do, and when something is left for you to do.
    """
    config_file = find_project(Path.cwd())
    root = config_file.parent
    mkdocs = read_mkdocs_yml(config_file)
    data = find_data_folder(mkdocs)
    files = read_upgraded_files(root, find_overrides(mkdocs), data)
    settings = _load(files.get(f"{data}/settings.yml", b""))
    number = find_format(mkdocs, settings)
    check_upgradable(mkdocs, settings, FileLine(f"{data}/settings.yml"))
    stated = find_stated_format(settings)
    result = run_steps(files, 1 if stated is None else stated)
    if not result.changes:
        if not write_records(root, dry_run=dry_run, force=force):
            click.echo(f"This project has {format_number(number)}: nothing to do.")
        return
    if not dry_run and not force:
        refuse_uncommitted_changes(root)
    click.echo(
        f"This project has {format_number(number)}; this Entraide reads {format_number(FORMAT)}."
    )
    for change in result.changes:
        click.echo(escape_line(f"  {change.describe(files)}"))
    if dry_run:
        for line in describe_records(root, files, apply_changes(files, result.changes)):
            click.echo(escape_line(f"  {line}"))
    else:
        write_changes(root, files, result.changes, force=force)
        write_records(root, dry_run=False, force=force)
    _finish(root, files, result, dry_run=dry_run)


def _load(content: bytes) -> object:
    try:
        return yaml.load(content.decode("utf-8-sig"), Loader=TolerantLoader)  # noqa: S506 - safe
    except (*YAML_ERRORS, UnicodeDecodeError):
        return None  # a step says so


def _finish(root: Path, files: Files, result: StepResult, *, dry_run: bool) -> None:
    """Say what is left to people and what comes next; exit status 1 where something is left."""
    after = apply_changes(files, result.changes)
    left = [*result.notes, *find_linked_folders(root), *_find_left_settings(after)]
    catalogs = list(list_old_catalogs(after))
    for path in catalogs if dry_run else ():
        click.echo(f"  {path}: taken apart into reader.po, contributor.po and staff.po")
    if catalogs and not dry_run:
        left += _take_catalogs_apart(root)
    if left:
        click.echo("Left for you to do:")
        for problem in left:
            click.echo(f"  {problem}")
    if dry_run:
        click.echo("Nothing was written. Run it without --dry-run to do this.")
    else:
        click.echo(f"This project has {format_number(FORMAT)} now. Next: entraide check")
    if left or dry_run:
        raise click.exceptions.Exit(1)


def _find_left_settings(after: Files) -> list[Problem]:
    """Return what `mkdocs.yml` has beside that, and no step can know what to make of."""
    with TemporaryDirectory() as folder:
        file = Path(folder).resolve() / "mkdocs.yml"
        file.write_bytes(after["mkdocs.yml"])
        raw = _load(after["mkdocs.yml"])
        assert isinstance(raw, dict), "a step has read it"  # noqa: S101
        if parent := raw.pop("INHERIT", None):
            what, cure = f"{parent} stays as it is", "Upgrade that too, or write its settings here"
            return [Problem(FileLine("mkdocs.yml"), f"it inherits, and {what}", cure)]
        return sorted(find_refused_settings(raw, file, MKDOCS_PLACES))


def _take_catalogs_apart(root: Path) -> list[Problem]:
    """Do what `entraide messages` does; return what keeps it from that."""
    try:
        settings = read_settings(root / "mkdocs.yml")
        log = ProblemLog()
        update = update_own(settings, log)
        if errors := select_errors(log):
            return list(errors)
    except SettingsError as error:
        cure = "Then run: entraide messages"
        return [Problem(FileLine("locales/"), f"a catalog waits for this: {error}", cure)]
    replace_all(update.texts)
    for path in update.obsolete_files:
        path.unlink()
        click.echo(
            f"  {settings.make_relative(path)}: removed: its words are in the files beside it"
        )
    for path in update.texts:
        click.echo(f"  {settings.make_relative(path)}: written")
    return []
