"""A program of the site translates what is missing; nothing of it is current before a person is."""

import json
import re
from pathlib import Path

import polib
import pytest

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from support.bundles import (
    FRENCH,
    Revise,
    export_bundle,
    read_entries,
    read_files,
    translate_bundle,
)
from support.commands import Run
from support.machine import REVERSE, set_program

AGAIN = "docs/fr/scams/again.md"
RECORD = "docs/fr/scams/again.segments.json"


@pytest.fixture
def by_machine(two_paragraphs: Path, run_entraide: Run) -> Path:
    """The same, translated by a program, and published."""
    set_program(two_paragraphs, REVERSE)
    assert run_entraide("translate", "machine", "--to", "fr").exit_code == 0
    assert run_entraide("translate", "publish", "2", "--to", "fr").exit_code == 0
    return two_paragraphs


def find_state(project: Path, entry: int = 2) -> str:
    return str(read_site(read_settings(project / "mkdocs.yml")).site.entries[entry].get_state("fr"))


def test_what_is_missing_is_translated_as_a_draft_whose_record_says_by_what(
    two_paragraphs: Path, run_entraide: Run
) -> None:
    set_program(two_paragraphs, REVERSE)
    before = read_files(two_paragraphs)
    said = run_entraide("translate", "machine", "--to", "fr")
    assert said.stdout == (
        f"Written: {AGAIN} (revision new, 1, segments: 5)\n"
        "  Still to do: 5; translated: 0 %\n"
        "  A draft: readers get the original until all is translated, or you say so:\n"
        "  entraide translate publish 2 --to fr\n"
        "A machine wrote this. Read it, then say so: entraide translate review\n"
    ), said.stderr
    assert read_files(two_paragraphs).keys() - before.keys() == {AGAIN, RECORD}
    text = (two_paragraphs / AGAIN).read_text("utf-8")
    assert "title: «Again»\nsummary: «Twice.»\nsource_revision: 1\nstatus: draft\n" in text
    assert "«Wait 2 days for {{platform.name}}.»\n\n## «What then»\n" in text
    assert "translator" not in text
    record = json.loads((two_paragraphs / RECORD).read_text("utf-8"))
    assert len(record["machine"]) == 5
    assert {row["hash"] for row in record["segments"]} == {"?"}
    question = json.loads((two_paragraphs.parent / "question.json").read_text("utf-8"))
    assert (question["from"], question["to"]) == ("en", "fr")
    assert question["texts"][2]["keep"] == ["2", "{{platform.name}}"]
    assert run_entraide("check").exit_code == 0
    assert find_state(two_paragraphs) == "missing"


@pytest.mark.parametrize(
    ("shape", "mark"),
    [
        ("xliff", r'state="needs-review-translation">«Again»'),
        (
            "xliff2",
            r'<segment state="initial">\s*<source[^>]*>Again</source>\s*<target[^>]*>«Again',
        ),
    ],
)
def test_it_goes_out_as_unreviewed(
    by_machine: Path, run_entraide: Run, shape: str, mark: str
) -> None:
    messages = read_entries(export_bundle(run_entraide, "--id", "2"))
    assert all(one.fuzzy for one in messages.values() if one.msgid)
    assert "A machine translated this" in messages["Again"].comment
    export_bundle(run_entraide, "--id", "2", "--format", shape, "--no-tags", name="fr.xlf")
    assert re.search(mark, (by_machine.parent / "fr.xlf").read_text("utf-8"))


def test_a_file_that_comes_back_untouched_reviews_nothing(
    by_machine: Path, run_entraide: Run
) -> None:
    before = read_files(by_machine)
    result = run_entraide("translate", "import", export_bundle(run_entraide, "--id", "2"))
    assert "Marked fuzzy, and left out: 5" in result.stdout
    assert read_files(by_machine) == before
    assert find_state(by_machine) == "partial"


def test_a_translator_reviews_text_by_text_and_the_last_one_makes_it_current(
    by_machine: Path, run_entraide: Run
) -> None:
    first = {"Again": "Encore", "Twice.": "Deux fois.", "What then": "«What then»"}
    file = translate_bundle(export_bundle(run_entraide, "--id", "2"), first)
    assert run_entraide("translate", "import", file, "--translator", "Noa").exit_code == 0
    assert len(json.loads((by_machine / RECORD).read_text("utf-8"))["machine"]) == 2
    assert find_state(by_machine) == "partial"
    rest = {
        "Wait 2 days for {{platform.name}}.": "Attendez 2 jours, {{platform.name}}.",
        "Ask [us](signs.md).": "«Ask [us](signs.md).»",
    }
    file = translate_bundle(export_bundle(run_entraide, "--id", "2"), rest)
    assert run_entraide("translate", "import", file, "--translator", "Noa").exit_code == 0
    assert "machine" not in json.loads((by_machine / RECORD).read_text("utf-8"))
    text = (by_machine / AGAIN).read_text("utf-8")
    assert "status" not in text
    assert "translator: Noa" in text
    assert find_state(by_machine) == "current"


def test_what_a_person_writes_over_it_in_the_file_is_theirs(
    by_machine: Path, run_entraide: Run
) -> None:
    file = by_machine / AGAIN
    file.write_text(file.read_text("utf-8").replace("«What then»", "Et après"), "utf-8")
    messages = read_entries(export_bundle(run_entraide, "--id", "2"))
    assert not messages["What then"].fuzzy
    assert messages["Again"].fuzzy


def test_a_reviewer_of_all_of_it_makes_it_current(by_machine: Path, run_entraide: Run) -> None:
    result = run_entraide("translate", "review", "2", "--to", "fr", "--reviewer", "Ada B.")
    assert result.exit_code == 0, result.output
    text = (by_machine / AGAIN).read_text("utf-8")
    assert "reviewer: Ada B.\nreviewed: 2026-11-21\n" in text
    assert find_state(by_machine) == "current"
    again = run_entraide("translate", "review", "2", "--to", "fr", "--reviewer", "Ada B.")
    assert again.stderr == ("ID: entry 2 has no text of a machine in “fr”. Leave it out.\n")


def test_a_status_that_somebody_took_away_makes_nothing_current(
    by_machine: Path, run_entraide: Run
) -> None:
    file = by_machine / AGAIN
    file.write_text(file.read_text("utf-8").replace("status: partial\n", ""), "utf-8")
    assert find_state(by_machine) == "partial"
    result = run_entraide("translate", "review", "2", "--to", "fr", "--reviewer", "Ada B.")
    assert result.exit_code == 0, result.output
    assert find_state(by_machine) == "current"


def test_a_reviewer_named_by_hand_has_read_all_of_it(by_machine: Path, run_entraide: Run) -> None:
    file = by_machine / AGAIN
    people = "reviewer: Ada B.\nreviewed: 2026-11-21\n"
    file.write_text(file.read_text("utf-8").replace("status: partial\n", people), "utf-8")
    assert find_state(by_machine) == "current"
    messages = read_entries(export_bundle(run_entraide, "--id", "2"))
    assert not any(one.fuzzy for one in messages.values())


def test_a_review_from_before_has_not_read_what_a_machine_added(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    file = project / FRENCH
    people = "source_revision: 1\nreviewer: Ada B.\nreviewed: 2026-11-20\n"
    file.write_text(file.read_text("utf-8").replace("source_revision: 1\n", people), "utf-8")
    revise("Answer nobody.", "New here.\n\nAnswer nobody.", "minor")
    set_program(project, REVERSE)
    assert find_state(project, 1) == "current", "a minor change sets nobody back"
    assert run_entraide("translate", "machine", "--to", "fr", "--id", "1").exit_code == 0
    assert find_state(project, 1) == "partial"
    later = file.read_text("utf-8").replace("reviewed: 2026-11-20", "reviewed: 2026-11-21")
    file.write_text(later.replace("status: partial\n", ""), "utf-8")
    assert find_state(project, 1) == "current"


def test_a_new_paragraph_of_a_page_that_is_behind_leaves_it_behind(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Answer nobody.", "New here.\n\nAnswer nobody.", "medium")
    set_program(project, REVERSE)
    assert run_entraide("translate", "machine", "--to", "fr", "--id", "1").exit_code == 0
    text = (project / FRENCH).read_text("utf-8")
    assert "«New here.»\n\nNe répondez à personne." in text
    assert "source_revision: 1\n" in text
    assert "status: partial\n" in text
    assert find_state(project, 1) == "outdated"
    result = run_entraide("translate", "review", "1", "--to", "fr", "--reviewer", "Ada B.")
    assert result.exit_code == 0, result.output
    assert find_state(project, 1) == "current"
    assert "status" not in (project / FRENCH).read_text("utf-8")


def test_what_somebody_has_written_is_never_asked_for(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Never pay.", "Never pay anybody.")
    set_program(project, REVERSE)
    before = read_files(project)
    result = run_entraide("translate", "machine", "--to", "fr", "--id", "1")
    assert result.stdout == "Nothing to translate: no text is missing.\n"
    assert read_files(project) == before


def test_a_file_of_another_kind_of_tool_keeps_the_mark(by_machine: Path, run_entraide: Run) -> None:
    file = by_machine.parent / "fr.po"
    export_bundle(run_entraide, "--id", "2")
    catalogue = polib.pofile(str(file))
    for message in catalogue:
        message.comment = ""  # a tool that drops our notes
        message.tcomment = ""
    catalogue.save(str(file))
    run_entraide("translate", "import", "../fr.po")
    assert find_state(by_machine) == "partial"
