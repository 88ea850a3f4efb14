"""`entraide serve`: build the site, drafts too, and serve it with live reload and its desk."""

import signal
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from entraide.cli.arguments import PORT
from entraide.cli.mkdocs_run import HOST, serve_mkdocs
from entraide.content.settings import find_project, read_settings
from entraide.errors import Argument, Problem, SettingsError


@click.command(short_help="Serve the site on this machine, drafts too, with live reload.")
@click.option("--port", type=PORT, default=8000, show_default=True, help="The port to serve at.")
@click.option("--as-of", "day", metavar="DATE", help="Serve as if it were this day (YYYY-MM-DD).")
@click.option("--no-desk", is_flag=True, help="Serve the site alone.")
@click.pass_context
def serve(context: click.Context, port: int, day: str | None, *, no_desk: bool) -> None:
    """Build the site with its drafts, serve it here, and rebuild it at every change.

    Where the site has a desk, a desk to try out is served too, with a store of its own:
    var/demo.sqlite3.
    """
    config_file = find_project(Path.cwd())
    settings = read_settings(config_file)  # says what is wrong with them before anything starts
    if _is_taken(port):
        cure = f"Stop what uses it, or choose another: --port {port + 1}"
        raise SettingsError(Problem(Argument("--port"), f"{port} is in use", cure))
    # So that whatever runs beside us is stopped. The desk's server ends by SIGTERM; what another
    # signal raised in the middle of an answer, it would take for a mistake in there.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    address = f"http://{HOST}:{port}{urlsplit(settings.site_url).path}"
    click.echo("Building the site …")
    try:
        if settings.desk and not no_desk:
            from entraide.cli.demo import serve_with_desk  # noqa: PLC0415 - it loads a server

            context.exit(serve_with_desk(config_file, settings, address, day))
        with serve_mkdocs(config_file, port, address, day) as (mkdocs, _):
            context.exit(mkdocs.wait())
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False
