"""What a person does on a page, in a browser that no Playwright drives.

Every step waits until it can be done. A page may be replaced at any moment: what cannot be asked
just then is asked again.
"""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

SECONDS = 90.0  # until something is on a page: a busy machine, and a proof of work
KEYS = {"Shift": "\ue008", "Control": "\ue009", "Escape": "\ue00c", "Tab": "\ue004"}
KEYS |= {"Enter": "\ue007", "ArrowDown": "\ue015", "Space": " "}

# Drivers may answer before scripts have run, and before the page hears that it is shown.
LOADED = "performance.getEntriesByType('navigation')[0]?.loadEventEnd > 0"
# The first element of `selector` that is drawn and has `words` in its text or its name.
FIND = """(selector, words) => [...document.querySelectorAll(selector)].find((one) => {
  const box = one.getBoundingClientRect();
  if (!box.width || !box.height || getComputedStyle(one).visibility !== "visible") return false;
  const name = one.getAttribute("aria-label") ?? "";
  return !words || `${one.textContent} ${name}`.replace(/\\s+/g, " ").includes(words);
})"""
# Where its middle is, once nothing else lies over it.
AIM = """(one) => {
  if (!one) return null;
  one.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const box = one.getClientRects()[0];
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2].map(Math.floor);
  const top = document.elementFromPoint(x, y);
  const isFree = top && (one.contains(top) || top.contains(one) || one.control === top
    || [...(one.labels ?? [])].some((label) => label.contains(top)));
  return isFree ? [x, y] : null;
}"""


# Notes whether the next click is on it; nothing is noted as long as none has come. It is not where
# the page moves between press and release, as when a field that is left says something.
WATCH = """(one) => {
  window.entraideHit = null;
  window.addEventListener("click", ({ target }) => {
    const labels = [...(one?.labels ?? [])];
    window.entraideHit = Boolean(one?.contains(target) || one?.control === target
      || labels.some((label) => label.contains(target)));
  }, { capture: true, once: true });
  return one;
}"""


class EngineError(Exception):
    """What a browser answers when it cannot do what it is asked."""


class Engine(Protocol):
    """A window of a browser: what every driver of one can do."""

    name: str
    home: Path  # where its downloads go

    def open(self, url: str) -> None:
        """Open an address, and wait until all of it has come."""

    def set_size(self, width: int, height: int) -> None: ...

    def read_url(self) -> str: ...

    def evaluate(self, expression: str) -> Any:
        """The value of an expression of JavaScript in the page, as JSON has it."""

    def send_actions(self, actions: Sequence[Mapping[str, Any]]) -> None:
        """Move and press as WebDriver says it; both of its forms say it alike."""

    def choose_files(self, selector: str, files: Sequence[Path]) -> None: ...


class EnginePage:
    """A page in one of these browsers, at `url`, which ends with a slash."""

    def __init__(self, engine: Engine, url: str) -> None:
        self.engine = engine
        self.url = url

    def open(self, path: str) -> None:
        self.engine.open("about:blank")  # so that an address with another # is a visit, too
        self.engine.open(self.url + path)
        self.wait(f"location.href.startsWith({json.dumps(self.url)}) && {LOADED}")

    def wait(self, expression: str) -> Any:
        """Wait until an expression is true; its value."""
        deadline = time.monotonic() + SECONDS
        last: object = None
        while time.monotonic() < deadline:
            try:
                if last := self.engine.evaluate(expression):
                    return last
            except EngineError as error:  # another page is on its way
                last = error
            time.sleep(0.05)
        raise AssertionError(
            f"{self.engine.name}: never true: {expression}\n{last}\n{self._tell()}"
        )

    def _tell(self) -> str:
        """Where it is, and what is seen there."""
        seen = (
            "[location.href, document.activeElement?.outerHTML.slice(0, 200),"
            "document.body?.innerText.slice(0, 600)].join('\\n')"
        )
        try:
            return str(self.engine.evaluate(seen))
        except EngineError as error:
            return str(error)

    def click(self, selector: str, words: str = "") -> None:
        """Click on the first element of that selector that is seen and says `words`.

        Where the page has moved meanwhile and the click went beside it, click again.
        """
        one = f"({FIND})({json.dumps(selector)}, {json.dumps(words)})"
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
        deadline = time.monotonic() + SECONDS
        hit: object = False
        while hit is False:
            assert time.monotonic() < deadline, f"nothing can be pressed at {selector} {words}"
            x, y = self.wait(f"({AIM})(({WATCH})({one}))")
            steps = [
                {"type": "pointerMove", "x": x, "y": y, "duration": 0},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ]
            self.engine.send_actions([mouse | {"actions": steps}])
            hit = self._read_hit()

    def _read_hit(self) -> object:
        """Whether the last press was on what it aimed at; None where another page has come."""
        try:
            return self.engine.evaluate("window.entraideHit")
        except EngineError:
            return None

    def press(self, *keys: str) -> None:
        """Press one key after another."""
        self._press([KEYS.get(key, key) for key in keys])

    def press_with_control(self, key: str) -> None:
        steps = [("keyDown", KEYS["Control"]), ("keyDown", key), ("keyUp", key)]
        self._perform_keys([*steps, ("keyUp", KEYS["Control"])])

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self._press(text)

    def _press(self, keys: Iterable[str]) -> None:
        self._perform_keys([(kind, key) for key in keys for kind in ("keyDown", "keyUp")])

    def _perform_keys(self, steps: Sequence[tuple[str, str]]) -> None:
        actions = [{"type": kind, "value": key} for kind, key in steps]
        self.engine.send_actions([{"type": "key", "id": "keyboard", "actions": actions}])

    def write(self, selector: str, text: str) -> None:
        """Write `text` in the place of what stands in a field."""
        self.click(selector)
        self.wait(f"document.activeElement === ({FIND})({json.dumps(selector)}, '')")
        self.engine.evaluate("document.activeElement.select()")
        self.type(text)
        self.wait(f"document.activeElement.value === {json.dumps(text)}")

    def expect(self, selector: str, words: str = "") -> None:
        """Wait until an element of that selector is seen, and says `words`."""
        self.wait(f"Boolean(({FIND})({json.dumps(selector)}, {json.dumps(words)}))")

    def expect_none(self, selector: str, words: str = "") -> None:
        """Wait until no element of that selector that says `words` is seen."""
        self.wait(f"!({FIND})({json.dumps(selector)}, {json.dumps(words)})")

    def expect_focus(self, selector: str) -> None:
        self.wait(f"document.activeElement?.matches({json.dumps(selector)})")

    def expect_path(self, path: str) -> None:
        """Wait until the page at that path is there."""
        self.wait(f"{LOADED} && location.href === {json.dumps(self.url + path)}")
