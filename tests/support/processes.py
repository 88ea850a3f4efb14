"""Programs that a test starts for itself, each with a home of its own, and ends with its children.

A display without a screen (Xvfb) is one of them.
"""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

SECONDS = 20  # that a program has to end by itself
PLACE = {"TZ": "Europe/London", "LANG": "en_GB.UTF-8", "LANGUAGE": "en_GB"}


@contextmanager
def run_program(
    command: Sequence[str],
    home: Path,
    *,
    stdout: int = subprocess.DEVNULL,
    stderr: int = subprocess.DEVNULL,
    variables: Mapping[str, str] = MappingProxyType({}),
) -> Iterator["subprocess.Popen[str]"]:
    """Run a program as somebody in London whose files are in `home`; end it and its children."""
    dropped = {"LC_ALL", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"}
    around = {name: value for name, value in os.environ.items() if name not in dropped}
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "XDG_DOWNLOAD_DIR": str(home)}
    process = subprocess.Popen(
        command,
        env=around | PLACE | own | dict(variables),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    """End the group of a program: politely, then for certain."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(SECONDS)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


@contextmanager
def run_display(home: Path, width: int = 1024, height: int = 900) -> Iterator[str]:
    """Run a display that nobody sees; its name, as DISPLAY has it."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24"]
    with run_program([*command, "-nolisten", "tcp"], home, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        number = process.stdout.readline().strip()
        assert number, "Xvfb does not start"
        yield f":{number}"
