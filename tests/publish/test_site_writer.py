"""Files of pages: each is written once, with its compressed copy, on however many cores."""

import gzip
from functools import partial
from pathlib import Path

import pytest

from entraide.model.fallback_words import mark_fallback
from entraide.publish.site_writer import SiteFile, SiteWriter
from entraide.render.workers import MINIMUM_SIZE

LONG = "<p>A long line of text that says the same thing again.</p>\n" * 40


def make_files(count: int) -> list[SiteFile]:
    return [
        SiteFile(f"fr/{number}/index.html", partial("{} {}".format, number, LONG))
        for number in range(count)
    ]


def read_all(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_one_core_and_many_write_the_same(tmp_path: Path) -> None:
    files = make_files(MINIMUM_SIZE + 3)
    for cores in (1, 3):
        SiteWriter(tmp_path / str(cores)).write_shared(files, cores)
    assert read_all(tmp_path / "1") == read_all(tmp_path / "3")
    assert len(read_all(tmp_path / "1")) == 2 * len(files)


def test_the_copy_is_of_the_page_and_of_its_moment(tmp_path: Path) -> None:
    SiteWriter(tmp_path).write(make_files(1))
    page, copy = tmp_path / "fr/0/index.html", tmp_path / "fr/0/index.html.gz"
    assert gzip.decompress(copy.read_bytes()) == page.read_bytes()
    assert copy.stat().st_mtime_ns == page.stat().st_mtime_ns


def test_a_short_page_and_a_preview_have_no_copy(tmp_path: Path) -> None:
    SiteWriter(tmp_path).write([SiteFile("a/index.html", lambda: "short")])
    SiteWriter(tmp_path, compress=False).write(make_files(1))
    assert sorted(read_all(tmp_path)) == ["a/index.html", "fr/0/index.html"]


def test_a_blank_page_is_left_out(tmp_path: Path) -> None:
    SiteWriter(tmp_path).write([SiteFile("a/index.html", lambda: " \n")])
    assert read_all(tmp_path) == {}


@pytest.mark.parametrize("page", [f"<p>{mark_fallback('word')}</p>"])
def test_words_of_another_language_are_marked(tmp_path: Path, page: str) -> None:
    SiteWriter(tmp_path).write([SiteFile("a/index.html", lambda: page)])
    html = (tmp_path / "a/index.html").read_text("utf-8")
    assert html == '<p><bdi lang="en" dir="ltr">word</bdi></p>'
