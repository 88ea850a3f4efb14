"""Where the desk listens: at an address, or at a socket that is a file.

Whoever may write to the file is one of our own web servers, and says who its visitors are. So such
a desk has no addresses to trust: the rights of the folder decide.
"""

import errno
import os
import socket
import stat
from pathlib import Path

from entraide.errors import Argument, Problem, SettingsError

LOOPBACK_CURE = "Write 127.0.0.1 or ::"
BACKLOG = 2048  # connections that wait to be taken
# Bytes that the system keeps of a connection; without a word, it takes millions.
MOST_UNREAD = 65_536
NOT_FOR_OTHERS = 0o117  # the owner and the group may connect
LONGEST_PATH = 107  # bytes of the path of a socket, on Linux


def listen(host: str, port: int) -> socket.socket:
    """Open the socket that all workers share; SettingsError says why there is none."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except socket.gaierror as error:
        what = f"“{host}” is unknown here"
        raise SettingsError(Problem(Argument("--host"), what, LOOPBACK_CURE)) from error
    except OSError as error:
        raise SettingsError(_explain(host, port, error.errno)) from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, MOST_UNREAD)
    return listener


def listen_at_file(file: Path) -> socket.socket:
    """Open a socket in the place of `file` for its owner and the owner's group.

    A socket that a desk has left there is replaced. SettingsError says why there is none.
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
    """Remove a socket at `file` that nobody listens at; SettingsError if it is anything else."""
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
    """Return whether anybody listens at the socket `file`; a desk may be too busy to answer."""
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


def _explain(host: str, port: int, number: int | None) -> Problem:
    if number == errno.EADDRINUSE:
        cure = f"Stop what uses it, or choose another: --port {port + 1}"
        return Problem(Argument("--port"), f"{port} is in use", cure)
    if number == errno.EACCES:
        what = f"{port} is kept for the administrator"
        return Problem(Argument("--port"), what, "Take one from 1024 on")
    what = f"this machine has no address “{host}”"
    return Problem(Argument("--host"), what, LOOPBACK_CURE)
