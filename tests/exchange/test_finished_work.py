"""Nothing counts as done unless somebody said so."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from support.bundle_edits import WAYS
from support.bundles import FRENCH, export_bundle, read_files, translate_bundle
from support.commands import Run

Revise = Callable[..., None]
STATES = re.compile(r' (?:state|approved)="[^"]*"')
NOTE = re.compile(r"<note[^>]*>\d+/[^<]*</note>")
NOTHING = "Nothing to write: the file changes no text."


def strip_states(file: Path) -> None:
    """Save the file as programs do that know no states."""
    file.write_text(STATES.sub("", file.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize("shape", ["xliff", "xliff2"])
def test_a_file_saved_without_its_states_makes_no_version_current(
    project: Path, run_entraide: Run, revise: Revise, shape: str
) -> None:
    revise("Stop.", "Stop now.")
    file = export_bundle(run_entraide, "--format", shape, name="fr.xlf")
    strip_states(file)
    before = read_files(project)
    result = run_entraide("translate", "import", file, "--unmarked")
    assert NOTHING in result.output
    assert read_files(project) == before


@pytest.mark.parametrize("shape", ["xliff", "xliff2"])
def test_a_changed_text_without_a_state_is_told_and_waits_for_a_word(
    project: Path, run_entraide: Run, shape: str
) -> None:
    file = export_bundle(run_entraide, "--format", shape, name="fr.xlf")
    name = re.findall(r"1/item-[0-9a-f]{16}", file.read_text("utf-8").split("Stop.")[0])[-1]
    WAYS[shape](file, {name: "Cessez."})
    strip_states(file)
    before = read_files(project)
    result = run_entraide("translate", "import", file)
    assert "Changed, with no word on whether they are done, and left out: 1" in result.output
    assert "fuzzy" not in result.output
    assert read_files(project) == before
    assert "Cessez." not in (project / FRENCH).read_text("utf-8")
    assert run_entraide("translate", "import", file, "--unmarked").exit_code == 0
    assert "Cessez." in (project / FRENCH).read_text("utf-8")


@pytest.mark.parametrize("shape", ["xliff", "xliff2"])
def test_a_text_without_a_state_and_without_our_note_is_told_too(
    project: Path, run_entraide: Run, shape: str
) -> None:
    file = export_bundle(run_entraide, "--format", shape, name="fr.xlf")
    strip_states(file)
    text = NOTE.sub("", file.read_text("utf-8"))
    file.write_text(text.replace("Arrêtez.", "Cessez."), "utf-8")
    before = read_files(project)
    result = run_entraide("translate", "import", file, "--unmarked")
    assert "With neither a state nor a note on what stood here, and left out: 1" in result.output
    assert read_files(project) == before


def test_a_text_that_repeats_its_source_is_no_translation(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Wait 2 days.", "Wait for 2 whole days.")
    words = {"Wait for 2 whole days.": "Wait for 2 whole days."}
    file = translate_bundle(export_bundle(run_entraide, "--id", "1"), words)
    before = read_files(project)
    result = run_entraide("translate", "import", file)
    assert "says the same as its source: “Wait for 2 whole days.”. Left out." in result.stderr
    assert read_files(project) == before


def test_a_name_may_be_the_same_in_both_languages(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Stop.", "Signal.")
    file = translate_bundle(export_bundle(run_entraide, "--id", "1"), {"Signal.": "Signal."})
    assert run_entraide("translate", "import", file).exit_code == 0
    assert "1.  Signal.\n" in (project / FRENCH).read_text("utf-8")
