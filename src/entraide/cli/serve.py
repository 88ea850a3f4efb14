"""`entraide serve`: show the site while it is written, with its desk."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from entraide.cli.arguments import PortParam
from entraide.cli.extras import check_extra
from entraide.content.dates import DAY_VARIABLE, resolve_day
from entraide.content.mkdocs_yml import read_mkdocs_yml
from entraide.content.project_format import has_plugin
from entraide.content.settings import Settings, check_texts_folder, find_project, read_settings
from entraide.desk.listeners import listen
from entraide.errors import SettingsError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from entraide.preview.live_preview import LivePreview

HOST = "127.0.0.1"  # whatever is served here is for this machine alone


@click.command(short_help="Show the site on this machine while you write, drafts too.")
@click.option(
    "--port",
    type=PortParam(),
    default=8000,
    show_default=True,
    help="The port to serve at.",
)
@click.option("--as-of", "day", metavar="DATE", help="Serve as if it were this day (YYYY-MM-DD).")
@click.option("--no-desk", is_flag=True, help="Serve the site alone.")
@click.option("--poll", is_flag=True, help="Look at the files all the time: for network disks.")
def serve(port: int, day: str | None, *, no_desk: bool, poll: bool) -> None:
    """Show the site as it is, with its drafts, and show it anew when a file is saved.

    A page is made when you open it. What `entraide check` would find stands on the page, too. Where
    the site has a desk, a desk to try out is served, with a store of its own: var/demo.sqlite3. The
    page at “Write at” lets you write in the browser, as `entraide edit` does.
    """
    serve_project(port, day, no_desk=no_desk, poll=poll)


def serve_project(
    port: int, day: str | None, *, no_desk: bool, poll: bool, opens_browser: bool = False
) -> None:
    """Serve the site of the project here with its editor, and unless `no_desk` with a desk.

    With `opens_browser`, the browser is sent to the editor once there is one.
    """
    config_file = find_project(Path.cwd())
    settings = _read_sound_settings(config_file)
    if settings:
        check_texts_folder(settings)
    with suppress(KeyboardInterrupt), _make_folder() as folder, listen(HOST, port) as listener:
        if day:
            os.environ[DAY_VARIABLE] = resolve_day(day).isoformat()
        if settings and settings.desk and not no_desk:
            check_extra("desk", "serve")
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
        click.echo("Opening the site …")
        from entraide.preview.server import PreviewPlan, PreviewServer  # noqa: PLC0415 - MkDocs

        warn, open_desk = partial(click.echo, err=True), None if no_desk else _open_desk
        open_editor, host = partial(_open_editor, opens_browser), f"http://{HOST}:{port}"
        plan = PreviewPlan(
            config_file,
            host,
            listener,
            folder,
            click.echo,
            warn,
            poll,
            open_desk,
            open_editor,
        )
        PreviewServer(plan).serve_plan()
    click.echo("Stopped.")


@contextmanager
def _make_folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="entraide-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _read_sound_settings(config_file: Path) -> Settings | None:
    """Read the settings; None if they are broken, which the preview then shows.

    Raise SettingsError where there is no project at all.
    """
    try:
        return read_settings(config_file)
    except SettingsError:
        if not _may_be_ours(config_file):
            raise
        return None


def _may_be_ours(config_file: Path) -> bool:
    """Return whether this may be an Entraide project; True if its settings cannot be read."""
    try:
        return has_plugin(read_mkdocs_yml(config_file))
    except SettingsError:
        return True


def _open_desk(preview: "LivePreview") -> "AbstractAsyncContextManager[ASGIApp] | None":
    if not preview.site or not preview.site.build.reading.settings.desk:
        return None
    from entraide.cli.demo import open_demo_desk  # noqa: PLC0415 - the desk takes a second to load

    return open_demo_desk(preview.site.build.reading.settings, preview.address, preview)


def _open_editor(
    opens_browser: bool,  # noqa: FBT001 - of a partial
    preview: "LivePreview",
) -> "ASGIApp":
    """Run the editor beside a preview, and print its address."""
    from entraide.editor.access import ROOT, LocalAccess  # noqa: PLC0415 - takes a while to load
    from entraide.editor.app import build_app  # noqa: PLC0415
    from entraide.editor.editor import open_editor  # noqa: PLC0415

    assert preview.site  # noqa: S101 - there is no editor before
    url = urlsplit(preview.address)
    access = LocalAccess(url.port or 80, url.path)
    places = url.path, url.path + ROOT
    editor = open_editor(preview.site.build.reading.settings, preview, places, access)
    entrance = access.make_entrance(preview.address)
    click.echo(f"Write at {entrance}")
    if opens_browser:
        click.launch(entrance)
    return build_app(editor)
