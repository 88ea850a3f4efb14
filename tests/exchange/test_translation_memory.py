"""The translation memory: what is current once fills what is new, always marked fuzzy."""

from pathlib import Path

import polib
import pytest

from entraide.translation.memory import MemoryPair, TranslationMemory
from support.bundles import FRENCH, Revise, export_bundle, read_entries
from support.commands import Run
from support.git import run_git

AGAIN = "docs/en/scams/again.md"


def replace_body(project: Path, body: str) -> None:
    file = project / AGAIN
    file.write_text(file.read_text("utf-8").replace("Wait.\n", body), "utf-8")


def test_identical_texts_of_other_entries_are_filled_in_as_fuzzy(
    project: Path, run_entraide: Run
) -> None:
    replace_body(project, "Never pay.\n")
    found = read_entries(export_bundle(run_entraide, "--id", "2"))["Never pay."]
    assert (found.msgstr, found.fuzzy, found.previous_msgid) == ("Ne payez jamais.", True, None)
    assert found.comment.endswith("From the translation memory: 100 % alike")


def test_what_is_alike_is_filled_in_with_what_it_was_for(project: Path, run_entraide: Run) -> None:
    replace_body(project, "Never pay!!\n\nSomething else altogether.\n")
    found = read_entries(export_bundle(run_entraide, "--id", "2"))
    alike = found["Never pay!!"]
    assert (alike.msgstr, alike.fuzzy) == ("Ne payez jamais.", True)
    assert alike.previous_msgid == "Never pay."
    assert not found["Something else altogether."].msgstr


def test_what_was_filled_in_is_not_taken_before_somebody_agrees(
    project: Path, run_entraide: Run
) -> None:
    replace_body(project, "Never pay.\n")
    result = run_entraide("translate", "import", export_bundle(run_entraide))
    assert result.output.splitlines() == [
        "Nothing to write: the file changes no text.",
        "Marked fuzzy, and left out: 1",
    ]
    assert not (project / "docs/fr/scams/again.md").exists()


def test_a_memory_reads_both_ways() -> None:
    memory = TranslationMemory((MemoryPair(1, (("en", "Never pay."), ("fr", "Ne payez jamais."))),))
    found = memory.find_match("Ne payez jamais.", "fr", "en")
    assert found
    assert (found.target, found.score) == ("Never pay.", 100)
    assert memory.find_match("Never pay.", "en", "de") is None


def test_what_is_behind_is_in_no_memory(run_entraide: Run, revise: Revise) -> None:
    revise("Never pay.", "Never send money.")
    result = run_entraide("translate", "memory", "--output", "-")
    assert "Never" not in result.stdout
    assert "<seg>Une plainte</seg>" in result.stdout


@pytest.mark.parametrize(("state", "numbers"), [("missing", {2}), ("outdated", {1})])
def test_only_entries_in_the_asked_state_go_out(
    run_entraide: Run, revise: Revise, state: str, numbers: set[int]
) -> None:
    revise("Stop.", "Stop now.", "medium")
    found = polib.pofile(str(export_bundle(run_entraide, "--state", state)))
    assert {int(one.msgctxt.partition("/")[0]) for one in found} == numbers


def test_where_no_entry_fits_nothing_is_written(project: Path, run_entraide: Run) -> None:
    words = ("translate", "export", "--to", "fr", "--output", "out.po")
    result = run_entraide(*words, "--state", "misleading")
    assert result.exit_code == 2
    assert result.stderr.startswith("--to: no entry fits, and nothing is written. ")
    assert not (project / "out.po").exists()
    result = run_entraide("translate", "export", "--to", "en", "--id", "1", "--output", "out.po")
    assert result.stderr == "--id: entry 1 was written in “en”. Choose another locale.\n"


def test_a_minor_change_leaves_nothing_to_do(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Stop.", "Stop!", "minor")
    before = (project / FRENCH).read_bytes()
    file = export_bundle(run_entraide, "--id", "1")
    assert not [one for one in polib.pofile(str(file)) if one.fuzzy]
    run_entraide("translate", "import", file)
    assert (project / FRENCH).read_bytes() == before


def test_a_shallow_clone_is_said_plainly_and_taken_for_all_changed(
    project: Path, run_entraide: Run, revise: Revise, monkeypatch: pytest.MonkeyPatch
) -> None:
    revise("Stop.", "Stop now.")
    run_git(project.parent, "clone", "-q", "--depth", "1", project.as_uri(), "shallow")
    monkeypatch.chdir(project.parent / "shallow")
    result = run_entraide("translate", "export", "--to", "fr", "--id", "1", "--output", "../fr.po")
    assert "This clone is shallow" in result.stderr
    translated = [one for one in polib.pofile("../fr.po") if one.msgstr]
    assert translated
    assert all(one.fuzzy for one in translated)
    result = run_entraide("translate", "import", "../fr.po")
    assert result.output.startswith("Nothing to write")
