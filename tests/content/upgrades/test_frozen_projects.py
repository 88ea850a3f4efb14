"""A frozen project stays as it was, so that every later version is tried on it."""

import pytest

from entraide.content.project_format import FORMAT, RELEASES
from entraide.content.upgrades import STEPS
from entraide.content.upgrades.format_2 import read_shipped_hashes
from support.frozen import VERSIONS, compute_hashes, list_hashes


@pytest.mark.parametrize("version", VERSIONS)
def test_a_frozen_project_never_changes(version: str) -> None:
    assert compute_hashes(version) == list_hashes(version)


def test_each_older_format_has_a_frozen_project_and_a_step() -> None:
    older = range(1, FORMAT)
    assert [RELEASES[number] for number in older] == VERSIONS
    assert sorted(STEPS) == [number + 1 for number in older]


def test_all_but_one_template_of_the_first_are_as_they_were_shipped() -> None:
    shipped, there = read_shipped_hashes(), list_hashes("0.1")
    assert len(shipped) == 204
    assert [path for path in shipped if there[path] != shipped[path]] == [
        "overrides/partials/footer.html"
    ]
