"""What is remembered comes back, from nobody else, and nothing that happens to it does harm."""

import os
from pathlib import Path

import pytest

from entraide.content.cached_files import CachedFiles, make_result_key
from entraide.content.site_folder import write_output
from entraide.model.fallback_words import START

KEY, OTHER = make_result_key(b"data", "a"), make_result_key(b"data", "b")


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def cache(tmp_path: Path) -> CachedFiles:
    """A cache with one result."""
    files = CachedFiles(tmp_path / "project", "images")
    files.write(KEY, b"a result")
    return files


def test_a_result_comes_back_by_its_key(cache: CachedFiles) -> None:
    assert cache.read(KEY) == b"a result"
    assert cache.read(OTHER) is None
    assert make_result_key(b"other", "a") not in {KEY, OTHER}


def test_a_result_that_others_wrote_is_not_used(cache: CachedFiles) -> None:
    file = cache.folder / KEY.hex()
    whole = file.read_bytes()
    (cache.folder / OTHER.hex()).write_bytes(whole)  # of another input
    assert cache.read(OTHER) is None
    for forged in (b"", b"x", bytes(32) + b"a result", whole + b".", whole[:-1]):
        file.write_bytes(forged)
        assert cache.read(KEY) is None


def test_a_result_of_another_user_is_not_used(cache: CachedFiles, state_folder: Path) -> None:
    state_folder.rename(state_folder.with_name("of-another"))
    assert CachedFiles(cache.folder.parents[1], "images").read(KEY) is None


@pytest.mark.parametrize("link", ["images", "."])
def test_a_cache_behind_a_link_is_neither_read_nor_written(cache: CachedFiles, link: str) -> None:
    root = cache.folder.parents[1]
    (path := (root / ".cache" / link)).rename(outside := root.with_name("outside"))
    path.symlink_to(outside)
    through = CachedFiles(root, "images")
    assert through.read(KEY) is None
    through.write(OTHER, b"another")
    assert [file.name for file in outside.rglob("*") if file.is_file()] == [KEY.hex()]


def test_a_result_behind_a_link_is_not_read(cache: CachedFiles) -> None:
    file = cache.folder / KEY.hex()
    file.rename(cache.folder.parent / "elsewhere")
    file.symlink_to(cache.folder.parent / "elsewhere")
    assert cache.read(KEY) is None


def test_what_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where the folder would be")
    files = CachedFiles(tmp_path, "images")
    files.write(KEY, b"a result")
    files.prune(0)
    assert files.read(KEY) is None


def test_bytes_of_an_image_that_look_like_a_mark_are_written_as_they_are(tmp_path: Path) -> None:
    data = b"RIFF\xca" + START.encode() + b"\xff"
    write_output(tmp_path / "a" / "b.webp", data)
    assert (tmp_path / "a" / "b.webp").read_bytes() == data


def test_what_was_used_longest_ago_goes_first(cache: CachedFiles) -> None:
    cache.write(OTHER, b"another")
    old = 1_000_000_000
    for key, age in ((KEY, old), (OTHER, old - 1)):
        set_time(cache.folder / key.hex(), age)
    assert cache.read(OTHER) == b"another"  # used now
    cache.prune(len(b"another") + 40)
    assert (cache.read(KEY), cache.read(OTHER)) == (None, b"another")


def set_time(file: Path, seconds: int) -> None:
    os.utime(file, (seconds, seconds))
