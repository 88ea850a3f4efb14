"""What a build compresses, for web servers that send it as it is."""

import gzip
from pathlib import Path
from random import Random

import pytest

from entraide.publish.compressed_files import SMALLEST_FILE, SUFFIXES, compress_files

LONG = "A long line of text that says the same thing again. " * 100


def list_files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_a_text_gets_a_compressed_file_beside_it(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / "a folder" / f"text{suffix}"
    file.parent.mkdir()
    file.write_text(LONG)
    compress_files(tmp_path)
    compressed = file.with_name(f"{file.name}.gz")
    assert gzip.decompress(compressed.read_bytes()) == LONG.encode()
    assert compressed.stat().st_mtime_ns == file.stat().st_mtime_ns
    assert list_files(tmp_path) == [f"a folder/text{suffix}", f"a folder/text{suffix}.gz"]


def test_its_bytes_are_of_the_text_alone(tmp_path: Path) -> None:
    for name in ("one.html", "two.css"):
        (tmp_path / name).write_text(LONG)
    compress_files(tmp_path)
    one, two = (tmp_path / name for name in ("one.html.gz", "two.css.gz"))
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes()[3:8] == bytes(5)  # no name, no time


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("picture.png", LONG.encode()),
        ("words.pf_index", LONG.encode()),
        (".entraide-build", LONG.encode()),
        ("short.html", b"a" * (SMALLEST_FILE - 1)),
        ("dense.json", Random(1).randbytes(2_000)),  # noqa: S311 - any bytes will do
    ],
)
def test_nothing_else_does(tmp_path: Path, name: str, text: bytes) -> None:
    (tmp_path / name).write_bytes(text)
    compress_files(tmp_path)
    assert list_files(tmp_path) == [name]
