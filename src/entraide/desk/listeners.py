"""The sockets on which a desk or a preview listens: at an address or, for a desk, at a file.

Only our own web servers may write to such a file, by the rights of its folder, and they say who
their visitors are. So a desk with a file needs no list of proxies to trust.
"""

import errno
import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

from entraide.errors import Argument, Problem, SettingsError

LOOPBACK_CURE = "Write 127.0.0.1 or ::"
BACKLOG = 2048  # connections that wait to be taken
# Bytes that the system keeps of a connection; without a word, it takes millions.
MOST_UNREAD = 65_536
NOT_FOR_OTHERS = 0o117  # the owner and the group may connect
FIRST_TRIED = 8000  # where one is looked for that anybody may have
LAST_PORT = 65_535
LONGEST_PATH = 107  # bytes of the path of a socket, on Linux


def listen(host: str, port: int) -> socket.socket:
    """Open a socket at an address, which all workers may share; SettingsError if it fails."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except socket.gaierror as error:
        what = f"“{host}” is unknown here"
        raise SettingsError(Problem(Argument("--host"), what, LOOPBACK_CURE)) from error
    except OSError as error:
        raise SettingsError(_explain(host, port, error.errno, family)) from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, MOST_UNREAD)
    return listener


def listen_at_file(file: Path) -> socket.socket:
    """Open a socket as `file`, for its owner and the owner's group; SettingsError if it fails.

    A socket that an earlier desk has left there is replaced.
    """
    if len(os.fsencode(file)) > LONGEST_PATH:
        raise _refuse(f"{file} has more than {LONGEST_PATH} bytes", "Choose a shorter path")
    if not file.parent.is_dir():
        cure = "Make it, for the desk and the web server alone"
        raise _refuse(f"there is no folder {file.parent}", cure)
    _remove_leftover(file)
    listener = socket.socket(socket.AF_UNIX)
    mask = os.umask(NOT_FOR_OTHERS)
    try:
        listener.bind(str(file))
    except OSError as error:
        listener.close()
        cure = "Choose a folder that the desk may write to"
        raise _refuse(f"{file} cannot be made ({os.strerror(error.errno or 0)})", cure) from error
    finally:
        os.umask(mask)
    listener.listen(BACKLOG)
    return listener


def _remove_leftover(file: Path) -> None:
    """Remove the socket `file` if nobody listens at it; SettingsError for any other file."""
    if not os.path.lexists(file):
        return
    if not stat.S_ISSOCK(file.lstat().st_mode):
        raise _refuse(f"{file} is there already, and no socket", "Choose another name")
    try:
        if _is_listening(file):
            raise _refuse(f"another desk listens at {file}", "Stop it, or choose another name")
        file.unlink()
    except PermissionError as error:
        what = f"{file} belongs to somebody else"
        raise _refuse(what, "Remove it, or choose another name") from error


def _is_listening(file: Path) -> bool:
    """Return whether a program listens at the socket `file`; a busy one may not answer."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(file))
        except ConnectionRefusedError:
            return False
        except (BlockingIOError, TimeoutError):
            return True
    return True


def _refuse(what: str, cure: str) -> SettingsError:
    return SettingsError(Problem(Argument("--socket"), what, cure))


def _explain(host: str, port: int, number: int | None, family: int) -> Problem:
    if number == errno.EADDRINUSE:
        free = _find_free_port(host, port + 1, family)
        cure = f"Stop what uses it, or choose another: --port {free}"
        return Problem(Argument("--port"), f"{port} is in use", cure)
    if number == errno.EACCES:
        free = _find_free_port(host, FIRST_TRIED, family)
        what = f"{port} is kept for the administrator"
        return Problem(Argument("--port"), what, f"Take one from 1024 on: --port {free}")
    what = f"this machine has no address “{host}”"
    return Problem(Argument("--host"), what, LOOPBACK_CURE)


def _find_free_port(host: str, first: int, family: int) -> int:
    """Return the first free port from `first` on, or else any free port."""
    for port in (*range(first, LAST_PORT + 1), 0):
        with suppress(OSError), socket.create_server((host, port), family=family) as trial:
            number: int = trial.getsockname()[1]
            return number
    return first
