"""What the search of our site weighs, as servers send it, for a phone on a slow network."""

import gzip
from pathlib import Path

import pytest

from support.built_site import BuiltSite

FIRST_ANSWER = 20_000  # bytes: with 400 ms to the server and 50 kB a second, within a second
WHOLE = 131_000  # of all that is loaded, whatever is typed
SCRIPTS = ("index", "words", "pinned")


def measure_weight(files: list[Path]) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_first_answer_and_the_whole_index_are_light(reference_site: BuiltSite, code: str) -> None:
    folder = reference_site.folder
    scripts = [folder / "assets" / "scripts" / "search" / f"{name}.js" for name in SCRIPTS]
    index = sorted((folder / "search" / code).glob("*.json"))
    names = [file for file in index if file.name == "names.json"]
    assert measure_weight([*scripts, *names]) < FIRST_ANSWER
    assert measure_weight([*scripts, *index]) < WHOLE
