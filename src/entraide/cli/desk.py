"""`entraide desk`: run the desk, and tend its store."""

from collections.abc import Mapping
from pathlib import Path

import click

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
    help="Run the desk, and tend its store; handbook/reference/settings.md lists its settings.",
    short_help="Run the desk, which receives ratings and feedback, and tend its store.",
)
desk.add_command(staff)


@desk.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
@click.pass_context
def serve(context: click.Context, host: str, port: int, workers: int) -> None:
    """Run the desk until Ctrl+C or SIGTERM. Several workers need PostgreSQL."""
    settings = read_desk_settings()
    with server.listen(host, port) as listener:
        server.prepare(settings, workers, get_now())
        name = f"[{host}]" if ":" in host else host
        click.echo(f"The desk listens at http://{name}:{port}{settings.base}desk/")
        if not server.run(listener, workers):
            context.exit(2)


@desk.command("migrate")
def migrate_store() -> None:
    """Make the store, or bring it to the tables of this version."""
    click.echo(f"The store has schema {migrate(read_store_settings())}.")


@desk.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def back_up_store(file: Path) -> None:
    """Write a backup to FILE. The desk may run on. No key and no session is in it."""
    settings = read_store_settings()
    with open_store(settings) as store:
        store.write(lambda connection: purge(connection, settings, get_now()))
        counted = back_up(store, file)
    click.echo(f"Wrote {file}: {_format_counts(counted)}.")


@desk.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore_store(file: Path, *, yes: bool) -> None:
    """Put the backup FILE in the place of what the store has."""
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
    help="A folder of backups: take out of them what is over too.",
)
def purge_store(backups: Path | None) -> None:
    """Delete what is older than the settings allow. The running desk does so every hour."""
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
