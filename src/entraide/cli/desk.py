"""`entraide desk`: run the desk, and look after its store."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from entraide.cli.arguments import ExampleCommand, PortParam
from entraide.cli.desk_news import send_news
from entraide.cli.desk_staff import staff
from entraide.cli.desk_votes import votes
from entraide.desk import server
from entraide.desk.backup import RestoreOptions, back_up, purge_backup, restore
from entraide.desk.clock import get_now
from entraide.desk.clock_check import check_clock
from entraide.desk.dumps import is_dump, make_signing_key
from entraide.desk.listeners import listen, listen_at_file
from entraide.desk.migrate import migrate, open_store
from entraide.desk.pseudonyms import destroy_old_keys
from entraide.desk.purge import PurgeResult, purge, restore_purged
from entraide.desk.row_order import mix_rows
from entraide.desk.settings import read_backup_settings, read_desk_settings, read_store_settings
from entraide.desk.table_swap import delete_leftovers
from entraide.desk.withdrawals import list_withdrawals
from entraide.errors import FileLine, Problem, StoreError

desk = click.Group(
    "desk",
    help="Run the desk, and look after its store, the database. Its settings are variables of the "
    "environment: “entraide handbook settings” lists them.",
    short_help="Run the desk, which receives ratings and feedback, and look after its store.",
)
desk.add_command(staff)
desk.add_command(votes)
desk.add_command(send_news)


@desk.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=PortParam(),
    default=8001,
    show_default=True,
    help="The port to listen at.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many processes. More than one needs PostgreSQL.",
)
@click.option(
    "--socket",
    "file",
    type=click.Path(path_type=Path),
    help="Listen at a socket, this file, in the place of a port. Whoever may write to it is one of "
    "your web servers, whose word on visitors is taken.",
)
@click.pass_context
def serve(context: click.Context, host: str, port: int, workers: int, file: Path | None) -> None:
    """Run the desk until Ctrl+C or SIGTERM."""
    sources = map(context.get_parameter_source, ("host", "port"))
    if file and ParameterSource.COMMANDLINE in sources:
        raise click.UsageError("--socket takes the place of --host and --port: leave them out.")
    settings = read_desk_settings()
    listener = listen_at_file(file.absolute()) if file else listen(host, port)
    with listener, server.hold_store(settings):
        server.prepare(settings, workers, get_now)
        name = f"[{host}]" if ":" in host else host
        place = f"the socket {file}" if file else f"http://{name}:{port}{settings.base}desk/"
        click.echo(f"The desk listens at {place}")
        if not server.run(listener, workers, settings.trusted_proxies):
            context.exit(2)


@desk.command("migrate")
@click.option("--create", is_flag=True, help="Make the store where there is none yet.")
def migrate_store(*, create: bool) -> None:
    """Change the tables of the store to what this version of Entraide needs."""
    settings = read_store_settings()
    click.echo(f"The store has schema {migrate(settings, create=create)}.")
    with open_store(settings) as store:  # a new store begins to know the time
        delete_leftovers(store)
        store.write(lambda connection: check_clock(connection, get_now()))


@desk.command("backup", cls=ExampleCommand, example="entraide desk backup desk-monday.backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def back_up_store(file: Path) -> None:
    """Write a backup to FILE, without sessions, signed with the desk’s secret.

    The desk may run meanwhile.
    """
    settings = read_backup_settings()
    with open_store(settings) as store:
        _warn_of_clock(purge(store, settings, get_now()))
        counted = back_up(store, file, make_signing_key(settings.secret))
    click.echo(f"Wrote {file}: {_format_counts(counted)}.")


@desk.command("restore", cls=ExampleCommand, example="entraide desk restore desk-monday.backup")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option(
    "--accounts",
    is_flag=True,
    help="Replace accounts, tokens and the log of staff too. Whoever was shut out since the backup "
    "may come in again.",
)
@click.option("--unsigned", is_flag=True, help="Take a backup that this desk did not sign.")
def restore_store(file: Path, *, yes: bool, accounts: bool, unsigned: bool) -> None:
    """Replace votes, feedback and proposals in the store by those of the backup FILE.

    The desk may run meanwhile. What it stored since the backup is lost.
    """
    if unsigned:
        settings, key = read_store_settings(), None
    else:
        settings = read_backup_settings()
        key = make_signing_key(settings.secret)
    if not yes:
        click.confirm("What the store has now will be replaced. Go on?", abort=True)
    migrate(settings)
    with open_store(settings) as store:
        store.write(lambda connection: check_clock(connection, get_now()))
        counted = restore(file, store, settings, RestoreOptions(key, accounts))
    click.echo(f"Restored {file}: {_format_counts(counted)}.")
    if not accounts:
        click.echo("Accounts, tokens and the log of staff stayed as they were (see --accounts).")


@desk.command("purge")
@click.option(
    "--backups",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="A folder of backups: delete the same things from them.",
)
@click.option(
    "--clock-is-right",
    is_flag=True,
    help="Do it though the clock is more than a day away from what the store last knew.",
)
def purge_store(backups: Path | None, *, clock_is_right: bool) -> None:
    """Delete what is older than the settings allow. A running desk does this every hour.

    What people wrote stays in a bin for 48 hours, from which “entraide desk restore-purged” takes
    it back. Backups have no bin: the same things go from them 48 hours later.
    """
    settings = read_store_settings()
    destroy_old_keys(settings.runtime_dir, get_now)
    with open_store(settings) as store:
        result = purge(store, settings, get_now(), clock_is_right=clock_is_right)
        mix_rows(store, get_now().date())
        withdrawn = store.read(list_withdrawals)
    if result.doubt:
        raise StoreError(result.doubt.to_problem())
    click.echo(f"Deleted: {_format_counts(result.deleted_rows)}.")
    if backups:
        _purge_backups(backups, withdrawn)


def _purge_backups(folder: Path, withdrawn: Sequence[Mapping[str, Any]]) -> None:
    settings = read_backup_settings()
    key, problems = make_signing_key(settings.secret), list[Problem]()
    files = sorted(file for file in folder.iterdir() if file.is_file())
    if not any(map(is_dump, files)):
        what = "there is no backup in it, as “desk backup” writes them"
        raise StoreError(Problem(FileLine(str(folder)), what, "Name the folder that has them"))
    for file in files:
        if not is_dump(file):
            what = "this is no backup that can be read; it may be a packed or an encrypted one"
            cure = "If it is one, unpack it and purge it, or delete it"
            click.echo(f"Warning: {Problem(FileLine(str(file)), what, cure)}", err=True)
            continue
        try:
            counted = purge_backup(file, settings, get_now(), key, withdrawn)
            click.echo(f"Deleted in {file}: {_format_counts(counted)}.")
        except StoreError as error:  # the others are purged all the same
            problems += error.problems
    if problems:
        raise StoreError(*problems)


@desk.command("restore-purged")
def restore_purged_rows() -> None:
    """Put back the feedback, proposals and log lines that were purged in the last 48 hours.

    Do it after the clock, or the setting that made them too old, was mended: the next purge takes
    out again what is too old by then.
    """
    with open_store(read_store_settings()) as store:
        counted = restore_purged(store)
    click.echo(f"Put back: {_format_counts(counted)}.")


def _warn_of_clock(result: PurgeResult) -> None:
    if result.doubt:
        click.echo(f"Warning: {result.doubt.to_problem().sentences}", err=True)


def _format_counts(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{what} {count}" for what, count in counted.items() if count) or "nothing"
