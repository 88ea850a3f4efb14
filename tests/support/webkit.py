"""WebKit, the engine of Safari: MiniBrowser of WebKitGTK over WebDriver (WebKitWebDriver).

It needs a display. Over the whole of it there is no bar, so that its window may be narrow.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

from bench.ports import find_free_port
from support.engine_page import EngineError
from support.processes import run_display, run_program
from support.waiting import is_listening, wait_for

SECONDS = 120.0  # for one answer, on a machine that may be slow
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key of the standard


class WebKit:
    """The window of a MiniBrowser that runs."""

    name = "webkit"

    def __init__(self, driver: httpx2.Client, home: Path, options: Mapping[str, Any]) -> None:
        self.home = home
        self._driver = driver
        self._path = ""
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._path = f"/session/{self._post('/session', capabilities=wanted)['sessionId']}"
        self.set_size(360, 740)

    def set_size(self, width: int, height: int) -> None:
        self._post("/window/rect", x=0, y=0, width=width, height=height)

    def open(self, url: str) -> None:
        self._post("/url", url=url)

    def read_url(self) -> str:
        return str(self._read(self._driver.get(f"{self._path}/url")))

    def evaluate(self, expression: str) -> Any:
        return self._post("/execute/sync", script=f"return ({expression});", args=[])

    def send_actions(self, actions: Sequence[Mapping[str, Any]]) -> None:
        self._post("/actions", actions=actions)

    def choose_files(self, selector: str, files: Sequence[Path]) -> None:
        element = self._post("/element", using="css selector", value=selector)[ELEMENT]
        self._post(f"/element/{element}/value", text="\n".join(map(str, files)))

    def close(self) -> None:
        self._driver.delete(self._path)

    def _post(self, path: str, **body: Any) -> Any:
        return self._read(self._driver.post(f"{self._path}{path}", json=body))

    def _read(self, response: httpx2.Response) -> Any:
        value = response.json()["value"]
        if not response.is_success:
            raise EngineError(f"{value['error']}: {value['message']}")
        return value


@contextmanager
def run_webkit(
    program: str, browser: Path, home: Path, *, scripts: bool = True, dark: bool = False
) -> Iterator[WebKit]:
    """Run a WebKitWebDriver with a MiniBrowser, whose files are in `home`, downloads too."""
    home.mkdir(parents=True, exist_ok=True)
    port = find_free_port()
    arguments = ["--automation", "--full-screen", "--dark-mode"][: 3 if dark else 2]
    if not scripts:
        arguments.append("--enable-javascript=false")
    with (
        run_display(home) as display,
        run_program([program, f"--port={port}"], home, variables={"DISPLAY": display}),
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=SECONDS, trust_env=False) as way,
    ):
        wait_for(lambda: is_listening(port), "WebKitWebDriver does not start")
        window = WebKit(way, home, {"binary": str(browser), "args": arguments})
        yield window
        window.close()
