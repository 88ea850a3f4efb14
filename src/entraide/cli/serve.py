"""`entraide serve`: build the site, drafts too, and serve it with live reload."""

import socket
from pathlib import Path

import click

from entraide.cli.mkdocs_run import run_mkdocs
from entraide.content.settings import find_project, read_settings
from entraide.errors import SettingsError

HOST = "127.0.0.1"


@click.command(short_help="Serve the site on this machine, drafts too, with live reload.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--as-of", "day", metavar="DATE", help="Serve as if it were this day (YYYY-MM-DD).")
@click.pass_context
def serve(context: click.Context, port: int, day: str | None) -> None:
    """Build the site with its drafts, serve it here, and rebuild it at every change."""
    config_file = find_project(Path.cwd())
    read_settings(config_file)  # says what is wrong with them before anything starts
    if _taken(port):
        raise SettingsError(f"--port: {port} is in use. Stop what uses it, or try {port + 1}.")
    click.echo("Building the site …")
    # Named on purpose: MkDocs 1.6 under Click 8.3 and later forgets its own default.
    arguments = ("serve", "--livereload", "--quiet", "--dev-addr", f"{HOST}:{port}")
    try:
        context.exit(run_mkdocs(config_file, *arguments, day=day))
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False
