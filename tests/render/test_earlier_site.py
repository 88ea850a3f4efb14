"""Files of the last site are taken over where nothing has changed, and nothing else ever is."""

import json
from pathlib import Path

import pytest

from entraide.content.cached_files import FOLDER, CachedFiles, make_result_key
from entraide.render.earlier_site import ABOUT, NOTES, EarlierSite, FileRecord, hash_content

PAGE, COPY = "fr/a/index.html", "fr/a/index.html.gz"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose last site has a page, made from “key”."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "project"
    write_page(root / "first")
    earlier = open_site(root, "first")
    earlier.record({PAGE: FileRecord("key", hash_content(b"page"), hash_content(b"copy"))})
    earlier.close()
    (root / "first").rename(root / "site")
    (root / "fresh").mkdir()
    return root


def write_page(site: Path) -> None:
    (site / PAGE).parent.mkdir(parents=True)
    (site / PAGE).write_bytes(b"page")
    (site / COPY).write_bytes(b"copy")


def open_site(root: Path, name: str = "fresh") -> EarlierSite:
    return EarlierSite(root, root / "site", root / name)


def test_a_page_and_its_copy_are_taken_over(project: Path) -> None:
    assert open_site(project).take_over(PAGE, "key")
    for name in (PAGE, COPY):
        assert (project / "fresh" / name).samefile(project / "site" / name)


def test_a_part_that_a_killed_process_took_over_is_taken_again(project: Path) -> None:
    assert open_site(project).take_over(PAGE, "key")
    with (project / "site" / PAGE).open("rb") as reader:  # a visitor, in the middle of the page
        assert open_site(project).take_over(PAGE, "key")
        (project / "fresh" / PAGE).write_bytes(b"another")
        assert reader.read() == b"page"


def test_what_was_taken_over_is_known_to_the_next_build(project: Path) -> None:
    earlier = open_site(project)
    record = earlier.take_over(PAGE, "key")
    assert record
    earlier.record({PAGE: record})
    earlier.close()
    assert not (project / "fresh" / NOTES).exists()
    assert open_site(project).take_over(PAGE, "key")


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
    forged = json.dumps({PAGE: ["key", hash_content(b"other"), ""]}).encode()
    (project / "site" / PAGE).write_bytes(b"other")
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


def test_a_site_that_is_built_where_it_stands_has_no_earlier_files(project: Path) -> None:
    assert open_site(project, "site").take_over(PAGE, "key") is None
