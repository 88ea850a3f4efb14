"""Firefox without a window, driven over WebDriver BiDi, which it speaks itself.

One message goes out at a time, and its answer is awaited; events are left unread.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from websockets.sync.client import ClientConnection, connect

from support.engine_page import EngineError
from support.processes import run_program

PROFILE = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.download.alwaysOpenPanel": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.safebrowsing.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.ipc.processPrelaunch.enabled": False,
    "extensions.update.enabled": False,
    "focusmanager.testmode": True,  # keys go where the focus is, though there is no window
    "intl.accept_languages": "en-GB",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "privacy.reduceTimerPrecision": False,
    "ui.prefersReducedMotion": 1,
}
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
SECONDS = 120  # for one answer, on a machine that may be slow


class Firefox:
    """A tab of a Firefox that runs."""

    name = "firefox"

    def __init__(self, socket: ClientConnection, home: Path) -> None:
        self.home = home
        self._socket = socket
        self._count = 0
        self._ask("session.new", capabilities={})
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        self.set_size(360, 740)

    def set_size(self, width: int, height: int) -> None:
        viewport = {"width": width, "height": height}
        self._ask("browsingContext.setViewport", context=self._tab, viewport=viewport)

    def open(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def read_url(self) -> str:
        tree = self._ask("browsingContext.getTree", root=self._tab, maxDepth=0)
        return str(tree["contexts"][0]["url"])

    def evaluate(self, expression: str) -> Any:
        answer = self._run(f"JSON.stringify({expression})")
        return json.loads(answer["value"]) if "value" in answer else None

    def send_actions(self, actions: Sequence[Mapping[str, Any]]) -> None:
        self._ask("input.performActions", context=self._tab, actions=actions)

    def choose_files(self, selector: str, files: Sequence[Path]) -> None:
        element = self._run(f"document.querySelector({json.dumps(selector)})")
        names = [str(file) for file in files]
        reference = {"sharedId": element["sharedId"]}
        self._ask("input.setFiles", context=self._tab, element=reference, files=names)

    def _run(self, expression: str) -> dict[str, Any]:
        answer = self._ask(
            "script.evaluate",
            expression=expression,
            target={"context": self._tab},
            awaitPromise=False,
        )
        if answer["type"] == "exception":
            raise EngineError(answer["exceptionDetails"]["text"])
        result: dict[str, Any] = answer["result"]
        return result

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv(timeout=SECONDS))
            if answer.get("id") != self._count:
                continue
            if answer["type"] == "error":
                raise EngineError(f"{method}: {answer['error']}: {answer['message']}")
            return answer["result"]


@contextmanager
def run_firefox(
    program: str,
    home: Path,
    *,
    scripts: bool = True,
    dark: bool = False,
    around: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Firefox]:
    """Run a Firefox with a profile of its own in `home`, where its downloads go too.

    With DISPLAY in the variables `around` it, it has a window there.
    """
    profile = home / "profile"
    profile.mkdir(parents=True)
    preferences = PROFILE | {
        "browser.download.dir": str(home),
        "javascript.enabled": scripts,
        "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
    }
    lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in preferences.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [program, "--no-remote", "--remote-debugging-port=0"]
    command += [] if "DISPLAY" in around else ["--headless"]
    # A page, and no field for addresses, has the focus.
    command += ["--profile", str(profile), "--kiosk", "data:text/html,"]
    with (
        run_program(command, home, stderr=subprocess.PIPE, variables=around) as process,
        connect(f"{_read_address(process)}/session", max_size=None, proxy=None) as socket,
    ):
        yield Firefox(socket, home)


def _read_address(process: "subprocess.Popen[str]") -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if found := LISTENING.search(line):
            return found[1]
    raise EngineError("Firefox ended before it could be driven")
