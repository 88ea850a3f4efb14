"""A Markdown sheet goes out, is written in by hand, and comes in by `entraide translate import`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from entraide.cli.translation_project import read_translations
from entraide.errors import ProblemLog
from entraide.translation.formats.sheet import SheetWords, build_sheet, format_sheet
from entraide.translation.formats.sheet_parser import parse_sheet, read_sheet
from entraide.translation.job import build_job
from support.bundles import FRENCH, Revise, read_files
from support.commands import Run
from support.cpu_time import measure_cpu_time

Sheet = Callable[..., Path]


@pytest.fixture
def write_sheet(project: Path) -> Sheet:
    """Write the sheet of an entry for a locale, with words replaced in it."""

    def write(entry: int = 1, code: str = "fr", **changes: str) -> Path:
        found = read_translations()
        job = build_job(found.reading.site.entries[entry], code, found.history)
        assert job is not None
        text = format_sheet(build_sheet(job), SheetWords("Write below each quote."))
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new)
        file = project.parent / "sheet.md"
        file.write_text(text, "utf-8")
        return file

    return write


def test_a_sheet_imported_unchanged_leaves_every_file_as_it_was(
    project: Path, run_entraide: Run, revise: Revise, write_sheet: Sheet
) -> None:
    revise("1. Stop.", "1. Stop now.\n2. Sit.")
    before = read_files(project)
    result = run_entraide("translate", "import", write_sheet())
    assert result.output == (
        "Nothing to write: the file changes no text.\nMarked fuzzy, and left out: 1\n"
    )
    assert read_files(project) == before


def test_a_sheet_takes_nothing_back_that_others_corrected_since(
    project: Path, run_entraide: Run, write_sheet: Sheet
) -> None:
    mine = write_sheet(**{"Arrêtez.": "Arrêtez tout."})
    text = (project / FRENCH).read_text("utf-8")
    since = text.replace("Attendez 2 jours.", "Patientez 2 jours.")
    assert since != text
    (project / FRENCH).write_text(since, "utf-8")
    result = run_entraide("translate", "import", mine)
    assert result.exit_code == 0, result.output
    after = (project / FRENCH).read_text("utf-8")
    assert "Patientez 2 jours." in after
    assert "Arrêtez tout." in after


def test_what_is_written_into_it_comes_in_with_the_name_of_who_wrote_it(
    project: Path, run_entraide: Run, revise: Revise, write_sheet: Sheet
) -> None:
    revise("Stop.", "Stop now.")
    before = (project / FRENCH).read_text("utf-8")
    words = {
        "Arrêtez.": "Arrêtez tout.",
        "<!-- credit -->\n\n>\n": "<!-- credit -->\n\n>\n\nCamille R.\n",
        "Changed": "Changed",
    }
    file = write_sheet(**words)
    file.write_text(
        file.read_text("utf-8").replace("> Changed\n", "> Changed\n\nModifié\n"), "utf-8"
    )
    result = run_entraide("translate", "import", file, "--translator", "Somebody else")
    assert result.exit_code == 0, result.output
    after = (project / FRENCH).read_text("utf-8")
    assert "source_revision: 2\n" in after
    assert "translator: Camille R.\n" in after
    body = before.partition("---\n\n")[2]
    assert after.endswith(body.replace("Arrêtez.", "Arrêtez tout."))


def test_a_version_that_was_missing_is_written_from_a_sheet(
    project: Path, run_entraide: Run, write_sheet: Sheet
) -> None:
    file = write_sheet(
        2, **{"> Again\n": "> Again\n\nEncore\n", "> Twice.\n": "> Twice.\n\nDeux fois.\n"}
    )
    file.write_text(file.read_text("utf-8").replace("> Wait.\n", "> Wait.\n\nAttendez.\n"), "utf-8")
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 0, result.output
    written = (project / "docs/fr/scams/again.md").read_text("utf-8")
    assert "title: Encore\n" in written
    assert written.endswith("Attendez.\n")


def test_every_mistake_is_reported_with_its_line_and_nothing_is_written(
    project: Path, run_entraide: Run, write_sheet: Sheet
) -> None:
    file = write_sheet(**{"Attendez 2 jours.": "Attendez 3 jours.", "Arrêtez.": "Arrêtez\u202e."})
    before, lines = read_files(project), file.read_text("utf-8").splitlines()
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 1
    stop, wait = (lines.index(f"> {text}") - 1 for text in ("Stop.", "Wait 2 days."))
    told = result.output.replace(f"Error: {file}", str(file)).splitlines()
    unseen, lacking = "has the sign U+202E, which nobody sees", "lacks “2” of its source"
    assert [at for at in told if unseen in at and at.startswith(f"{file}:{stop}: ")]
    assert [at for at in told if lacking in at and at.startswith(f"{file}:{wait}: ")]
    assert read_files(project) == before


def test_what_a_sheet_says_cannot_steer_the_terminal(run_entraide: Run, write_sheet: Sheet) -> None:
    result = run_entraide("translate", "import", write_sheet(**{"entry: 1": "entry: \x1b[2J"}))
    assert "<U+001B>[2J" in result.output
    assert "\x1b" not in result.output


def test_a_broken_sheet_is_refused_by_its_own_lines(
    project: Path, run_entraide: Run, write_sheet: Sheet
) -> None:
    file = write_sheet(**{"revision: 1": "revision: one", "<!-- title ": "<!-- Title "})
    text = file.read_text("utf-8").replace("<!-- end -->", "")
    file.write_text(text, "utf-8")
    before = read_files(project)
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 1
    cures = {
        f"{file}:5: “one” cannot be the revision": "Begin with a fresh file.",
        "this is no mark of a segment": "Take the line away; where it is text, put “\\” before it.",
        "its last line, “<!-- end -->”, is missing": "Fetch it again, or put the line back.",
    }
    for what, cure in cures.items():
        assert f"{what}. {cure}" in result.output
    assert read_files(project) == before


@pytest.mark.parametrize(
    "raw", [b"---\nentraide: proposal\n\xff\n---\n", b"---", b"---\r\n---\r\n"]
)
def test_no_file_is_so_odd_that_it_has_no_answer(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "odd.md"
    file.write_bytes(raw)
    found = read_sheet(file, problems := ProblemLog())
    assert found is None
    assert problems


def test_a_sheet_of_very_many_marks_is_read_in_no_time(tmp_path: Path) -> None:
    head = "---\nentraide: proposal\nentry: 1\nlocale: fr\nrevision: 1\n---\n"
    marks = "".join(f"<!-- kept-{number} -->\n> x\n" for number in range(20_000))
    sheet = f"{head}{marks}<!-- end -->\n"
    assert measure_cpu_time(lambda: parse_sheet(sheet, str(tmp_path), ProblemLog()), 3) < 3
    found = parse_sheet(sheet, str(tmp_path), problems := ProblemLog())
    assert found
    assert len(found.rows) == 20_000
    assert not problems


def test_a_sheet_of_the_source_itself_has_its_texts_to_correct_and_is_no_catalogue(
    run_entraide: Run, write_sheet: Sheet
) -> None:
    file = write_sheet(code="en", **{"\n\nStop.\n": "\n\nStop at once.\n"})
    found = parse_sheet(file.read_text("utf-8"), "x", problems := ProblemLog())
    assert found is not None, problems
    assert [(row.source, row.target) for row in found.rows] == [("Stop.", "Stop at once.")]
    result = run_entraide("translate", "import", file)
    assert "was written in “en”. Edit its file" in result.output


def test_text_of_a_sheet_never_becomes_front_matter_nor_another_segment(
    project: Path, run_entraide: Run, write_sheet: Sheet
) -> None:
    before = read_files(project)
    bare = run_entraide(
        "translate", "import", write_sheet(**{"Arrêtez.": "Arrêtez.\n---\nid: x\n<!-- title"})
    )
    assert "this is no mark of a segment" in bare.output
    escaped = write_sheet(**{"Arrêtez.": "Arrêtez.\n---\nid: x\n---\n\\<!-- title -->"})
    assert "would no longer be one item" in run_entraide("translate", "import", escaped).output
    assert read_files(project) == before
