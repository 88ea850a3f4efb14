"""A `.cache/` from elsewhere, or one that a branch has changed, puts nothing on a page."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from entraide.content.cache_key import read_cache_key
from entraide.content.markdown.html_writer import ENGLISH
from entraide.content.markdown.parts import pack_parts
from entraide.render.conversion import ConvertedText, RawText, convert_text
from entraide.render.text_cache import FILE, TextCache, make_key, pack_result
from entraide.render.text_conversion import convert_texts

TEXTS = [RawText(f"Text {n}.\n", "A title", "en", tuple(ENGLISH.items())) for n in range(3)]
EXPECTED = [convert_text(text) for text in TEXTS]
FOREIGN = replace(EXPECTED[0], packed_parts=pack_parts(["<script>alert(1)</script>"]))


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a cache of its own."""
    root = tmp_path / "project"
    assert build(root) == EXPECTED
    assert len(TextCache(root).read(map(make_key, TEXTS))) == len(TEXTS)
    return root


def build(root: Path) -> list[ConvertedText]:
    return list(convert_texts(TEXTS, TextCache(root)))


def update_rows(root: Path, statement: str, *values: object) -> None:
    base = sqlite3.connect(root / FILE, isolation_level=None)
    base.execute(statement, values)
    base.close()


def test_a_result_that_was_written_into_the_cache_is_not_used(root: Path) -> None:
    for seal in (b"", bytes(32), bytes(8)):
        update_rows(root, "UPDATE texts SET result = ?", seal + pack_result(FOREIGN))
        assert build(root) == EXPECTED


def test_the_result_of_another_text_is_not_used(root: Path) -> None:
    update_rows(root, "UPDATE texts SET result = (SELECT max(result) FROM texts)")
    assert build(root) == EXPECTED


def test_a_cache_of_another_user_is_not_used(root: Path, state_folder: Path) -> None:
    state_folder.rename(state_folder.with_name("of-another"))
    assert TextCache(root).read(map(make_key, TEXTS)) == {}
    assert build(root) == EXPECTED


def test_a_cache_whose_key_others_may_read_is_not_used(root: Path, state_folder: Path) -> None:
    (state_folder / "entraide/cache-key").chmod(0o644)
    assert TextCache(root).read(map(make_key, TEXTS)) == {}


def test_a_key_in_the_project_is_no_key(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (str(root / "state"), "state"):
        monkeypatch.setenv("XDG_STATE_HOME", folder)
        assert read_cache_key(root) is None
    assert build(root) == EXPECTED


@pytest.mark.parametrize("key", [b"", b"short", bytes(33)])
def test_a_key_of_another_size_is_no_key(root: Path, state_folder: Path, key: bytes) -> None:
    (state_folder / "entraide/cache-key").write_bytes(key)
    assert read_cache_key(root) is None


def test_a_key_behind_a_link_is_no_key(root: Path, state_folder: Path) -> None:
    key = state_folder / "entraide/cache-key"
    key.rename(state_folder / "other")
    key.symlink_to(state_folder / "other")
    assert read_cache_key(root) is None


def test_where_no_key_can_be_kept_nothing_is_remembered(tmp_path: Path, state_folder: Path) -> None:
    state_folder.write_text("a file where the folder would be")
    assert build(tmp_path / "other") == EXPECTED
    assert not (tmp_path / "other" / FILE).exists()


@pytest.mark.parametrize("name", [FILE, FILE.parent])
def test_a_cache_that_is_a_link_is_neither_read_nor_written(
    root: Path, tmp_path: Path, name: Path
) -> None:
    outside = tmp_path / "outside"
    (root / name).rename(outside)
    (root / name).symlink_to(outside)
    before = outside.read_bytes() if outside.is_file() else (outside / FILE.name).read_bytes()
    assert TextCache(root).read(map(make_key, TEXTS)) == {}
    assert build(root) == EXPECTED
    after = outside.read_bytes() if outside.is_file() else (outside / FILE.name).read_bytes()
    assert after == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON texts BEGIN DELETE FROM texts; END",
        "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i FROM n) SELECT 1",
    ],
)
def test_a_cache_with_statements_in_it_is_thrown_away(root: Path, statement: str) -> None:
    update_rows(root, statement)
    assert build(root) == EXPECTED
    assert build(root) == EXPECTED
    base = sqlite3.connect(root / FILE)
    strange = base.execute("SELECT name FROM sqlite_master WHERE type IN ('view', 'trigger')")
    assert strange.fetchall() == []
    base.close()
