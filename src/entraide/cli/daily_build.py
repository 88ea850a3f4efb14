"""`entraide build --daily`: build once a day where no timer of the system does, as in a container.

Each build is a process of its own, so that its memory is freed. A build that fails prints its
reason; the next follows on the next day.
"""

import datetime as dt
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import click

from entraide.terminal_text import escape_line

LONGEST_SLEEP = 60  # seconds: a clock that was set, or a machine that slept, is noticed
STOP_TIMEOUT = 10  # seconds that a build has to stop
DAY = dt.timedelta(days=1)


class DailyTime(click.ParamType[dt.time]):
    """A time of the day, written HH:MM."""

    name = "time"

    def convert(
        self, value: str | dt.time, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.time:
        if isinstance(value, dt.time):
            return value
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
            self.fail(f"“{value}” is no time. Write HH:MM, as in 03:15.", param, ctx)
        return dt.time.fromisoformat(value)


def build_daily(at: dt.time) -> NoReturn:
    """Build now and every day `at` that time in UTC, until the process is stopped."""
    signal.signal(signal.SIGTERM, _stop)  # the first process of a container has to ask for it
    with suppress(KeyboardInterrupt):
        while True:
            _build_once()
            following = find_next(dt.datetime.now(dt.UTC), at)
            click.echo(escape_line(f"The next build is at {following:%Y-%m-%d %H:%M} UTC."))
            while (seconds := (following - dt.datetime.now(dt.UTC)).total_seconds()) > 0:
                time.sleep(min(seconds, LONGEST_SLEEP))
    sys.exit(0)


def find_next(now: dt.datetime, at: dt.time) -> dt.datetime:
    """Return the first moment after `now` that is `at` that time of the day."""
    today = dt.datetime.combine(now.date(), at, dt.UTC)
    return today if today > now else today + DAY


def _build_once() -> None:
    command = [sys.executable, "-c", "from entraide.cli.main import main; main()", "build"]
    with subprocess.Popen(command, start_new_session=True) as process:  # noqa: S603 - ours
        try:
            process.wait()
        finally:
            if process.poll() is None:
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop a build and every process that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_TIMEOUT)
        os.killpg(process.pid, signal.SIGKILL)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise KeyboardInterrupt
