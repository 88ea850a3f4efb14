"""Files are made whole or not at all, and numbers are given once."""

from pathlib import Path

import pytest

from entraide.content.settings import read_settings
from entraide.content.writer import (
    find_claimed_ids,
    replace_all,
    replace_text,
    write_all_new,
    write_new,
)


def test_a_new_file_never_overwrites_another(tmp_path: Path) -> None:
    path = tmp_path / "fr" / "entry.md"
    write_new(path, "one\r\n")
    with pytest.raises(FileExistsError):
        write_new(path, "two")
    assert path.read_bytes() == b"one\r\n"
    assert list(path.parent.iterdir()) == [path]


def test_a_new_file_needs_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "entry.md"
    write_new(path, "é")
    with pytest.raises(FileExistsError):
        write_new(path, "two")
    assert [(file, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [
        (path, "é")
    ]


def test_of_several_new_files_all_are_made_or_none(tmp_path: Path) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    second.write_text("mine")
    with pytest.raises(FileExistsError):
        write_all_new({first: "new", second: "new"})
    assert [(file, file.read_text()) for file in tmp_path.iterdir()] == [(second, "mine")]


def test_a_replaced_file_keeps_its_rights_and_its_links(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    replace_text(link, "new")
    assert link.is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == ("new", 0o640)
    assert len(list(tmp_path.iterdir())) == 2


def test_an_id_is_claimed_by_files_that_cannot_be_read_too(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: https://help.example/\n"
        "plugins: [{i18n: {languages: [{locale: en, default: true}]}}, entraide]\n"
    )
    files = {
        "plain.md": b"---\nid: 7\n---\nid: 99\n",
        "broken.md": b"---\ntitle: a: b\nid : 8\n---\n",
        "bytes.md": b"---\ntitle: \xff\n'id': 9\n---\n",
        "braces.md": b"---\n{id: 10, title: x}\n---\n",
        "open.md": b"---\r\nid: 11\r\n",
        "none.md": b"# A text\n",
    }
    for name, raw in files.items():
        path = tmp_path / "docs" / "en" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    claims = find_claimed_ids(read_settings(tmp_path / "mkdocs.yml"))
    assert sorted(claims.values()) == [7, 8, 9, 10, 11]
    assert claims["docs/en/plain.md"] == 7


def test_all_files_are_replaced_or_none(tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new" / "entry.md"
    old.write_text("before")
    replace_all({old: "after", new: "new"})
    assert (old.read_text(), new.read_text()) == ("after", "new")
    blocked = old / "impossible.md"
    with pytest.raises(OSError, match="old"):
        replace_all({new: "again", tmp_path / "fresh.md": "x", blocked: "y"})
    assert (old.read_text(), new.read_text()) == ("after", "new")
    assert not (tmp_path / "fresh.md").exists()
