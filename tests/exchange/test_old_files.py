"""A file that was exported before others corrected a text takes no correction of theirs back."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from entraide.exchange.conflict_messages import LeftOut
from entraide.exchange.version_changes import judge_rows
from entraide.model.segment import SegmentKind, SegmentState
from entraide.model.segment_keys import TextKey
from entraide.translation.formats.bundle import UnitRow
from entraide.translation.units import TranslationUnit
from support.bundle_edits import WAYS
from support.bundles import FRENCH, export_bundle, read_files
from support.commands import Run
from support.git import run_git

OLD, CORRECTED, MINE = "Arrêtez.", "N’effacez rien.", "Cessez."
SHAPES = ["po", "xliff", "xliff2"]
NOTE = re.compile(r"^# 1/.*\n|<note[^>]*>1/[^<]*</note>", re.MULTILINE)


def export(entraide: Run, shape: str) -> Path:
    return export_bundle(entraide, "--id", "1", "--format", shape, name="fr.file")


def correct(project: Path, *, commit: bool = True) -> None:
    file = project / FRENCH
    file.write_text(file.read_text("utf-8").replace(OLD, CORRECTED), "utf-8")
    if commit:
        run_git(project, "commit", "-qam", "Corrected")


def find_name(file: Path) -> str:
    """The name of the row of the step."""
    text = file.read_text("utf-8")
    return str(re.findall(r"\b1/item-[0-9a-f]{16}", text[: text.index("Stop.")])[-1])


def forget(file: Path) -> None:
    """Take our notes on what stood there away, as some tools do."""
    file.write_text(NOTE.sub("", file.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("notes", [True, False])
def test_an_untouched_row_is_no_news(
    project: Path, run_entraide: Run, shape: str, *, notes: bool
) -> None:
    file = export(run_entraide, shape)
    if not notes:
        forget(file)
    correct(project)
    before = read_files(project)
    result = run_entraide("translate", "import", file)
    assert read_files(project) == before
    assert ("says what stood here once, and was corrected since" in result.output) is not notes


@pytest.mark.parametrize("shape", SHAPES)
def test_a_changed_row_of_a_corrected_text_is_told_and_left_to_a_choice(
    project: Path, run_entraide: Run, shape: str
) -> None:
    file = export(run_entraide, shape)
    WAYS[shape](file, {find_name(file): MINE})
    correct(project, commit=False)
    before = read_files(project)
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 0, result.output
    told = "was corrected here since this was exported: the file (--theirs) has “Cessez.”, here "
    assert f"{told}(--ours) stands “N’effacez rien.”; both were made from “Stop.”. Left out." in (
        result.stderr
    )
    assert read_files(project) == before
    assert not run_entraide("translate", "import", file, "--ours").stderr
    assert read_files(project) == before
    both = run_entraide("translate", "import", file, "--theirs", "--ours")
    assert "Choose one of --theirs and --ours." in both.stderr
    assert run_entraide("translate", "import", file, "--theirs").exit_code == 0
    assert MINE in (project / FRENCH).read_text("utf-8")


def test_two_long_texts_are_told_from_where_they_differ_with_what_each_was_made_from() -> None:
    key = TextKey(SegmentKind.PARAGRAPH, "0" * 16)
    start = "Ne répondez pas à cette personne, et gardez tout ce qu’elle vous a écrit, "
    row = UnitRow(1, key, "Keep it all.", f"{start}même si cela vous fait peur.")
    unit = TranslationUnit(
        key, "Keep it all.", f"{start}sauf les images.", SegmentState.CHANGED, previous="Keep."
    )
    (problem,) = judge_rows({}, {row: LeftOut.CORRECTED}, [unit])
    assert problem.message == (
        f"{row.name} was corrected here since this was exported: the file (--theirs) has “…’elle "
        "vous a écrit, même si cela vous fait peur.”, made from “Keep it all.”; here (--ours) "
        "stands “…’elle vous a écrit, sauf les images.”, made from “Keep.”"
    )


@pytest.mark.thorough
def test_so_is_a_changed_text_of_an_old_sheet(project: Path, run_entraide: Run) -> None:
    run_entraide("build")
    (sheet,) = project.glob("site/entries/1.fr.md")
    sheet.write_text(sheet.read_text("utf-8").replace(OLD, MINE), "utf-8")
    correct(project)
    result = run_entraide("translate", "import", sheet)
    assert "was corrected here since this was exported" in result.stderr
    assert CORRECTED in (project / FRENCH).read_text("utf-8")


def test_a_changed_row_of_an_untouched_text_comes_in(project: Path, run_entraide: Run) -> None:
    file = export(run_entraide, "po")
    WAYS["po"](file, {find_name(file): MINE})
    (project / FRENCH).write_text(
        (project / FRENCH).read_text("utf-8").replace("Qui aide", "Qui peut aider"), "utf-8"
    )
    assert run_entraide("translate", "import", file).exit_code == 0
    text = (project / FRENCH).read_text("utf-8")
    assert MINE in text
    assert "Qui peut aider" in text


def test_what_msgmerge_carries_over_untouched_is_no_news_either(
    project: Path, run_entraide: Run, revise: Callable[..., None]
) -> None:
    mine = export(run_entraide, "po").rename(project.parent / "mine.po")
    correct(project)
    revise("Never pay.", "Never send money.")
    newer = export(run_entraide, "po")
    command = ["msgmerge", "--update", "--quiet", str(mine), str(newer)]
    subprocess.run(command, check=True, cwd=project)
    before = read_files(project)
    run_entraide("translate", "import", mine)
    assert read_files(project) == before


def test_a_mark_that_is_taken_away_confirms_the_text_that_it_was_on(
    project: Path, run_entraide: Run, revise: Callable[..., None]
) -> None:
    revise("Stop.", "Stop now.")
    file = export(run_entraide, "po")
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"^#, fuzzy\n|^#\|.*\n", "", text, flags=re.MULTILINE), "utf-8")
    result = run_entraide("translate", "import", file)
    assert f"Written: {FRENCH} (revision 1 → 2, segments: 1)" in result.output
    assert OLD in (project / FRENCH).read_text("utf-8")
