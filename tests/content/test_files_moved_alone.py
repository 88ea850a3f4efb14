"""A file of an entry that was renamed by hand: the one that moved is named, and the command."""

from pathlib import Path

import pytest

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from support.git import commit_all
from support.projects import write_site

SOURCE, LOCALISED = "docs/en/scams/signs.md", "docs/fr/scams/signs.md"
MOVED_SOURCE = (
    "docs/en/account/signs.md:2: entry 1 was moved here from scams/signs in this language alone. "
    "The others follow with: entraide fix. Next time: entraide move 1 account/signs."
)
MOVED_VERSION = (
    "docs/fr/account/signs.md:2: this version of entry 1 is not where its source is. Move it to "
    "scams/signs.md, as entraide fix does, or correct its id. To move the whole entry: "
    "entraide move 1 account/signs."
)


@pytest.mark.parametrize(("path", "told"), [(SOURCE, MOVED_SOURCE), (LOCALISED, MOVED_VERSION)])
def test_the_file_that_was_moved_alone_is_named(tmp_path: Path, path: str, told: str) -> None:
    write_site(tmp_path, {SOURCE: {}, LOCALISED: {"source_revision": 1}})
    commit_all(tmp_path)
    moved = tmp_path / path.replace("scams", "account")
    moved.parent.mkdir()
    (tmp_path / path).rename(moved)
    problems = read_site(read_settings(tmp_path / "mkdocs.yml")).problems
    assert [str(problem) for problem in problems] == [told]
