"""A desk as a real process on a free port, for benchmarks and for tests that kill it."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.ports import find_free_port

ENTRAIDE = str(Path(sys.executable).with_name("entraide"))
PASSED_ON = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
TIMEOUT = 300  # seconds until it must answer, or must have ended


@dataclass(frozen=True)
class DeskProcess:
    """A running desk."""

    port: int
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Ask it to stop, as a server's manager does, and wait until it has."""
        self.process.terminate()
        self.process.wait(TIMEOUT)

    def kill(self) -> None:
        """End it and its workers at once, in the middle of whatever they do."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(TIMEOUT)


@contextmanager
def run_desk(environment: Mapping[str, str], log: Path, workers: int = 1) -> Iterator[DeskProcess]:
    """Run `entraide desk serve` in `environment` until the block ends; it writes to `log`."""
    port = find_free_port()
    command = [ENTRAIDE, "desk", "serve", "--port", str(port), "--workers", str(workers)]
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            env=PASSED_ON | dict(environment),
            stdout=out,
            stderr=out,
            start_new_session=True,  # a group of its own: workers are killed with it
        )
    desk = DeskProcess(port, process)
    try:
        wait_until_ready(port, process, log)
        yield desk
    finally:
        desk.kill()


def wait_until_ready(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the desk at `port` is ready; OSError, with the end of its log, if it never is."""
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline and process.poll() is None:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            try:
                connection.request("GET", "/desk/readyz")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.05)
    raise OSError(f"the desk does not answer: {log.read_text()[-2000:]}")
