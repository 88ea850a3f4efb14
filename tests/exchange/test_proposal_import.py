"""Accepted proposals become the files that a translator would have written, or nothing."""

import json
from pathlib import Path

from entraide.model.segment import SegmentState, compute_digest
from support.bundles import FRENCH, RECORD, read_files, replace_words
from support.commands import Run
from support.proposals import build_proposal, read_job

AGAIN = "docs/fr/scams/again.md"
WHOLE = {"Again": "Encore", "Twice.": "Deux fois.", "Wait.": "Attendez."}


def test_a_whole_proposal_becomes_the_version_that_was_missing(project: Path, pull: Run) -> None:
    before = read_files(project)
    result = pull(build_proposal(project, WHOLE, entry=2))
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"Written: {AGAIN} (revision new, 1, segments: 3)\n")
    after = read_files(project)
    assert after.pop(AGAIN).decode() == (
        "---\nid: 2\ntitle: Encore\nsummary: Deux fois.\nsource_revision: 1\n"
        "translator: Camille R.\nreviewer: Ada\nreviewed: 2026-11-21\nupdated: 2026-11-21\n"
        "---\n\nAttendez.\n"
    )
    record = json.loads(after.pop(AGAIN.replace(".md", ".segments.json")))
    assert record["fields"] == {
        "title": compute_digest("Again"),
        "summary": compute_digest("Twice."),
    }
    assert after == before


def test_a_proposal_without_credit_names_no_author(project: Path, pull: Run) -> None:
    assert pull(build_proposal(project, WHOLE, entry=2, credit="")).exit_code == 0
    assert "translator" not in (project / AGAIN).read_text("utf-8")


def test_a_part_of_a_missing_version_is_kept_as_a_draft(project: Path, pull: Run) -> None:
    result = pull(build_proposal(project, {"Again": "Encore"}, entry=2))
    assert result.exit_code == 0
    assert "  Still to do: 2; translated: 33 %\n  A draft: " in result.stdout
    text = (project / AGAIN).read_text("utf-8")
    assert "title: Encore\nsummary: Twice.\n" in text
    assert "status: draft\n" in text


def test_a_correction_changes_its_own_words_and_adds_its_translator(
    project: Path, pull: Run
) -> None:
    wanted = replace_words(
        project,
        FRENCH,
        ("1.  Arrêtez.", "1.  Arrêtez tout."),
        ("updated: 2026-11-01", "updated: 2026-11-21"),
        ("escroc]\n", "escroc]\ntranslator: Camille R.\n"),
    )
    assert pull(build_proposal(project, {"Stop.": "Arrêtez tout."})).exit_code == 0
    found = read_files(project)
    assert RECORD in found
    del found[RECORD]
    assert found == wanted


def test_who_translated_stays_named_beside_who_corrected(project: Path, pull: Run) -> None:
    pull(build_proposal(project, {"Stop.": "Arrêtez tout."}))
    pull(build_proposal(project, {"Stop.": "Cessez."}, credit="Noor", id="b"))
    pull(build_proposal(project, {"Stop.": "Arrêtez."}, credit="Noor", id="c"))
    assert "translator: [Camille R., Noor]\n" in (project / FRENCH).read_text("utf-8")


def test_a_number_that_agrees_with_the_source_may_be_corrected(project: Path, pull: Run) -> None:
    file = project / FRENCH
    file.write_text(file.read_text("utf-8").replace("2 jours", "3 jours"), "utf-8")
    assert pull(build_proposal(project, {"Wait 2 days.": "Attendez 2 jours."})).exit_code == 0
    assert "Attendez 2 jours." in file.read_text("utf-8")


def test_two_proposals_for_one_version_are_imported_together(project: Path, pull: Run) -> None:
    one = build_proposal(project, {"Stop.": "Cessez."})
    other = build_proposal(project, {"Never pay.": "Ne payez pas."}, id="b", credit="Noor")
    assert pull(one, other).exit_code == 0
    text = (project / FRENCH).read_text("utf-8")
    assert "Cessez." in text
    assert "Ne payez pas." in text
    assert "translator: [Camille R., Noor]\n" in text


def test_a_text_that_only_the_target_has_may_be_corrected(project: Path, pull: Run) -> None:
    file = project / FRENCH
    file.write_text(file.read_text("utf-8") + "\n## Ici\n\nAppelez Ada, 2 fois.\n", "utf-8")
    (kept,) = (
        unit.target for unit in read_job(project, 1, "fr").units if unit.state is SegmentState.KEPT
    )
    result = pull(build_proposal(project, {kept: kept.replace("Ada", "Noor")}))
    assert result.exit_code == 0, result.output
    assert "Appelez Noor, 2 fois." in file.read_text("utf-8")
