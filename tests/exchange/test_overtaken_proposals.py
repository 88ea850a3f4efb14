"""Proposals that were overtaken: what has changed since is left alone, or told."""

from pathlib import Path

from entraide.model.proposal import ProposedText
from support.bundles import FRENCH, Revise, read_files
from support.commands import Run
from support.git import run_git
from support.proposals import build_proposal, make_proposal

AGAIN = "docs/fr/scams/again.md"
WHOLE = {"Again": "Encore", "Twice.": "Deux fois.", "Wait.": "Attendez."}


def test_pulling_the_same_again_changes_nothing(project: Path, pull: Run) -> None:
    sent = build_proposal(project, {"Stop.": "Cessez."})
    pull(sent)
    before = read_files(project)
    result = pull(sent)
    assert result.stdout.startswith("Nothing to write")
    assert read_files(project) == before


def test_what_somebody_else_has_changed_since_is_left_alone(project: Path, pull: Run) -> None:
    sent = build_proposal(project, {"Stop.": "Cessez.", "Never pay.": "Ne payez pas."})
    file = project / FRENCH
    file.write_text(file.read_text("utf-8").replace("Arrêtez.", "Halte."), "utf-8")
    result = pull(sent)
    assert result.exit_code == 0
    assert result.stderr == (
        "proposal 3fa92b10: warning: item “Stop.” is not what it was when this was proposed. "
        "Left out. Compare the two: entraide proposals show 3fa92b10.\n"
    )
    text = file.read_text("utf-8")
    assert "Halte." in text
    assert "Ne payez pas." in text


def test_a_proposal_of_an_older_revision_is_imported_as_of_it_with_what_changed(
    project: Path, run_entraide: Run, pull: Run
) -> None:
    sent = build_proposal(project, WHOLE, entry=2)
    file = project / "docs/en/scams/again.md"
    file.write_text(file.read_text("utf-8").replace("Wait.", "Wait long."), "utf-8")
    words = ("--significance", "major", "--note", "Longer", "--as-of", "2026-11-21")
    assert run_entraide("revise", "2", *words).exit_code == 0
    run_git(project, "commit", "-qam", "Revised")
    result = pull(sent)
    assert result.exit_code == 0, result.output
    assert result.stderr == (
        "proposal 3fa92b10: warning: entry 2 has moved on: this is of revision 1, the source is at "
        "2. Those of its texts that have moved are named too.\n"
        "proposal 3fa92b10: warning: paragraph “Wait.” has another source since revision 1. "
        "It comes in as of revision 1, and pages say so.\n"
    )
    assert "source_revision: 1\n" in (project / AGAIN).read_text("utf-8")
    status = run_entraide("status", "--format", "json", "--locale", "fr").stdout
    assert '"misleading"' in status


def test_a_version_that_is_behind_catches_up_to_what_a_proposal_was_made_from(
    project: Path, pull: Run, revise: Revise
) -> None:
    revise("Stop.", "Stop now.")
    sent = build_proposal(project, {"Stop now.": "Cessez."})
    revise("Never pay.", "Never ever pay.")
    result = pull(sent)
    assert result.stdout.startswith(f"Written: {FRENCH} (revision 1 → 2, segments: 1)\n")
    assert "source_revision: 2\n" in (project / FRENCH).read_text("utf-8")


def test_without_git_what_moved_is_left_out(project: Path, pull: Run, revise: Revise) -> None:
    sent = build_proposal(project, {"Stop.": "Cessez.", "Never pay.": "Ne payez pas."})
    revise("Stop.", "Stop now.")
    (project / ".git").rename(project.parent / "gone")
    result = pull(sent)
    assert result.exit_code == 0, result.output
    assert "item “Stop.” has another source since revision 1. Left out." in result.stderr
    text = (project / FRENCH).read_text("utf-8")
    assert "Ne payez pas." in text
    assert "Arrêtez." in text
    assert "source_revision: 1\n" in text


def test_a_proposal_older_than_the_version_brings_what_still_fits(
    project: Path, pull: Run, revise: Revise
) -> None:
    sent = build_proposal(project, {"Stop.": "Cessez.", "Never pay.": "Ne payez pas."})
    revise("Stop.", "Stop now.")
    assert pull(build_proposal(project, {"Stop now.": "Halte."}, id="new")).exit_code == 0
    run_git(project, "commit", "-qam", "Caught up")
    result = pull(sent)
    assert result.exit_code == 0, result.output
    assert "item “Stop.” has another source since revision 1. Left out." in result.stderr
    text = (project / FRENCH).read_text("utf-8")
    assert "Halte." in text
    assert "Ne payez pas." in text
    assert "source_revision: 2\n" in text


def test_an_unknown_segment_is_left_out(pull: Run) -> None:
    text = ProposedText("paragraph-0000000000000000", "paragraph", "Gone.", "", "Parti.")
    result = pull(make_proposal(texts=(text,)))
    assert result.exit_code == 0
    assert "paragraph “Gone.” has another source since revision 1. Left out." in result.stderr
    assert result.stdout.startswith("Nothing to write")
