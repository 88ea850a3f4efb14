"""No small XLSX file fills the memory: its elements are counted before a library reads it."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from entraide.content import xlsx_archives
from entraide.content.xlsx_archives import is_harmless_archive
from entraide.errors import ProblemLog
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.tables import read_table
from entraide.translation.formats.xlsx_files import read_xlsx

CURE = "Save it anew, or as CSV in UTF-8"


def make_workbook(rows: str, encoding: str = "utf-8") -> bytes:
    """Return a workbook whose one sheet has `rows` in place of its own."""
    plain, output = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    sheet = f'<worksheet xmlns="{xlsx_archives.SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet.encode(encoding) if "/sheet1" in name else old.read(name))
    return output.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_row_of_too_many_cells_is_refused_by_both_readers(tmp_path: Path, encoding: str) -> None:
    cells = "<c/>" * 120_000
    file = tmp_path / "a.xlsx"
    file.write_bytes(make_workbook(f"<row>{cells}<!-- </row> -->{cells}</row>", encoding))
    assert file.stat().st_size < 20_000
    what = "sheet1.xml holds more than 200_000 elements in a row, or in none"
    logs = [ProblemLog(), ProblemLog()]
    assert read_xlsx(file.read_bytes(), file.name, logs[0]) is None
    assert read_table(file, logs[1], OmissionLog()) == ([], [])
    for log in logs:
        assert str(log[0]) == f"a.xlsx: xl/worksheets/{what}. {CURE}."


def test_rows_are_forgotten_and_all_of_them_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = make_workbook("<row><c/><c/></row>" * 200)
    monkeypatch.setattr(xlsx_archives, "MOST_AT_ONCE", 400)
    assert is_harmless_archive(raw, "a.xlsx", ProblemLog())
    monkeypatch.setattr(xlsx_archives, "MOST_ELEMENTS", 600)
    log = ProblemLog()
    assert not is_harmless_archive(raw, "a.xlsx", log)
    assert str(log[0]) == f"a.xlsx: there are more than 600 elements in it. {CURE}."


def test_one_endless_tag_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_archives, "LONGEST_TAG", 100_000)
    log = ProblemLog()
    raw = make_workbook(f'<row a="{"b" * 300_000}"/>')
    assert not is_harmless_archive(raw, "a.xlsx", log)
    assert str(log[0]) == f"a.xlsx: xl/worksheets/sheet1.xml holds too much in one element. {CURE}."
