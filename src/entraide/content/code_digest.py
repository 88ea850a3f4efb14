"""Digests of our own code and files, so that a cache knows when another version made a result."""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from entraide.shipped_folders import PACKAGE

SIZE = 20  # bytes of a digest
CODE = frozenset({".py"})
# Packages whose versions decide what is read, converted, found by checks, and drawn.
READERS = ("pydantic", "pyyaml")
CONVERTERS = ("markdown-it-py", "mdit-py-plugins", "nh3")
CHECKERS = (*CONVERTERS, "babel", "phonenumberslite")
DRAWERS = (
    *(*READERS, *CHECKERS, "jinja2", "markupsafe"),
    *("mkdocs", "mkdocs-material", "mkdocs-static-i18n"),
)


@cache
def hash_readers() -> str:
    """Return a digest of all code that reads a project: our package and the packages it needs."""
    versions = [version(name) for name in READERS]
    return hash_texts(f"{sys.version} {versions}", *iter_file_digests(PACKAGE, CODE))


def hash_texts(*texts: str) -> str:
    """Return one digest of all `texts`; their order matters."""
    digest = hashlib.blake2b(digest_size=SIZE)
    for text in texts:
        content = text.encode("utf-8", "backslashreplace")
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def _hash_file(file: Path) -> str:
    """Return the digest of a file; “no file” for a link that leads nowhere, as editors leave."""
    if not file.is_file():
        return "no file"
    return hashlib.blake2b(file.read_bytes(), digest_size=SIZE).hexdigest()


def iter_file_digests(folder: Path, suffixes: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the name and the digest of each file below `folder`, of all kinds by default."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if not suffixes or os.path.splitext(name)[1] in suffixes:  # noqa: PTH122
                file = Path(place, name)
                yield file.relative_to(folder).as_posix()
                yield _hash_file(file)
