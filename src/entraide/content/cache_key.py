"""The key that signs cached results, so that a cache from elsewhere, or a changed one, is not used.

It is in the user's folder for the states of programs, where only the user may read it. Where none
can be stored, nothing is cached.
"""

import os
import secrets
from pathlib import Path

KEY_SIZE = 32  # bytes
VARIABLE = "XDG_STATE_HOME"
RIGHTS_OF_OTHERS = 0o077  # rights that nobody else has to the key


def read_cache_key(root: Path) -> bytes | None:
    """Return the key, made if there is none; None where it could not stay private.

    It is never in the project at `root`: a branch could bring a key of its own.
    """
    try:
        folder = Path(os.environ.get(VARIABLE) or Path.home() / ".local" / "state") / "entraide"
        if not folder.is_absolute() or folder.resolve().is_relative_to(root.resolve()):
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / "cache-key"
        _make_key(file)
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as opened:
            rights = os.fstat(descriptor)
            key = opened.read(KEY_SIZE + 1)
    except (OSError, RuntimeError):  # RuntimeError: the user has no home
        return None
    is_private = os.name == "nt" or (
        rights.st_uid == os.getuid() and not rights.st_mode & RIGHTS_OF_OTHERS
    )
    return key if is_private and len(key) == KEY_SIZE else None


def _make_key(file: Path) -> None:
    """Write a new key into `file`, unless there is one; two builds at once get the same."""
    if file.exists():
        return
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(secrets.token_bytes(KEY_SIZE))
        os.link(fresh, file)
    except FileExistsError:
        return
    finally:
        fresh.unlink(missing_ok=True)
