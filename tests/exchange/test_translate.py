"""Texts go out to translators and come back: `entraide translate export` and `import`."""

from pathlib import Path

import polib
import pytest

from support.bundles import (
    FRENCH,
    RECORD,
    Revise,
    export_bundle,
    read_entries,
    read_files,
    translate_bundle,
)
from support.commands import Run


@pytest.mark.parametrize("shape", ["po", "xliff", "xliff2"])
def test_an_export_imported_unchanged_leaves_every_file_as_it_was(
    project: Path, run_entraide: Run, revise: Revise, shape: str
) -> None:
    revise("1. Stop.", "1. Stop now.\n2. Sit.")
    before = read_files(project)
    file = export_bundle(run_entraide, "--format", shape, name="fr.xlf")
    result = run_entraide("translate", "import", file)
    assert result.output.startswith("Nothing to write: the file changes no text.\n")
    assert read_files(project) == before


@pytest.mark.usefixtures("project")
def test_an_entry_is_named_by_its_number_or_its_address(run_entraide: Run) -> None:
    by_number = read_entries(export_bundle(run_entraide, "--id", "1"))
    assert by_number
    assert read_entries(export_bundle(run_entraide, "--id", FRENCH)) == by_number


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("name", "begin"),
    [("fr.xlf", b"<?xml"), ("fr.CSV", b"Name,"), ("fr.xlsx", b"PK"), ("fr.txt", b"msgid")],
)
def test_the_end_of_the_name_says_the_format(name: str, begin: bytes, run_entraide: Run) -> None:
    written = export_bundle(run_entraide, name=name).read_bytes()
    assert begin in written[:400]


def test_one_changed_step_is_the_one_fuzzy_segment_with_what_it_said(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Stop.", "Stop now.")
    found = polib.pofile(str(export_bundle(run_entraide, "--id", "1")))
    fuzzy = [one for one in found if one.fuzzy]
    assert [(one.msgid, one.msgstr, one.previous_msgid) for one in fuzzy] == [
        ("Stop now.", "Arrêtez.", "Stop.")
    ]
    assert fuzzy[0].comment.splitlines() == [
        "Entry 1, revision 2",
        "List item, under “What to do”",
    ]
    (path, line), *_ = fuzzy[0].occurrences
    assert (project / path).read_text("utf-8").splitlines()[int(line) - 1] == "1. Stop now."
    assert "{{platform.name}}" not in {one.msgid for one in found}


def test_that_step_translated_makes_the_version_current_and_changes_nothing_else(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Stop.", "Stop now.")
    before = (project / FRENCH).read_text("utf-8")
    file = translate_bundle(export_bundle(run_entraide), {"Stop now.": "Arrêtez tout."})
    result = run_entraide("translate", "import", file, "--translator", "Camille")
    assert f"Written: {FRENCH} (revision 1 → 2, segments: 1)" in result.output
    expected = before.replace("Arrêtez.", "Arrêtez tout.").replace("2026-11-01", "2026-11-21")
    expected = expected.replace("source_revision: 1", "source_revision: 2")
    expected = expected.replace("escroc]\n", "escroc]\ntranslator: Camille\n")
    assert (project / FRENCH).read_text("utf-8") == expected
    assert '"source_revision": 2' in (project / RECORD).read_text("utf-8")
    assert "fr, Français: 1 of 2" in run_entraide("translate", "status", "--to", "fr").output
    assert run_entraide("check").exit_code == 0


def test_what_is_agreed_to_without_a_change_counts_as_done(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Stop.", "Stop!")
    before = (project / FRENCH).read_text("utf-8")
    run_entraide(
        "translate",
        "import",
        translate_bundle(export_bundle(run_entraide), {"Stop!": "Arrêtez."}),
    )
    after = (project / FRENCH).read_text("utf-8")
    assert after.splitlines()[-20:] == before.splitlines()[-20:]
    assert "source_revision: 2" in after


def test_a_step_that_is_new_and_one_that_is_gone_find_their_places(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("1. Stop.\n2. Wait 2 days.", "1. Sit down.\n2. Stop.")
    file = export_bundle(run_entraide, "--id", "1")
    gone = next(one for one in polib.pofile(str(file)) if "no longer has this text" in one.comment)
    assert gone.fuzzy
    assert "“Wait 2 days.”" in gone.comment
    texts = {"Sit down.": "Asseyez-vous.", gone.msgid: gone.msgstr}
    run_entraide("translate", "import", translate_bundle(file, texts))
    text = (project / FRENCH).read_text("utf-8")
    assert "1.  Asseyez-vous.\n2.  Arrêtez.\n\n{{platform.name}}\n" in text
    assert "| :-- | --- |" in text
    assert "source_revision: 2" in text


def test_what_changed_without_words_is_asked_to_be_agreed_to(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("{{platform.name}}\n", "{{platform.address}}\n\n{{platform.name}}\n")
    found = polib.pofile(str(export_bundle(run_entraide, "--id", "1")))
    texts = {one.msgid: one.msgstr for one in found if one.fuzzy}
    assert texts == {"{{platform.address}}": "{{platform.address}}"}
    run_entraide("translate", "import", translate_bundle(export_bundle(run_entraide), texts))
    text = (project / FRENCH).read_text("utf-8")
    assert "jours.\n\n{{platform.address}}\n\n{{platform.name}}\n" in text
    assert "source_revision: 2" in text


def test_a_revision_that_changed_no_text_is_asked_to_be_agreed_to(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("author: Staff", "author: Safety team")
    found = polib.pofile(str(export_bundle(run_entraide, "--id", "1")))
    (title,) = (one for one in found if one.fuzzy)
    assert "something else in it has changed" in title.comment
    texts = {title.msgid: title.msgstr}
    run_entraide("translate", "import", translate_bundle(export_bundle(run_entraide), texts))
    assert "source_revision: 2" in (project / FRENCH).read_text("utf-8")


def test_translated_units_are_imported_and_untranslated_ones_stay_outdated(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Stop.\n2. Wait 2 days.", "Stop now.\n2. Wait 3 days.")
    file = translate_bundle(
        export_bundle(run_entraide, "--id", "1"), {"Stop now.": "Arrêtez tout."}
    )
    result = run_entraide("translate", "import", file)
    assert "Still to do: 1; source_revision stays" in result.output
    text = (project / FRENCH).read_text("utf-8")
    assert "source_revision: 1" in text
    assert "Arrêtez tout." in text
    again = polib.pofile(str(export_bundle(run_entraide, "--id", "1")))
    fuzzy = [one for one in again if one.fuzzy]
    assert [(one.msgid, one.previous_msgid) for one in fuzzy] == [("Wait 3 days.", "Wait 2 days.")]


def test_half_of_the_work_without_git_is_remembered_by_the_record(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Stop.\n2. Wait 2 days.", "Stop now.\n2. Wait 3 days.")
    file = translate_bundle(
        export_bundle(run_entraide, "--id", "1"), {"Stop now.": "Arrêtez tout."}
    )
    run_entraide("translate", "import", file)
    (project / ".git").rename(project / "no-git")
    found = polib.pofile(str(export_bundle(run_entraide, "--id", "1")))
    assert [one.msgid for one in found if one.fuzzy] == ["Wait 3 days."]


def test_without_git_all_of_what_is_behind_is_taken_for_changed_and_said(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Stop.", "Stop now.")
    (project / ".git").rename(project / "no-git")
    result = run_entraide("translate", "export", "--to", "fr", "--id", "1", "--output", "../fr.po")
    assert "There is no git history here" in result.output
    translated = [one for one in polib.pofile("../fr.po") if one.msgstr]
    assert translated
    assert all(one.fuzzy for one in translated)


def test_a_version_that_is_missing_is_made_when_all_of_it_is_done(
    project: Path, run_entraide: Run
) -> None:
    file = export_bundle(run_entraide, "--state", "missing")
    words = {"Again": "Encore", "Twice.": "Deux.", "Wait.": "Attendez."}
    run_entraide("translate", "import", translate_bundle(file, words))
    assert (project / "docs/fr/scams/again.md").read_text("utf-8") == (
        "---\nid: 2\ntitle: Encore\nsummary: Deux.\nsource_revision: 1\n"
        "updated: 2026-11-21\n---\n\nAttendez.\n"
    )
    assert run_entraide("check").exit_code == 0


def test_what_two_languages_build_otherwise_is_one_unit(project: Path, run_entraide: Run) -> None:
    path = project / FRENCH
    path.write_text(path.read_text("utf-8").replace("1.  Arrêtez.\n2.  ", "Arrêtez. "), "utf-8")
    source = "1. Stop.\n2. Wait 2 days.\n\n{{platform.name}}"
    file = export_bundle(run_entraide)
    assert read_entries(file)[source].msgstr == "Arrêtez. Attendez 2 jours.\n\n{{platform.name}}"
    text = "1. Arrêtez.\n2. Attendez 2 jours.\n\n{{platform.name}}"
    run_entraide("translate", "import", translate_bundle(file, {source: text}))
    assert f"## Que faire\n\n{text}\n\n## Qui aide\n" in path.read_text("utf-8")


def test_a_catalogue_of_an_older_revision_brings_the_version_to_that_revision(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Stop.", "Stop now.")
    file = translate_bundle(
        export_bundle(run_entraide, "--id", "1"), {"Stop now.": "Arrêtez tout."}
    )
    revise("A report", "A complaint")
    result = run_entraide("translate", "import", file)
    assert "entry 1 has moved on: this is of revision 2, the source is at 3" in result.stderr
    assert "source_revision: 2" in (project / FRENCH).read_text("utf-8")
    found = polib.pofile(str(export_bundle(run_entraide, "--id", "1")))
    assert [one.msgid for one in found if one.fuzzy] == ["A complaint"]


def test_without_git_an_older_catalogue_brings_what_has_not_moved(
    project: Path, run_entraide: Run, revise: Revise
) -> None:
    revise("Stop.\n2. Wait 2", "Stop now.\n2. Wait 3")
    texts = {"Stop now.": "Arrêtez tout.", "Wait 3 days.": "Attendez 3 jours."}
    file = translate_bundle(export_bundle(run_entraide, "--id", "1"), texts)
    revise("Stop now.", "Stop there.")
    (project / ".git").rename(project / "no-git")
    result = run_entraide("translate", "import", file)
    assert "is of a text that has changed since: “Stop now.”" in result.stderr
    text = (project / FRENCH).read_text("utf-8")
    assert "source_revision: 1" in text
    assert "Attendez 3 jours." in text
    assert "1.  Arrêtez.\n" in text


def test_a_version_with_other_line_ends_keeps_them(project: Path, run_entraide: Run) -> None:
    path = project / FRENCH
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    run_entraide(
        "translate",
        "import",
        translate_bundle(export_bundle(run_entraide), {"Stop.": "Cessez."}),
    )
    raw = path.read_bytes()
    assert b"1.  Cessez.\r\n" in raw
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_a_link_to_a_heading_holds_when_its_page_is_translated(
    project: Path, run_entraide: Run
) -> None:
    other = project / FRENCH
    other.write_text(other.read_text("utf-8").replace("(again.md)", "(again.md#rest)"), "utf-8")
    source = project / "docs/en/scams/again.md"
    source.write_text(source.read_text("utf-8").replace("Wait.", "## Rest\n\nWait."), "utf-8")
    words = {"Again": "Encore", "Twice.": "Deux fois.", "Rest": "Repos", "Wait.": "Attendez."}
    result = run_entraide(
        "translate",
        "import",
        translate_bundle(export_bundle(run_entraide, "--id", "2"), words),
    )
    assert result.exit_code == 0, result.output
    assert (project / "docs/fr/scams/again.md").is_file()
    assert "A build would stop here." not in result.stderr
    assert "#rest" not in run_entraide("check").output
