"""Projects as an earlier Entraide had them: archives, since nothing in them ever changes."""

import atexit
import shutil
import tarfile
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

from support.paths import TESTS

FROZEN = TESTS / "frozen"
SUFFIX = ".tar.gz"
VERSIONS = sorted(path.name.removesuffix(SUFFIX) for path in FROZEN.glob(f"*{SUFFIX}"))


@cache
def open_frozen(version: str) -> Path:
    """Unpack the project of that version, once a process; nobody changes it there."""
    folder = Path(tempfile.mkdtemp(prefix="frozen-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with tarfile.open(FROZEN / f"{version}{SUFFIX}") as archive:
        archive.extractall(folder, filter="data")
    return folder / version


def copy_frozen(version: str, folder: Path) -> Path:
    """Copy the project of that version into `folder`, and return where it is."""
    return Path(shutil.copytree(open_frozen(version), folder / "project"))


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by path from there; what git keeps for itself left out."""
    return {
        name: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith(".git/")
    }


def list_hashes(version: str) -> dict[str, str]:
    """The SHA-256 of each file of that project, by path, as recorded when it was frozen."""
    lines = (FROZEN / f"{version}.sha256").read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ") for line in lines)}


def compute_hashes(version: str) -> dict[str, str]:
    return {
        path: sha256(content).hexdigest()
        for path, content in read_tree(open_frozen(version)).items()
    }
