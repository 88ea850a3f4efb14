"""The cost of one command: wall time, processor time, and the peak memory of each process it runs.

Peaks are the kernel's own high-water marks, read while the processes live (Linux); elsewhere only
the largest peak of the whole tree is known. A build that shares a machine takes longer, so the
processor's time stands beside the clock's.
"""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

PROC = Path("/proc")
PAUSE = 0.02  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and MiB: of the process itself, of all that it runs together."""

    wall: float
    processor: float
    own_peak: float
    workers_peak: float


@dataclass
class _ProcessWatch:
    """Watches a process and everything below it until told to stop."""

    root: int
    peaks: dict[int, int] = field(default_factory=dict)  # KiB by process
    over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.over.wait(PAUSE):
            for pid in list(iter_tree(self.root)):
                self._read_peak(pid)

    def _read_peak(self, pid: int) -> None:
        try:
            status = (PROC / str(pid) / "status").read_text()
        except OSError:  # it has ended
            return
        values = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
        if "VmHWM" in values:
            self.peaks[pid] = int(values["VmHWM"].split()[0])

    def sum_peaks(self) -> float:
        """Sum the peaks below the root."""
        return sum(peak for pid, peak in self.peaks.items() if pid != self.root) / 1024


def measure_command(command: Sequence[str], folder: Path, **variables: str) -> Cost:
    """Run `command` in `folder`; return its cost, or raise CalledProcessError with its output.

    `variables` are added to its environment.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", **variables}
    started = time.monotonic()
    with TemporaryFile("w+") as log:
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)  # noqa: S603
        watch = _ProcessWatch(child.pid)
        looking = threading.Thread(target=watch.run)
        looking.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - started
        watch.over.set()
        looking.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command, log.read())
    return Cost(
        wall=wall,
        processor=usage.ru_utime + usage.ru_stime,
        own_peak=watch.peaks.get(child.pid, usage.ru_maxrss) / 1024,
        workers_peak=watch.sum_peaks(),
    )


def read_processor_seconds(root: int) -> float:
    """Return the processor time that `root` and the processes below it have taken (Linux)."""
    ticks = 0
    for pid in iter_tree(root):
        with suppress(OSError):  # it has ended
            after_name = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
            ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def iter_tree(root: int) -> Iterator[int]:
    """Yield `root` and every process below it."""
    yield root
    try:
        for task in (PROC / str(root) / "task").iterdir():
            for child in (task / "children").read_text().split():
                yield from iter_tree(int(child))
    except OSError:  # it has ended, or this is not Linux
        return
