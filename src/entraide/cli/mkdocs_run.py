"""Running MkDocs as a program, quietly: Material's banner is off, its own log stays.

The commands never import MkDocs (only hooks do), so that they start at once.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from entraide.content.dates import DAY_VARIABLE, resolve_day
from entraide.content.settings import SERVED_AT

HOST = "127.0.0.1"  # whatever is served here is for this machine alone
STOP_TIMEOUT = 10  # seconds that MkDocs has to stop


def run_mkdocs(config_file: Path, *arguments: str, day: str | None = None) -> int:
    """Run `mkdocs` on the project of `config_file`, as of `day`; return its exit status."""
    command = _make_command(config_file, arguments)
    return subprocess.run(command, env=_make_environment(day), check=False).returncode  # noqa: S603 - ours


@contextmanager
def serve_mkdocs(
    config_file: Path, port: int, address: str, day: str | None
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """Run `mkdocs serve` on `port` within the `with` block; yield its process and its folder.

    Pages are read at `address`. The folder has the temporary files of MkDocs, the site among
    them. MkDocs has a session of its own, so that it is stopped here and nowhere else, with all
    that it has started.
    """
    # Live reload is named on purpose: MkDocs 1.6 under Click 8.3 and later forgets its own default.
    arguments = ("serve", "--livereload", "--quiet", "--dev-addr", f"{HOST}:{port}")
    command = _make_command(config_file, arguments)
    with TemporaryDirectory(prefix="entraide-") as folder:
        environment = _make_environment(day) | {SERVED_AT: address, "TMPDIR": folder}
        with subprocess.Popen(command, env=environment, start_new_session=True) as process:  # noqa: S603 - ours
            try:
                yield process, Path(folder)
            finally:
                _stop_process(process)


def _stop_process(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _make_command(config_file: Path, arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments, "--config-file", str(config_file)]


def _make_environment(day: str | None) -> dict[str, str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    if day:
        environment[DAY_VARIABLE] = resolve_day(day).isoformat()
    return environment
