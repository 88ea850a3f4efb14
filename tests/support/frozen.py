"""Projects as an earlier Entraide had them, which never change."""

import shutil
from hashlib import sha256
from pathlib import Path

from support.paths import TESTS

FROZEN = TESTS / "frozen"


def copy_frozen(version: str, folder: Path) -> Path:
    """Copy the project of that version into `folder`, and return where it is."""
    return Path(shutil.copytree(FROZEN / version, folder / "project"))


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
        path: sha256(content).hexdigest() for path, content in read_tree(FROZEN / version).items()
    }
