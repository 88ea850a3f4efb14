"""CSV and XLSX for those who live in spreadsheets: the same rows and guards as in PO and XLIFF."""

import csv
import io
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from entraide.errors import ProblemLog
from entraide.translation.formats.csv_files import read_csv
from entraide.translation.formats.table_rows import HEAD
from entraide.translation.formats.xlsx_files import read_xlsx
from support.bundles import FRENCH, Revise, export_bundle, read_files, replace_words
from support.commands import Run
from support.tables import edit_table, read_table

SHAPES = pytest.mark.parametrize("shape", ["csv", "xlsx"])
AGAIN = "docs/fr/scams/again.md"


@pytest.fixture
def export(run_entraide: Run) -> Callable[..., Path]:
    """Write the table: its file."""

    def run(shape: str, *words: str) -> Path:
        return export_bundle(run_entraide, "--format", shape, *words, name=f"fr.{shape}")

    return run


@SHAPES
def test_a_table_that_comes_back_as_it_was_changes_nothing(
    project: Path, run_entraide: Run, export: Callable[..., Path], shape: str
) -> None:
    before = read_files(project)
    result = run_entraide("translate", "import", export(shape))
    assert result.stdout == "Nothing to write: the file changes no text.\n"
    assert read_files(project) == before


@SHAPES
def test_what_is_changed_or_filled_in_comes_in_and_nothing_else(
    project: Path, run_entraide: Run, export: Callable[..., Path], shape: str
) -> None:
    after = replace_words(project, FRENCH, ("Arrêtez.", "Arrêtez tout."))
    file = export(shape)
    words = {"Stop.": "Arrêtez tout.", "Again": "Encore", "Twice.": "Deux fois.", "Wait.": "Non."}
    edit_table(file, {(source, "Translation: fr"): text for source, text in words.items()})
    assert run_entraide("translate", "import", file).exit_code == 0
    there = read_files(project)
    assert b"title: Encore" in there[AGAIN]
    new = {FRENCH, FRENCH.replace(".md", ".segments.json"), AGAIN}
    assert {path for path in there if there[path] != after.get(path)} <= new | {
        AGAIN.replace(".md", ".segments.json")
    }
    assert "Arrêtez tout." in there[FRENCH].decode()


@SHAPES
def test_what_is_fuzzy_waits_until_somebody_writes_done(
    project: Path, run_entraide: Run, export: Callable[..., Path], shape: str, revise: Revise
) -> None:
    revise("Never pay.", "Never pay anybody.")
    file = export(shape)
    row = next(row for row in read_table(file) if row["Source"] == "Never pay anybody.")
    assert (row["State"], row["Source before"]) == ("fuzzy", "Never pay.")
    assert row["Name"].startswith("1/callout-")
    assert f"{row['Name']}: fuzzy " in row["Base"]
    edit_table(file, {("Never pay anybody.", "Translation: fr"): "Ne payez personne."})
    assert "Marked fuzzy, and left out: 1" in run_entraide("translate", "import", file).stdout
    edit_table(file, {("Never pay anybody.", "State"): "Done"})
    said = run_entraide("translate", "import", file)
    assert f"Written: {FRENCH} (revision 1 → 2, segments: 1)" in said.stdout
    assert "Ne payez personne." in (project / FRENCH).read_text("utf-8")


@SHAPES
def test_a_text_is_held_to_its_source(
    project: Path, run_entraide: Run, export: Callable[..., Path], shape: str
) -> None:
    before = read_files(project)
    file = export(shape)
    edit_table(file, {("Wait 2 days.", "Translation: fr"): "Attendez 3 jours."})
    result = run_entraide("translate", "import", file)
    line = next(at for at, row in enumerate(read_table(file), 2) if row["Source"] == "Wait 2 days.")
    assert result.exit_code == 1
    assert "lacks “2” of its source" in result.stderr
    if shape == "xlsx":
        assert f"fr.xlsx:{line}: " in result.stderr
    assert read_files(project) == before


@SHAPES
def test_an_old_table_takes_nobodys_correction_back(
    project: Path, run_entraide: Run, export: Callable[..., Path], shape: str
) -> None:
    file = export(shape)
    french = project / FRENCH
    french.write_text(french.read_text("utf-8").replace("Arrêtez.", "Cessez."), "utf-8")
    edit_table(file, {("Stop.", "Translation: fr"): "Stoppez."})
    result = run_entraide("translate", "import", file)
    assert "was corrected here since this was exported: the file (--theirs) has" in result.stderr
    assert "Cessez." in french.read_text("utf-8")


@SHAPES
@pytest.mark.usefixtures("project")
def test_rows_that_were_sorted_in_part_are_refused(
    run_entraide: Run, export: Callable[..., Path], shape: str
) -> None:
    file = export(shape, "--id", "1")
    rows = read_table(file)
    bases = {(row["Source"], "Base"): other["Base"] for row, other in pairwise(rows)}
    edit_table(file, bases)
    result = run_entraide("translate", "import", file)
    name = rows[0]["Name"]
    what = f"what stands in the column “Base” does not belong to {name}"
    assert f"{what}. Sort all columns together, or begin with a fresh export." in result.stderr


FORMULAS = (
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@you",
    "'=1",
    "''-2",
    "＝1",
    "\t=1",
    "Oui ;=1",
    'Oui;"@1',
    "#NAME?",
    "2026-11-05",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_run_and_each_text_comes_back(
    project: Path, run_entraide: Run, text: str
) -> None:
    for shape in ("csv", "xlsx"):
        french = project / FRENCH
        french.write_text(french.read_text("utf-8").replace("Une plainte", f"Une {text}"), "utf-8")
        file = export_bundle(run_entraide, "--format", shape, "--id", "1", name=f"fr.{shape}")
        edit_table(file, {("A report", "Translation: fr"): text}, quote=True)
        if shape == "csv":
            cells = next(csv.reader(io.StringIO(file.read_text("utf-8-sig")), strict=True))
            assert cells[0] == "Name"
            dangerous = [
                cell
                for sign in ",;\t"
                for row in csv.reader(io.StringIO(file.read_text("utf-8-sig")), delimiter=sign)
                for cell in row
                if cell[:1] in set("=+-@\t＝")
            ]
            assert dangerous == []
            bundle = read_csv(file.read_bytes(), "fr.csv", ProblemLog())
        else:
            sheet = openpyxl.load_workbook(file).active
            assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {
                "s",
                "inlineStr",
                "n",
            }
            bundle = read_xlsx(file.read_bytes(), "fr.xlsx", ProblemLog())
        assert bundle
        (row,) = (row for part in bundle.parts for row in part.rows if row.source == "A report")
        assert row.target == text


def test_a_spreadsheet_may_save_with_semicolons_other_line_ends_and_its_columns_moved(
    project: Path, run_entraide: Run, export: Callable[..., Path]
) -> None:
    rows = read_table(export("csv"))
    rows[0] |= {"Translation: fr": "Encore autre"} if rows[0]["Source"] == "Scams" else {}
    names = ["Mine", *reversed(rows[0])]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, delimiter=";", restval="x", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    (project.parent / "mine.csv").write_text(stream.getvalue(), "utf-8", newline="")
    result = run_entraide("translate", "import", "../mine.csv")
    assert result.exit_code == 0, result.stderr


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut off in a text": (
        lambda raw: raw[: raw.index(b"Attendez 2") + 4],
        "does not belong to 1/item-",
    ),
    "cut off in quotation marks": (
        lambda raw: raw[: raw.index(b'"', len(raw) // 2) + 3],
        "the table is damaged or cut off: unexpected end of data. Begin with a fresh export.",
    ),
    "in the letters of Windows": (
        lambda raw: raw.decode("utf-8-sig").encode("cp1252", "replace"),
        "the file is not UTF-8. Save it as “CSV UTF-8”.",
    ),
    "without its translations": (
        lambda raw: raw.replace(b"Translation: fr", b"Traduction"),
        "fr.csv:1: the table has no column “Translation” in its first row. Begin with a fresh",
    ),
    "with a state of its own": (
        lambda raw: raw.replace(b",done,", b",ok,", 1),
        "“ok” in the column “State” is no state. Write done, fuzzy or missing.",
    ),
    "with a row of somebody else": (
        lambda raw: raw + b"mine,a,b,done,,,\r\n",
        "“mine” is no segment of an entry",
    ),
    "with a row twice": (
        lambda raw: raw + raw[raw.index(b"1/title,") : raw.index(b"1/summary,")],
        "stands there twice, in line ",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_table_is_refused_whole(
    project: Path, run_entraide: Run, export: Callable[..., Path], damage: str
) -> None:
    change, message = DAMAGES[damage]
    file = export("csv", "--id", "1")
    file.write_bytes(change(file.read_bytes()))
    before = read_files(project)
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 1
    assert message in result.stderr
    assert read_files(project) == before


def test_states_that_were_emptied_say_nothing(
    project: Path, run_entraide: Run, export: Callable[..., Path]
) -> None:
    file = export("csv")
    file.write_bytes(file.read_bytes().replace(b",done,", b",,").replace(b",missing,", b",,"))
    edit_table(file, {("Stop.", "Translation: fr"): "Stoppez."})
    result = run_entraide("translate", "import", file)
    assert "Changed, with no word on whether they are done, and left out: 1" in result.stdout
    assert run_entraide("translate", "import", file, "--unmarked").exit_code == 0
    assert "Stoppez." in (project / FRENCH).read_text("utf-8")


@pytest.mark.parametrize(
    ("value", "message"),
    [("=1+1", "has a formula"), (True, "has a truth value"), (2.5, "has a number")],
)
@pytest.mark.usefixtures("project")
def test_what_is_no_text_in_a_workbook_is_refused(
    run_entraide: Run, export: Callable[..., Path], value: object, message: str
) -> None:
    file = export("xlsx")
    book = openpyxl.load_workbook(file)
    book.active["C2"] = value
    book.save(file)
    result = run_entraide("translate", "import", file)
    assert result.stderr.startswith(f"{file}:2: the cell C2 {message}, and no text. Format it as")


@pytest.mark.usefixtures("project")
def test_a_file_that_only_begins_like_a_workbook_is_refused(
    run_entraide: Run, export: Callable[..., Path]
) -> None:
    file = export("xlsx")
    file.write_bytes(file.read_bytes()[:-200])
    result = run_entraide("translate", "import", file)
    assert "this is no XLSX file" in result.stderr


@pytest.mark.usefixtures("project")
def test_a_workbook_that_declares_entities_is_not_opened(
    run_entraide: Run, export: Callable[..., Path]
) -> None:
    file = export("xlsx")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/evil.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    result = run_entraide("translate", "import", file)
    assert "xl/evil.xml declares entities. Save it anew, or as CSV in UTF-8." in result.stderr


def test_what_no_cell_can_hold_is_told(project: Path, run_entraide: Run) -> None:
    source = project / "docs/en/scams/again.md"
    source.write_text(source.read_text("utf-8").replace("Wait.\n", f"{'word ' * 7_000}\n"), "utf-8")
    words = ("translate", "export", "--to", "fr", "--format", "xlsx", "--output", "../fr.xlsx")
    result = run_entraide(*words)
    assert "has 34999 signs, and a cell holds 32767. Use csv, po or xliff." in result.stderr
    assert not (project.parent / "fr.xlsx").exists()


def test_other_files_are_not_taken_for_tables() -> None:
    assert not HEAD.match(b'msgid ""\nmsgstr ""\n"Name: a, b"\n')
    assert HEAD.match(b'\xef\xbb\xbf"Name";"Source"\n')
