"""`entraide edit`: write, review and publish in the browser, on this machine or as staff."""

from pathlib import Path

import click

from entraide.cli.arguments import PortParam
from entraide.cli.serve import HOST, serve_project
from entraide.desk.listeners import listen, listen_at_file


@click.group(invoke_without_command=True, short_help="Write and publish entries in the browser.")
@click.option(
    "--port",
    type=PortParam(),
    default=8000,
    show_default=True,
    help="The port to serve at.",
)
@click.option("--as-of", "day", metavar="DATE", help="Write as if it were this day (YYYY-MM-DD).")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@click.option("--poll", is_flag=True, help="Look at the files all the time: for network disks.")
@click.pass_context
def edit(
    context: click.Context, port: int, day: str | None, *, no_browser: bool, poll: bool
) -> None:
    """Write entries in the browser of this machine: their fields, their texts, and a preview.

    What you write is kept beside the files, in var/editing/, until you publish it there. Publishing
    checks the project first, writes the file, and commits it in your name where there is git. The
    address has a secret: nobody else on this machine can write with it.
    """
    if context.invoked_subcommand is None:
        serve_project(port, day, no_desk=True, poll=poll, opens_browser=not no_browser)


@edit.command("serve", short_help="Run the editor of a server, for staff of the desk.")
@click.option(
    "--port",
    type=PortParam(),
    default=8002,
    show_default=True,
    help="The port to listen at, on this machine alone.",
)
@click.option(
    "--socket",
    "file",
    type=click.Path(path_type=Path),
    help="Listen at a socket, this file, in the place of a port.",
)
def serve_staff(port: int, file: Path | None) -> None:
    """Run the editor for staff, at desk/staff/write/ of the site, until Ctrl+C or SIGTERM.

    It works on a clone of the project that it owns, the folder in ENTRAIDE_REPOSITORY, and asks the
    desk at ENTRAIDE_DESK_ADDRESS who is signed in. Where the clone has a remote, it pulls before
    each publication and pushes after it.
    """
    from entraide.editor.server import read_editor_plan, serve_editor  # noqa: PLC0415 - MkDocs

    plan = read_editor_plan()
    listener = listen_at_file(file.absolute()) if file else listen(HOST, port)
    with listener:
        place = f"the socket {file}" if file else f"http://{HOST}:{port}"
        click.echo(f"The editor of {plan.config_file.parent} listens at {place}")
        serve_editor(plan, listener)
