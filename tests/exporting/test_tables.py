"""The table of texts: no spreadsheet runs a cell of it, and taking the sign away gives it back."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.content.table_cells import escape_cell, format_csv, restore_cell
from entraide.errors import ProblemLog
from entraide.exporting.tables import COLUMNS
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.question_table import read_source
from entraide.importers.readers.tables import read_table
from entraide.importers.source_readers import ReadOptions
from support.commands import Run

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(st.text(alphabet="=+-@＝;,\"'\t\r\nab é\u00a0", max_size=12))
def test_a_cell_is_safe_and_comes_back(text: str) -> None:
    cell = escape_cell(text)
    assert not cell.startswith(RUN_BY_SPREADSHEETS)
    assert restore_cell(cell) == text


@pytest.mark.parametrize("separator", [";", "\t", ","])
@given(st.lists(st.text(alphabet="=+@;,\"'\t\r\nab ", max_size=8), min_size=1, max_size=3))
def test_no_cell_is_run_where_a_spreadsheet_parts_cells_by_another_sign(
    separator: str, texts: list[str]
) -> None:
    lines = format_csv([["1029/title", *texts]]).splitlines(keepends=True)
    for row in csv.reader(lines, delimiter=separator):
        assert not [cell for cell in row if cell.strip(' "').startswith(("=", "+", "@"))]


def test_an_apostrophe_stands_in_front_within_a_text_too() -> None:
    cells = {
        "Wait; =1+1": "Wait;' =1+1",
        'a;"=1': "a;'\"=1",
        "a\t-2": "a\t'-2",
        "a\n@b;'+1": "a\n'@b;''+1",
        "1 = 1; - no": "1 = 1;' - no",
        "well-known, -5": "well-known, -5",
    }
    assert {text: escape_cell(text) for text in cells} == cells
    assert [restore_cell(cell) for cell in cells.values()] == [*cells]


@pytest.mark.usefixtures("project")
def test_the_table_has_every_text_as_it_was_written(run_entraide: Run) -> None:
    result = run_entraide("export", "--format", "csv", "--output", "-", "--status", "all")
    assert result.exit_code == 0, result.output
    rows = read_rows(result.stdout)
    assert tuple(rows[0]) == COLUMNS
    assert [(row["id"], row["locale"]) for row in rows] == [
        ("1", "en"),
        ("1", "fr"),
        ("2", "en"),
        ("12", "fr"),
    ]
    assert rows[0]["title"] == "'=1+1: signs of a scam, # 1"
    assert restore_cell(rows[0]["summary"]) == "-How to spot “one”, & what <then>."
    assert restore_cell(rows[0]["keywords"]) == "@fraud; '=trick"
    assert "[the bank](../account/bank.md#cards)" in rows[0]["body"]
    assert rows[0]["url"] == "https://help.example/scams/signs/"


@pytest.mark.usefixtures("project")
def test_drafts_are_left_out_and_said(run_entraide: Run) -> None:
    result = run_entraide("export", "--format", "csv", "--output", "-")
    assert "Une carte" not in result.stdout
    assert "Left out: entries that are draft: 1 (--status all)." in result.stderr
    assert "This format has no place for former addresses" in result.stderr


def test_a_broken_project_is_refused(project: Path, run_entraide: Run, tmp_path: Path) -> None:
    (project / "docs/en/scams/signs.md").write_text("---\nid: 1\n---\n", encoding="utf-8")
    result = run_entraide("export", "--format", "csv", "--output", tmp_path / "a.csv")
    assert result.exit_code == 1
    assert "docs/en/scams/signs.md" in result.stderr
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.usefixtures("project")
def test_what_cannot_be_asked_for_is_told(run_entraide: Run, tmp_path: Path) -> None:
    archive = run_entraide("export", "--format", "zip", "--output", "-")
    assert archive.exit_code == 2
    assert "Name a file, such as content.zip" in archive.stderr
    unknown = run_entraide("export", "--format", "csv", "--output", "-", "--locale", "de")
    assert "“de” is no locale here" in unknown.stderr
    nothing = run_entraide(
        "export", "--format", "csv", "--output", tmp_path / "a.csv", "--status", "archived"
    )
    assert nothing.exit_code == 2
    assert "no text fits, and nothing is written" in nothing.stderr


def test_our_reader_of_tables_gives_back_what_was_written(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    file, log = tmp_path / "texts.csv", ProblemLog()
    run_entraide("export", "--format", "csv", "--output", file, "--status", "all")
    _, rows = read_table(file, log, OmissionLog())
    entry = read_site(read_settings(project / "mkdocs.yml")).site.entries[1]
    cells = rows[0].cells
    assert not log
    assert cells["title"] == entry.source.title
    assert cells["summary"] == entry.source.summary
    assert cells["body"].strip() == entry.source.body.strip()
    source = read_source(file, ReadOptions("en", ("en", "fr")), log)
    assert source.articles[0].texts[0].keywords == entry.source.keywords
    assert source.articles[0].tags == entry.tags
    assert [text.language for text in source.articles[0].texts] == ["en", "fr"]
