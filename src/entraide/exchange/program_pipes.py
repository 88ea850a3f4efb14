"""Ask a program through its pipes: no more than a limit in memory, and nothing outlives it."""

import os
import signal
import subprocess
from contextlib import suppress
from threading import Event, Thread
from time import monotonic
from typing import IO, NamedTuple

PIECE = 65_536  # bytes
MOST_WORDS = 6_000  # bytes of standard error that are buffer: the last ones
PAUSE = 0.01  # seconds between two looks at whether it has ended
LAST_PIECES = 5  # seconds for what is left in the pipes; who left the group may hold them open


class EndlessOutputError(Exception):
    """A program printed more than it may."""


class ProgramAnswer(NamedTuple):
    """What a program printed, the end of what it said on standard error, and how it ended."""

    output: bytes
    words: bytes
    code: int


def ask_program(
    process: subprocess.Popen[bytes], question: bytes, seconds: float, most: int
) -> ProgramAnswer:
    """Give `process` the question, and return its answer of at most `most` bytes.

    It leads a session of its own, and its pipes have no buffer. Raise TimeoutError where it takes
    longer than `seconds`, and EndlessOutputError for more bytes. In each case, also after Ctrl+C,
    it is ended with all that it has started.
    """
    output, words, full = bytearray(), bytearray(), Event()
    threads = [
        Thread(target=_write_pipe, args=(process.stdin, question), daemon=True),
        Thread(target=_read_pipe, args=(process.stdout, output, most, full), daemon=True),
        Thread(target=_read_tail, args=(process.stderr, words), daemon=True),
    ]
    deadline = monotonic() + seconds
    try:
        for thread in threads:
            thread.start()
        while not full.wait(PAUSE) and not _has_ended(process):
            if monotonic() > deadline:
                raise TimeoutError
    finally:
        _end_group(process)  # before it is reaped: until then its number is nobody else’s
        code = process.wait()
    until = monotonic() + LAST_PIECES
    for thread in threads:
        thread.join(max(0, until - monotonic()))
    if full.is_set():
        raise EndlessOutputError
    return ProgramAnswer(bytes(output), bytes(words), code)


def _write_pipe(pipe: IO[bytes], question: bytes) -> None:
    rest = memoryview(question)
    with suppress(OSError), pipe:  # it need not read all of it
        while rest:
            rest = rest[pipe.write(rest) :]


def _read_pipe(pipe: IO[bytes], buffer: bytearray, most: int, full: Event) -> None:
    with pipe:
        while piece := pipe.read(PIECE):
            buffer += piece
            if len(buffer) > most:
                full.set()
                return


def _read_tail(pipe: IO[bytes], buffer: bytearray) -> None:
    with pipe:
        while piece := pipe.read(PIECE):
            buffer += piece
            del buffer[:-MOST_WORDS]


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Return whether the program has ended, and where the system can, leave it to be reaped."""
    if not hasattr(os, "waitid"):  # macOS, before Python 3.13
        return process.poll() is not None
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the program and all processes that it has started, so that the command can go on."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
