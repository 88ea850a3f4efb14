"""The cache gives back what was converted, and whatever becomes of its file does no harm."""

import ast
import pickle
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from entraide.content.markdown.html_writer import ENGLISH
from entraide.render import text_cache as module
from entraide.render import text_conversion as conversions
from entraide.render.conversion import ConvertedText, RawText, convert_text
from entraide.render.text_cache import FILE, TextCache, make_key, pack_result, unpack_result
from entraide.render.text_conversion import convert_texts
from support.offenders import assert_none
from support.source_code import PACKAGE, parse

WORDS = tuple(ENGLISH.items())
BODY = "## One {{n}}\n\n1. Do [this](../a/b.md).\n\n> [!NOTE]\n> 5 apples.\n\n```\nx\n```\n"
TEXTS = [RawText(f"{BODY}{n}\n", "A title", "en", WORDS) for n in range(3)]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[RawText]:
    """Every text that was really converted, in order."""
    done: list[RawText] = []

    def note_and_convert(text: RawText) -> bytes:
        done.append(text)
        return pack_result(convert_text(text))

    monkeypatch.setattr(conversions, "convert_and_pack", note_and_convert)
    return done


def build(root: Path, given: list[RawText] = TEXTS) -> list[ConvertedText]:
    return list(convert_texts(given, TextCache(root)))


EXPECTED = [convert_text(text) for text in TEXTS]


def test_a_second_build_converts_nothing_and_has_the_same_results(
    tmp_path: Path, work: list[RawText]
) -> None:
    assert build(tmp_path) == EXPECTED
    assert work == TEXTS
    assert build(tmp_path) == EXPECTED
    assert work == TEXTS


def test_after_one_edit_only_that_text_is_converted(tmp_path: Path, work: list[RawText]) -> None:
    build(tmp_path)
    work.clear()
    edited = replace(TEXTS[1], body="Edited.\n")
    found = build(tmp_path, [TEXTS[0], edited, TEXTS[2]])
    assert work == [edited]
    assert found == [EXPECTED[0], convert_text(edited), EXPECTED[2]]


def test_the_same_text_twice_is_converted_once(tmp_path: Path, work: list[RawText]) -> None:
    assert build(tmp_path, [TEXTS[0], TEXTS[0]]) == [EXPECTED[0], EXPECTED[0]]
    assert work == [TEXTS[0]]


@pytest.mark.parametrize(
    "other",
    [
        replace(TEXTS[0], words=(*WORDS[:-1], ("table", "Tableau"))),
        replace(TEXTS[0], body=f"{TEXTS[0].body} "),
        replace(TEXTS[0], title="Another"),
        replace(TEXTS[0], lang="fr"),
        replace(TEXTS[0], shows_hosts=True),
    ],
)
def test_a_key_tells_apart_whatever_changes_a_page(other: RawText) -> None:
    assert make_key(other) != make_key(TEXTS[0])


def test_another_version_of_the_code_or_a_package_converts_anew(
    tmp_path: Path, work: list[RawText], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path)
    work.clear()
    monkeypatch.setattr(module, "_describe_converter", lambda: "another")
    assert build(tmp_path) == EXPECTED
    assert work == TEXTS


DAMAGES = {
    "no database": b"nonsense" * 500,
    "empty": b"",
    "cut short": b"SQLite format 3\x00" + bytes(50),
}


@pytest.mark.parametrize("contents", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_file_is_ignored_and_replaced(
    tmp_path: Path, work: list[RawText], contents: bytes
) -> None:
    file = tmp_path / FILE
    file.parent.mkdir()
    file.write_bytes(contents)
    assert build(tmp_path) == EXPECTED
    build(tmp_path)
    work.clear()
    assert build(tmp_path) == EXPECTED
    assert work == []


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The table of a cache that has been filled."""
    build(tmp_path)
    base = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    yield base
    base.close()


@pytest.mark.parametrize("result", [b"", b"nonsense", pickle.dumps("x"), None, 7])
def test_a_damaged_result_is_converted_anew(
    tmp_path: Path, rows: sqlite3.Connection, result: object
) -> None:
    rows.execute("UPDATE texts SET result = ?", (result,))
    assert build(tmp_path) == EXPECTED
    assert build(tmp_path) == EXPECTED
    assert TextCache(tmp_path).read([make_key(text) for text in TEXTS]).keys() == {
        make_key(text) for text in TEXTS
    }


def test_a_single_damaged_byte_is_noticed(tmp_path: Path, rows: sqlite3.Connection) -> None:
    key = make_key(TEXTS[0])
    ((whole,),) = rows.execute("SELECT result FROM texts WHERE key = ?", (key,))
    for place in range(0, len(whole), 50):
        damaged = bytes((*whole[:place], whole[place] ^ 1, *whole[place + 1 :]))
        rows.execute("UPDATE texts SET result = ? WHERE key = ?", (damaged, key))
        assert TextCache(tmp_path).read([key]) == {}


class Intruder:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("executed",)


@pytest.mark.parametrize("value", [Intruder(), Path("x"), 7, EXPECTED])
def test_a_result_from_elsewhere_runs_no_code(
    value: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert unpack_result(pack_result(value)) is None  # type: ignore[arg-type]
    assert capsys.readouterr().out == ""


def test_what_cannot_be_written_is_done_without(tmp_path: Path, work: list[RawText]) -> None:
    (tmp_path / FILE.parent).write_text("a file where the folder would be")
    assert build(tmp_path) == EXPECTED
    assert build(tmp_path) == EXPECTED
    assert work == TEXTS * 2


def test_somebody_else_writing_delays_nothing_for_good(
    tmp_path: Path, rows: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOCK_TIMEOUT", 0.05)
    rows.execute("BEGIN EXCLUSIVE")
    assert build(tmp_path) == EXPECTED


def test_only_the_latest_used_results_are_kept(
    tmp_path: Path, work: list[RawText], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, TEXTS[:2])
    monkeypatch.setattr(module, "MAX_RESULTS", 2)
    build(tmp_path, TEXTS[1:])  # the first one is used no more
    work.clear()
    build(tmp_path)
    assert work == [TEXTS[0]]


def test_the_key_depends_on_every_module_that_converts() -> None:
    known = {Path(each.__file__ or "") for each in module.MODULES}
    for each in module.FOLDERS:
        known |= set(Path(each.__file__ or "").parent.glob("*.py"))
    reached, todo = set[Path](), [PACKAGE / "render" / "conversion.py"]
    while todo:
        path = todo.pop()
        reached.add(path)
        todo += {file for file in iter_imported_files(path) if file.is_file()} - reached
    assert_none(sorted(reached - known - PRINTING - EMPTY))


PRINTING = {PACKAGE / "errors.py", PACKAGE / "terminal_text.py"}  # of problems, not of pages
EMPTY = {PACKAGE / folder / "__init__.py" for folder in ("", "content", "model", "render")}


def iter_imported_files(path: Path) -> Iterator[Path]:
    """Where the modules are that `path` imports, if they are ours; some of them are not there."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.ImportFrom):
            base = PACKAGE.parent / (node.module or "").replace(".", "/")
            for place in (base, *(base / alias.name for alias in node.names)):
                yield from (place.with_suffix(".py"), place / "__init__.py")
