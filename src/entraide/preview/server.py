"""The server of a preview: it opens the site, watches its files, and says how things are."""

import asyncio
import logging
import socket
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.responses import Response
from starlette.types import ASGIApp

from entraide.content.settings import Settings
from entraide.errors import EntraideError
from entraide.preview.app import PreviewApp
from entraide.preview.file_watch import FileWatch
from entraide.preview.live_preview import LivePreview
from entraide.preview.problem_report import ProblemReport
from entraide.preview.search_index import SearchIndex

# What opens the desk beside the site, once there is one; None where the site has none.
DeskOpener = Callable[[LivePreview], AbstractAsyncContextManager[ASGIApp] | None]
EditorOpener = Callable[[LivePreview], ASGIApp]


@dataclass(frozen=True)
class PreviewPlan:
    """What is served: a project at a host, which begins with `http://`.

    `listener` takes the connections, and temporary files go into `folder`. `say` prints a line for
    the writer, `warn` one about a mistake. With `poll`, files are looked at again and again in the
    place of being watched.
    """

    config_file: Path
    host: str
    listener: socket.socket
    folder: Path
    say: Callable[[str], object]
    warn: Callable[[str], object]
    poll: bool = False
    open_desk: DeskOpener | None = None
    open_editor: EditorOpener | None = None


class PreviewServer(uvicorn.Server):
    """Serves the preview of a plan until somebody stops it."""

    def __init__(self, plan: PreviewPlan) -> None:
        self._plan = plan
        self._preview = LivePreview(plan.config_file, plan.host, plan.folder, self._tell)
        self._search = SearchIndex(self._preview, self._tell)
        self._app = PreviewApp(self._preview, self._search)
        config_file = plan.config_file.resolve()
        self._watch = FileWatch(
            _list_usual_folders(config_file), [config_file], self._preview.take_over
        )
        self._desk = AsyncExitStack()
        self._report = ProblemReport(plan.say, plan.warn)
        self._has_site = asyncio.Event()  # one that is broken at first may be mended
        logging.getLogger("uvicorn").setLevel(logging.WARNING)
        super().__init__(
            uvicorn.Config(
                self._app,
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=3,
            )
        )

    def serve_plan(self) -> None:
        """Serve until somebody stops it."""
        self.run([self._plan.listener])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen at once; whoever asks waits for the site."""
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self._opening = asyncio.create_task(self._open())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, and whatever waits for news or watches files with it."""
        self._app.close()
        self._watch.stop()
        self._opening.cancel()
        with suppress(asyncio.CancelledError):
            await self._opening
        await self._desk.aclose()
        await super().shutdown(sockets)
        self._preview.close()
        self._search.close()

    async def _open(self) -> None:
        if not self._watch.start(poll=self._plan.poll):
            self._plan.say("The system watches no more files: each is looked at twice a second.")
        await asyncio.wrap_future(self._preview.open())
        if not self._preview.site:
            self._plan.say(f"Waiting for this to be mended, at {self._preview.address}.")
        await self._has_site.wait()
        if self._plan.open_editor:
            self._app.editor = self._plan.open_editor(self._preview)
            self._app.send_state()
        if self._plan.open_desk:
            await self._open_desk(self._plan.open_desk)

    async def _open_desk(self, open_desk: DeskOpener) -> None:
        desk = open_desk(self._preview)
        if desk is None:
            return
        opening = self._app.desk = self._loop.create_future()
        try:
            opening.set_result(await self._desk.enter_async_context(desk))
        except EntraideError as error:
            self._plan.warn(str(error))
            opening.set_result(Response("The desk did not open: see the terminal.", 503))

    def _tell(self) -> None:
        """Tell browsers and the terminal of a change; any thread may call it."""
        self._loop.call_soon_threadsafe(self._app.send_state)
        self._loop.call_soon_threadsafe(self._print_problems)

    def _print_problems(self) -> None:
        """Print what is new; at first, where the site is read."""
        site = self._preview.site
        if site:
            self._watch.add_folders(_list_folders(site.build.reading.settings))
        if site and not self._has_site.is_set():
            self._has_site.set()
            self._plan.say(f"Read the site, drafts too, at {site.address} (Ctrl+C stops).")
        self._report.print_changes(self._preview.problems)


def _list_folders(settings: Settings) -> Iterable[Path]:
    """Return the folders that a site is made from."""
    folders = (
        settings.docs,
        settings.data,
        *settings.theme_folders,
        settings.overrides,
        settings.root / "locales",
    )
    return dict.fromkeys(each.resolve() for each in folders)


def _list_usual_folders(config_file: Path) -> Iterable[Path]:
    """Return the same where no setting names others: those of this project may be broken."""
    return [config_file.parent / name for name in ("docs", "data", "overrides", "locales")]
