"""`entraide desk`: run the desk, and look after its store."""

from collections.abc import Mapping
from pathlib import Path

import click

from entraide.cli.arguments import PORT
from entraide.cli.desk_staff import staff
from entraide.desk import server
from entraide.desk.backup import back_up, purge_backup, restore
from entraide.desk.clock import get_now
from entraide.desk.dumps import is_dump
from entraide.desk.migrate import migrate, open_store
from entraide.desk.purge import purge, scrub
from entraide.desk.settings import read_desk_settings, read_store_settings
from entraide.errors import Problem, StoreError

desk = click.Group(
    "desk",
    help="Run the desk, and look after its store, the database. Its settings are variables of the "
    "environment: handbook/reference/settings.md lists them.",
    short_help="Run the desk, which receives ratings and feedback, and look after its store.",
)
desk.add_command(staff)


@desk.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=PORT, default=8001, show_default=True, help="The port to listen at.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many processes. More than one needs PostgreSQL.",
)
@click.pass_context
def serve(context: click.Context, host: str, port: int, workers: int) -> None:
    """Run the desk until Ctrl+C or SIGTERM."""
    settings = read_desk_settings()
    with server.listen(host, port) as listener:
        server.prepare(settings, workers, get_now())
        name = f"[{host}]" if ":" in host else host
        click.echo(f"The desk listens at http://{name}:{port}{settings.base}desk/")
        if not server.run(listener, workers):
            context.exit(2)


@desk.command("migrate")
def migrate_store() -> None:
    """Make the store, or change its tables to what this version of Entraide needs."""
    click.echo(f"The store has schema {migrate(read_store_settings())}.")


@desk.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def back_up_store(file: Path) -> None:
    """Write a backup to FILE, without day keys and sessions. The desk may run meanwhile."""
    settings = read_store_settings()
    with open_store(settings) as store:
        store.write(lambda connection: purge(connection, settings, get_now()))
        counted = back_up(store, file)
    click.echo(f"Wrote {file}: {_format_counts(counted)}.")


@desk.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--yes", is_flag=True, help="Do it without asking.")
def restore_store(file: Path, *, yes: bool) -> None:
    """Replace everything in the store by the backup FILE."""
    settings = read_store_settings()
    if not yes:
        click.confirm("What the store has now will be replaced. Go on?", abort=True)
    migrate(settings)
    with open_store(settings) as store:
        counted = restore(file, store, settings, get_now())
    click.echo(f"Restored {file}: {_format_counts(counted)}.")


@desk.command("purge")
@click.option(
    "--backups",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="A folder of backups: delete the same things from them.",
)
def purge_store(backups: Path | None) -> None:
    """Delete what is older than the settings allow. A running desk does this every hour."""
    settings = read_store_settings()
    with open_store(settings) as store:
        gone = store.write(lambda connection: purge(connection, settings, get_now()))
        scrub(store.engine)
    click.echo(f"Deleted: {_format_counts(gone)}.")
    broken: list[Problem] = []
    for file in sorted(filter(is_dump, backups.iterdir())) if backups else ():
        try:
            counted = purge_backup(file, settings, get_now())
            click.echo(f"Deleted in {file}: {_format_counts(counted)}.")
        except StoreError as error:  # the others are purged all the same
            broken += error.problems
    if broken:
        raise StoreError(*broken)


def _format_counts(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{what} {count}" for what, count in counted.items() if count) or "nothing"
