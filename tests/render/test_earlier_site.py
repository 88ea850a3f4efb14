"""Files of the last site are taken over where nothing has changed, and nothing else ever is."""

import json
import os
from pathlib import Path

import pytest

from entraide.content.cached_files import FOLDER, CachedFiles, make_result_key
from entraide.content.site_folder import (
    BUILD_LIST,
    close_site_folder,
    get_spare_folder,
    keep_spare,
    open_site_folder,
)
from entraide.publish.site_writer import SiteFile, SiteWriter
from entraide.render.earlier_site import ABOUT, NOTES, EarlierSite, FileRecord

PAGE, COPY = "fr/a/index.html", "fr/a/index.html.gz"
MOMENT = 1_800_000_000_123_456_789  # nanoseconds


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose last site has a page, made from “key”."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "project"
    write_page(root / "first")
    earlier = open_site(root, "first")
    earlier.record({PAGE: FileRecord("key", 4, MOMENT, 4)})
    earlier.close()
    (root / "first").rename(root / "site")
    (root / "fresh").mkdir()
    return root


def write_page(site: Path) -> None:
    (site / PAGE).parent.mkdir(parents=True)
    write_at_moment(site / PAGE, b"page")
    write_at_moment(site / COPY, b"copy")


def write_at_moment(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    os.utime(file, ns=(MOMENT, MOMENT))


def open_site(root: Path, name: str = "fresh") -> EarlierSite:
    return EarlierSite(root, root / "site", root / name)


def test_a_page_and_its_copy_are_taken_over(project: Path) -> None:
    assert open_site(project).take_over(PAGE, "key")
    for name in (PAGE, COPY):
        assert (project / "fresh" / name).samefile(project / "site" / name)


def test_a_part_that_a_killed_process_took_over_is_taken_again(project: Path) -> None:
    assert open_site(project).take_over(PAGE, "key")
    with (project / "site" / PAGE).open("rb") as reader:  # a visitor, in the middle of the page
        earlier = open_site(project)
        assert earlier.take_over(PAGE, "key")
        SiteWriter(project / "fresh", earlier=earlier).write([SiteFile(PAGE, lambda: "another")])
        assert (project / "fresh" / PAGE).read_text() == "another"
        assert reader.read() == b"page"


def test_what_was_taken_over_is_known_to_the_next_build(project: Path) -> None:
    earlier = open_site(project)
    record = earlier.take_over(PAGE, "key")
    assert record
    earlier.record({PAGE: record})
    earlier.close()
    assert not (project / "fresh" / NOTES).exists()
    assert open_site(project).take_over(PAGE, "key")


def test_files_of_one_key_are_taken_over_together_or_not_at_all(project: Path) -> None:
    earlier = open_site(project)
    record = FileRecord("key", 7, MOMENT)
    earlier.record({PAGE: earlier.take_over(PAGE, "key") or record, "z": record})
    write_at_moment(project / "site/z", b"another")
    earlier.close()
    assert sorted(open_site(project).take_over_all("key") or {}) == [PAGE, "z"]
    assert open_site(project).take_over_all("other") == {}
    (project / "fresh/z").unlink()
    (project / "site/z").write_bytes(b"changed")
    assert open_site(project).take_over_all("key") is None
    assert [path for path in (project / "fresh").rglob("*") if path.is_file()] == []


def open_with_spare(project: Path) -> EarlierSite:
    """A build that begins with a spare: a page as the last site has it, and two others."""
    spare = get_spare_folder(project / "site")
    write_page(spare)
    for name in ("fr/b/index.html", "entries/2.en.json"):
        (spare / name).parent.mkdir(parents=True, exist_ok=True)
        (spare / name).write_text("of the site before")
    close_site_folder(spare)
    open_site_folder(project / "fresh")
    earlier = open_site(project)
    earlier.open_folder()
    return earlier


def list_names(folder: Path) -> list[str]:
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return sorted(name for name in names if name not in {BUILD_LIST, NOTES})


def test_a_build_begins_with_those_files_of_the_spare_that_the_last_site_has(project: Path) -> None:
    earlier = open_with_spare(project)
    assert list_names(project / "fresh") == ["fr", "fr/a", PAGE, COPY]
    assert not get_spare_folder(project / "site").exists()
    inode = (project / "fresh" / PAGE).stat().st_ino
    assert earlier.take_over(PAGE, "key")
    assert (project / "fresh" / PAGE).stat().st_ino == inode


def test_what_nobody_asked_for_is_gone_at_the_end_with_its_folder(project: Path) -> None:
    earlier = open_with_spare(project)
    earlier.record({"z": FileRecord("key", 1, MOMENT)})
    earlier.close()
    assert list_names(project / "fresh") == []


def test_what_was_written_anew_without_a_key_stays(project: Path) -> None:
    earlier = open_with_spare(project)
    SiteWriter(project / "fresh", earlier=earlier).write([SiteFile(PAGE, lambda: "another")])
    earlier.close()
    assert (project / "fresh" / PAGE).read_text() == "another"
    assert (project / "site" / PAGE).read_text() == "page", "the last site stays"
    assert list_names(project / "fresh") == ["fr", "fr/a", PAGE]


def test_a_file_that_mkdocs_writes_is_no_file_of_the_last_site(project: Path) -> None:
    earlier = open_with_spare(project)
    earlier.drop([PAGE, "elsewhere"])
    assert not (project / "fresh" / PAGE).exists()
    assert earlier.take_over(PAGE, "key")


def test_a_spare_with_files_of_somebody_else_is_not_used(project: Path) -> None:
    spare = get_spare_folder(project / "site")
    write_page(spare)
    close_site_folder(spare)
    (spare / "mine.txt").write_text("mine")
    open_site_folder(project / "fresh")
    open_site(project).open_folder()
    assert list_names(project / "fresh") == []
    keep_spare(project / "fresh", project / "site")
    assert (spare / "mine.txt").read_text() == "mine"
    assert not (project / "fresh").exists()


@pytest.mark.parametrize(("path", "key"), [(PAGE, "other"), ("fr/b/index.html", "key")])
def test_another_key_or_page_is_not(project: Path, path: str, key: str) -> None:
    assert open_site(project).take_over(path, key) is None
    assert list((project / "fresh").rglob("*")) == []


@pytest.mark.parametrize("name", [PAGE, COPY])
@pytest.mark.parametrize("harm", ["change", "removal", "link"])
def test_a_file_that_somebody_has_touched_is_not(project: Path, name: str, harm: str) -> None:
    file = project / "site" / name
    content = file.read_bytes()
    file.unlink()
    if harm == "change":
        file.write_bytes(content[:-1] + b"X")
    if harm == "link":
        (project / "elsewhere").write_bytes(content)
        file.symlink_to(project / "elsewhere")
    assert open_site(project).take_over(PAGE, "key") is None
    assert list((project / "fresh").rglob("*")) == []


def test_a_list_that_somebody_else_has_written_is_not_read(project: Path) -> None:
    forged = json.dumps({PAGE: ["key", 5, MOMENT, 0]}).encode()
    write_at_moment(project / "site" / PAGE, b"other")
    for file in (project / FOLDER / "site").iterdir():
        file.write_bytes(file.read_bytes()[:32] + forged)
    assert open_site(project).take_over(PAGE, "key") is None


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"a": 1}', b'{"a": ["key"]}', b"\xff"])
def test_a_list_of_another_form_counts_for_none(project: Path, text: bytes) -> None:
    key = make_result_key(str(project / "site").encode(), ABOUT)
    CachedFiles(project, "site").write(key, text)
    assert open_site(project).take_over(PAGE, "key") is None


def test_where_links_are_not_possible_it_is_copied(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    assert open_site(project).take_over(PAGE, "key")
    assert (project / "fresh" / PAGE).read_bytes() == b"page"
    assert (project / "fresh" / PAGE).stat().st_mtime_ns == MOMENT, "the next build takes it over"


def test_a_site_that_is_built_where_it_stands_has_no_earlier_files(project: Path) -> None:
    assert open_site(project, "site").take_over(PAGE, "key") is None
