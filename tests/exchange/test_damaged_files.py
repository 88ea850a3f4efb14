"""A file that is damaged, cut off or ambiguous is refused whole, with its line and a cure."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from support.bundles import export_bundle, read_files
from support.commands import Run

LONG = "9" * 5000
Refuse = Callable[..., str]


@pytest.fixture
def refuse(project: Path, run_entraide: Run) -> Refuse:
    """Import a file that is refused: what is told of it."""

    def run(file: Path, *words: str) -> str:
        before = read_files(project)
        result = run_entraide("translate", "import", file, *words)
        assert result.exit_code == 1, result.output
        assert result.stderr.startswith(str(file))
        assert read_files(project) == before
        return str(result.stderr)

    return run


def test_a_po_file_cut_off_anywhere_within_a_string(run_entraide: Run, refuse: Refuse) -> None:
    file = export_bundle(run_entraide, "--id", "1")
    whole = file.read_bytes()
    for size in range(3, 12):
        file.write_bytes(whole[:-size])
        assert "the string in this line has no end. Save it again" in refuse(file)


def test_a_po_file_cut_off_between_the_lines_of_a_text(run_entraide: Run, refuse: Refuse) -> None:
    file = export_bundle(run_entraide, "--id", "1")
    text = file.read_text("utf-8").rstrip("\n")
    head, _, _ = text.rpartition("\nmsgstr ")
    file.write_text(f'{head}\nmsgstr ""\n"Une plainte auprès "\n', "utf-8")
    assert "the file seems to be cut off: its last text ends with a space" in refuse(file)
    file.write_text(f"{head}\n", "utf-8")
    assert "the file ends before the translation of its last text" in refuse(file)


@pytest.mark.parametrize("shape", ["xliff", "xliff2"])
def test_an_xliff_cut_short(run_entraide: Run, refuse: Refuse, shape: str) -> None:
    file = export_bundle(run_entraide, "--format", shape, name="fr.xlf")
    file.write_bytes(file.read_bytes()[:-200])
    assert "this is no XML" in refuse(file)


@pytest.mark.parametrize("shape", ["po", "xliff", "xliff2"])
def test_a_row_that_stands_there_twice(run_entraide: Run, refuse: Refuse, shape: str) -> None:
    file = export_bundle(run_entraide, "--id", "1", "--format", shape, name="fr.file")
    text = file.read_text("utf-8")
    ends = {"po": "\n\n", "xliff": "</trans-unit>", "xliff2": "</unit>"}
    starts = {"po": 'msgctxt "1/title"', "xliff": "<trans-unit ", "xliff2": "<unit "}
    at = text.index(starts[shape])
    end = text.index(ends[shape], at) + len(ends[shape])
    file.write_text(text[:end] + text[at:end] + text[end:], "utf-8")
    assert "“1/title” stands there twice, in line " in refuse(file)


def test_a_text_with_plural_forms(run_entraide: Run, refuse: Refuse) -> None:
    file = export_bundle(run_entraide)
    text = file.read_text("utf-8").replace('msgid "Stop."', 'msgid "Stop."\nmsgid_plural "Stops."')
    head, _, tail = text.partition("Stops.")
    file.write_text(head + "Stops." + tail.replace("msgstr ", "msgstr[0] ", 1), "utf-8")
    assert "has plural forms, and no text of an entry has" in refuse(file)


@pytest.mark.parametrize(
    ("shape", "old", "new"),
    [
        ("po", 'msgctxt "1/title"', f'msgctxt "{LONG}/title"'),
        ("xliff", 'id="1/title"', f'id="{LONG}/title"'),
        ("xliff2", 'name="1/title"', f'name="{LONG}/title"'),
    ],
)
def test_a_number_of_5000_digits(
    run_entraide: Run, refuse: Refuse, shape: str, old: str, new: str
) -> None:
    file = export_bundle(run_entraide, "--format", shape, name="fr.file")
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    assert "is no segment of an entry" in refuse(file)


@pytest.mark.parametrize("shape", ["po", "xliff", "xliff2"])
def test_a_revision_of_5000_digits(run_entraide: Run, refuse: Refuse, shape: str) -> None:
    file = export_bundle(run_entraide, "--format", shape, name="fr.file")
    text = file.read_text("utf-8").replace("revision 1", f"revision {LONG}").replace("1=1", "")
    text = text.replace("2=1", "").replace('product-version="1"', f'product-version="{LONG}"')
    file.write_text(text, "utf-8")
    assert "nothing says which revision of entry 1 this was made from" in refuse(file)


def test_a_pipe_is_told_and_does_not_hang(project: Path, refuse: Refuse) -> None:
    pipe = project.parent / "pipe"
    os.mkfifo(pipe)
    assert "this is a pipe or a device, and no file. Save it first." in refuse(pipe)
