"""What a preview makes a writer wait for: until it is ready, and from a saved file to the screen.

    python -m bench.preview [--entries 1000 5000] [--edits 10]

A real browser shows the page. The time of an edit runs from the writing of the file until the new
words stand in the page. Memory is what the processes of `entraide serve` have for themselves, with
their share of what they have in common (PSS), at the highest of a look every 50 ms.
"""

import argparse
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from bench.chromium import find_chromium, find_headless_shell
from bench.corpus import write_ours
from bench.ports import find_free_port
from bench.report import format_table

LOOK = 0.05  # seconds between two looks at memory, or at a server that starts
PATIENCE = 60_000  # milliseconds that a page has
HEAD = ("entries", "ready, cold (s)", "ready (s)", "edit, median (s)", "edit, worst (s)", "MiB")


@dataclass(frozen=True, slots=True)
class PreviewCost:
    """What was measured at one number of entries; `cold` is without a cache. Seconds and MiB."""

    entries: int
    cold: float
    ready: float
    edits: tuple[float, ...]
    memory: float

    def format_row(self) -> tuple[str, ...]:
        """Return the cells of a table."""
        times = (self.cold, self.ready, median(self.edits), max(self.edits))
        return (str(self.entries), *(f"{each:.2f}" for each in times), f"{self.memory:.0f}")


def measure_preview(folder: Path, entries: int, edits: int) -> PreviewCost:
    """Write a corpus of that many entries, and measure its preview."""
    project = folder / f"preview-{entries}"
    write_ours(project, entries)
    shutil.rmtree(project / ".cache", ignore_errors=True)
    with _serve(project) as server:
        cold = server.ready
    with _serve(project) as server, _open_browser() as page:
        times = tuple(_measure_edits(project, server.address, page, edits))
        return PreviewCost(entries, cold, server.ready, times, server.memory.peak / 1024)


class _MemoryWatch(threading.Thread):
    """Looks at the memory of a process and its children; `peak` is in KiB."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process, self.peak = process, 0

    def run(self) -> None:
        while Path(f"/proc/{self._process}").exists():
            self.peak = max(self.peak, sum(map(_read_share, _iter_processes(self._process))))
            time.sleep(LOOK)


@dataclass
class _Server:
    address: str
    ready: float
    memory: _MemoryWatch


@contextmanager
def _serve(project: Path) -> Iterator[_Server]:
    """Serve `project` within the block, from when it answers."""
    port, started = find_free_port(), time.monotonic()
    program = str(Path(sys.executable).with_name("entraide"))
    command = (program, "serve", "--no-desk", "--port", str(port))
    with subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - ours
        memory = _MemoryWatch(process.pid)
        memory.start()
        address = f"http://127.0.0.1:{port}/"
        _wait_for(address, process)
        try:
            yield _Server(address, time.monotonic() - started, memory)
        finally:
            process.terminate()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with urlopen(address, timeout=60):  # noqa: S310 - loopback
                return
        except (URLError, ConnectionError):
            time.sleep(LOOK)
    raise ChildProcessError(f"entraide serve ended with {process.returncode}")


@contextmanager
def _open_browser() -> Iterator[Page]:
    with sync_playwright() as playwright:
        program = find_headless_shell() or find_chromium(playwright)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 360, "height": 740})
        browser.close()


def _measure_edits(project: Path, address: str, page: Page, edits: int) -> Iterator[float]:
    """Yield the seconds of each edit of one entry."""
    file = next((project / "docs/en").glob("*/*.md"))
    path = file.relative_to(project / "docs/en").with_suffix("").as_posix()
    page.goto(f"{address}{path}/")
    text = file.read_text(encoding="utf-8")
    for number in range(edits):
        words = f"Written for the time {number}."
        started = time.monotonic()
        file.write_text(f"{text}\n\n{words}\n", encoding="utf-8")
        page.get_by_text(words).wait_for(timeout=PATIENCE)
        yield time.monotonic() - started
        time.sleep(1)  # as somebody does who reads it


def _iter_processes(process: int) -> Iterator[int]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            numbers = children.read_text().split()
        except OSError:  # it has ended
            continue
        for number in numbers:
            yield from _iter_processes(int(number))


def _read_share(process: int) -> int:
    """Return the proportional set size of a process, in KiB; 0 if it has ended."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in rollup.split("\n") if line.startswith("Pss:"))


def main() -> None:
    """Measure what the command line asks for, and print a table."""
    parser = argparse.ArgumentParser(description="Measure the preview of large sites.")
    parser.add_argument("--entries", type=int, nargs="+", default=[42, 1000])
    parser.add_argument("--edits", type=int, default=10)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        costs = [measure_preview(Path(folder), each, options.edits) for each in options.entries]
    rows = [each.format_row() for each in costs]
    sys.stdout.write(format_table("Preview", HEAD, rows) + "\n")


if __name__ == "__main__":
    main()
