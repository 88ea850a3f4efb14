"""Catalogues for translators, written and read by tests."""

from collections.abc import Callable, Mapping
from pathlib import Path

import polib

from support.commands import Run

Revise = Callable[..., None]
FRENCH = "docs/fr/scams/signs.md"
RECORD = "docs/fr/scams/signs.segments.json"


def read_files(root: Path) -> dict[str, bytes]:
    """Every file of the project but what git and caches keep."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {".git", ".cache"} & set(path.relative_to(root).parts)
    }


def export_bundle(entraide: Run, *words: str, name: str = "fr.po") -> Path:
    result = entraide("translate", "export", "--to", "fr", "--output", f"../{name}", *words)
    assert result.exit_code == 0, result.output
    return Path("..") / name


def read_entries(file: Path) -> Mapping[str, polib.POEntry]:
    return {one.msgid: one for one in polib.pofile(str(file))}


def translate_bundle(file: Path, texts: Mapping[str, str]) -> Path:
    """The catalogue with other translations, by their sources, none of them fuzzy."""
    catalogue = polib.pofile(str(file), wrapwidth=0)  # to wrap a megabyte takes a second
    found = {one.msgid: one for one in catalogue}
    for source, text in texts.items():
        found[source].msgstr = text
        found[source].flags = []
    catalogue.save(str(file))
    return file


def replace_words(project: Path, path: str, *pairs: tuple[str, str]) -> dict[str, bytes]:
    """The files of the project as they are, but for words in one of them."""
    every = read_files(project)
    text = every[path].decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return {**every, path: text.encode()}


def strip_people(text: str) -> str:
    """A file but for whose work it is, and for the quotes that our writer puts around notes."""
    people = ("translator:", "reviewer:", "reviewed:", "updated:")
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(people)).replace('"', "")
