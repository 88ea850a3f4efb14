"""Exports that somebody broke or made up: refused whole, with a reason, and nothing is written."""

import json
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from entraide.errors import ProblemLog
from entraide.exporting.own_formats import FORMAT, MANIFEST
from entraide.exporting.own_source import is_own_export, read_own_export

PAGE = b"---\nid: 1\n---\n"


def write_archive(path: Path, contents: dict[str, bytes], **keys: Any) -> Path:
    rows = [
        {"path": name, "size": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in contents.items()
    ]
    manifest = {"format": FORMAT, "version": 1, "files": rows} | keys
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def list_messages(path: Path) -> str:
    log = ProblemLog()
    assert read_own_export(path, log) is None
    return "\n".join(map(str, log))


@pytest.mark.parametrize(
    "name",
    [
        "docs/../../etc/passwd",
        "/etc/passwd",
        "docs/en/a/../b.md",
        "docs\\en\\a\\b.md",
        "docs/en/a/b.py",
        "docs/en/.git/hooks.md",
        "data/.env",
        "data/schemas/x.json",
        "mkdocs.yml",
        "hooks/x.py",
        "docs/en/a/b\x1b[2J.md",
        "docs",
        "C:/docs/a.md",
    ],
)
def test_a_name_that_is_no_content_is_refused(tmp_path: Path, name: str) -> None:
    message = list_messages(write_archive(tmp_path / "a.zip", {name: PAGE}))
    assert "and nothing else" in message or "not once in each" in message
    assert "\x1b" not in message


def test_names_that_differ_in_capitals_are_refused(tmp_path: Path) -> None:
    files = {"docs/en/a/b.md": PAGE, "docs/en/a/B.md": PAGE}
    assert "differs in capitals only" in list_messages(write_archive(tmp_path / "a.zip", files))


def test_a_file_that_is_not_as_listed_is_refused(tmp_path: Path) -> None:
    files = {"docs/en/a/b.md": PAGE}
    wrong = [{"path": "docs/en/a/b.md", "size": len(PAGE), "sha256": "0" * 64}]
    path = write_archive(tmp_path / "a.zip", files, files=wrong)
    assert "the file is damaged" in list_messages(path)


def test_a_file_beside_the_list_is_refused(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.zip", {"docs/en/a/b.md": PAGE}, files=[])
    assert "not once in each" in list_messages(path)


def test_an_archive_that_unpacks_to_more_than_it_says_is_not_unpacked(tmp_path: Path) -> None:
    bomb = b"\0" * 50_000_000
    rows = [{"path": "docs/en/a/b.png", "size": 10, "sha256": "0" * 64}]
    path = write_archive(tmp_path / "a.zip", {"docs/en/a/b.png": bomb}, files=rows)
    assert path.stat().st_size < 100_000
    assert "the file is damaged" in list_messages(path)


def test_an_archive_that_says_it_is_huge_is_not_unpacked(tmp_path: Path) -> None:
    rows = [{"path": "docs/en/a/b.png", "size": 10**12, "sha256": "0" * 64}]
    path = write_archive(tmp_path / "a.zip", {"docs/en/a/b.png": b"x"}, files=rows)
    assert "it holds more than 1000 MB" in list_messages(path)


def cut_off(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def turn_bits(raw: bytes) -> bytes:
    middle = raw.index(zlib.compress(PAGE, wbits=-15))
    return raw[:middle] + bytes([raw[middle] ^ 255]) + raw[middle + 1 :]


@pytest.mark.parametrize("break_file", [cut_off, turn_bits])
def test_a_damaged_archive_is_refused(tmp_path: Path, break_file: Callable[[bytes], bytes]) -> None:
    path = write_archive(tmp_path / "a.zip", {"docs/en/a/b.md": PAGE})
    path.write_bytes(break_file(path.read_bytes()))
    assert list_messages(path)


START = '{"format": "entraide-content", "version": 1, '
FILE = START + '"files": [{"path": '


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "this is no JSON"),
        (START + '"entries": [', "it may be cut off"),
        ('{"format": "other"}', "no export of ours"),
        ('{"format": "entraide-content", "version": 2}', "this is version 2 of the format"),
        (START + '"entries": [{"id": "x"}]}', "entries.0"),
        (FILE + '"docs/en/a.png", "base64": "!"}]}', "is no base64"),
        (FILE + '"docs/../a.md", "text": ""}]}', "and nothing else"),
        ("[" * 200_000, "this is no JSON"),
    ],
)
def test_json_that_is_no_export_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    assert words in list_messages(path)


def test_an_export_is_known_by_its_head(tmp_path: Path) -> None:
    other = tmp_path / "b.json"
    other.write_text("[]", encoding="utf-8")
    assert is_own_export(write_archive(tmp_path / "a.zip", {}))
    assert not is_own_export(other)
    assert not is_own_export(tmp_path)
