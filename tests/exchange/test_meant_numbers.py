"""A number check is answered once, in the file or the command, and stays answered."""

import json
import re
from pathlib import Path

import polib
import pytest

from support.bundles import FRENCH, RECORD, Revise, export_bundle, translate_bundle
from support.commands import Run

SOON = "Attendez quelques jours."
REFUSED = "lacks “2” of its source. Put it in, as it is there; if it is meant: --as-meant 1/item-"
TAKEN = "lacks “2” of its source. Taken as meant, until one of the two texts changes."


@pytest.fixture
def bundle(run_entraide: Run) -> Path:
    """A PO file in which a number is missing."""
    return translate_bundle(export_bundle(run_entraide, "--id", "1"), {"Wait 2 days.": SOON})


def find_row(output: str) -> str:
    found = re.search(r"--as-meant (\S+/[\w-]+)", output)
    assert found, output
    return found[1]


def read_answers(project: Path) -> list[str]:
    record = json.loads((project / RECORD).read_text("utf-8"))
    return list(record.get("as_meant", []))


def test_a_command_answers_what_an_import_has_refused(
    project: Path, bundle: Path, run_entraide: Run
) -> None:
    refused = run_entraide("translate", "import", bundle)
    assert refused.exit_code == 1
    assert REFUSED in refused.stderr
    row = find_row(refused.stderr)
    taken = run_entraide("translate", "import", bundle, "--as-meant", row)
    assert taken.exit_code == 0, taken.output
    assert TAKEN in taken.stderr
    assert SOON in (project / FRENCH).read_text("utf-8")
    assert len(read_answers(project)) == 1


def test_a_check_does_not_ask_what_an_import_has_been_told(
    project: Path, bundle: Path, run_entraide: Run
) -> None:
    missing = "the number “2” is not in docs/fr/scams/signs.md"
    row = find_row(run_entraide("translate", "import", bundle).stderr)
    assert run_entraide("translate", "import", bundle, "--as-meant", row).exit_code == 0
    assert missing not in run_entraide("check").output
    record = project / RECORD
    facts = json.loads(record.read_text("utf-8"))
    assert facts.pop("as_meant")
    record.write_text(json.dumps(facts), "utf-8")
    assert missing in run_entraide("check").output


def test_an_answer_is_kept_until_one_of_the_two_texts_changes(
    project: Path, bundle: Path, run_entraide: Run, revise: Revise
) -> None:
    row = find_row(run_entraide("translate", "import", bundle).stderr)
    run_entraide("translate", "import", bundle, "--as-meant", row)
    translate_bundle(bundle, {"Stop.": "Cessez."})
    assert run_entraide("translate", "import", bundle, "--theirs").exit_code == 0
    before = (project / RECORD).read_text("utf-8")
    file = project / FRENCH
    file.write_text(file.read_text("utf-8").replace(SOON, "Attendez 2 jours."), "utf-8")
    again = run_entraide("translate", "import", bundle, "--theirs")
    assert again.exit_code == 0, again.output
    assert (project / RECORD).read_text("utf-8") == before
    revise("Wait 2 days.", "Wait 3 days.")
    newer = translate_bundle(export_bundle(run_entraide, name="newer.po"), {"Wait 3 days.": SOON})
    assert "lacks “3” of its source" in run_entraide("translate", "import", newer).stderr
    translate_bundle(newer, {"Wait 3 days.": "Attendez 3 jours."})
    assert run_entraide("translate", "import", newer).exit_code == 0
    assert read_answers(project) == []


def test_a_comment_of_a_po_file_answers(project: Path, bundle: Path, run_entraide: Run) -> None:
    file = polib.pofile(str(bundle))
    (row,) = (one for one in file if one.msgstr == SOON)
    row.tcomment += "\nAs meant."
    file.save()
    result = run_entraide("translate", "import", bundle)
    assert result.exit_code == 0, result.output
    assert TAKEN in result.stderr
    assert len(read_answers(project)) == 1


@pytest.mark.parametrize("shape", ["xliff", "xliff2"])
def test_a_note_of_an_xliff_file_answers(project: Path, run_entraide: Run, shape: str) -> None:
    words = ("--id", "1", "--format", shape, "--no-tags")
    path = export_bundle(run_entraide, *words, name="fr.xlf")
    text = path.read_text("utf-8").replace("Attendez 2 jours.", SOON)
    at = text.index(SOON)
    if shape == "xliff":
        at = text.index("<note", at)
    else:
        at = text.index("<note", text.rindex("<unit", 0, at))
    path.write_text(f"{text[:at]}<note>as meant</note>{text[at:]}", "utf-8")
    result = run_entraide("translate", "import", path)
    assert result.exit_code == 0, result.output
    assert SOON in (project / FRENCH).read_text("utf-8")


def test_a_mark_of_a_sheet_answers(project: Path, run_entraide: Run) -> None:
    sheet = (
        "---\nentraide: proposal\nentry: 1\nlocale: fr\nrevision: 1\n---\n\n"
        "<!-- summary as meant -->\n\n> How to spot one.\n\nEn 3 mots.\n\n<!-- end -->\n"
    )
    (project.parent / "1.fr.md").write_text(sheet, "utf-8")
    result = run_entraide("translate", "import", "../1.fr.md")
    assert result.exit_code == 0, result.output
    assert "1/summary has “3”, which its source has not. Taken as meant" in result.stderr
    assert "En 3 mots." in (project / FRENCH).read_text("utf-8")


def test_links_and_placeholders_are_not_to_be_answered(
    project: Path, run_entraide: Run, bundle: Path
) -> None:
    link = "Answer nobody. Read [this](again.md)."
    translate_bundle(bundle, {link: "Lisez ceci.", "Wait 2 days.": "Attendez 2 jours."})
    refused = run_entraide("translate", "import", bundle)
    assert "--as-meant" not in refused.stderr
    row = next(one.msgctxt for one in polib.pofile(str(bundle)) if one.msgid == link)
    assert run_entraide("translate", "import", bundle, "--as-meant", row).exit_code == 1
    assert (project / FRENCH).read_text("utf-8").count("[ceci](again.md)") == 1


def test_a_name_that_no_row_has_is_told(project: Path, bundle: Path, run_entraide: Run) -> None:
    result = run_entraide("translate", "import", bundle, "--as-meant", "1/tilte")
    assert "--as-meant: “1/tilte” is no row of the file" in result.stderr
    assert SOON not in (project / FRENCH).read_text("utf-8")
