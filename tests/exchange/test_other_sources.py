"""Translators read the language that they know: that of the source, or another that is current."""

from pathlib import Path

import polib
import pytest
from lxml import etree

from support.bundles import translate_bundle
from support.commands import Run
from support.git import commit_all
from support.projects import write_site

FRENCH_FIRST = "docs/fr/account/begin.md"
ENGLISH = "docs/en/account/begin.md"
OUT = ("--output", "../refused.xlf")
GERMAN = "docs/de/account/begin.md"
FACTS = {"id": 3, "title": "Commencer", "summary": "Par où commencer.", "author": "Staff"}


@pytest.fixture
def three(project: Path, run_entraide: Run) -> Path:
    """The project with German, and an entry that was written in French first."""
    write_site(
        project,
        {
            FRENCH_FIRST: {**FACTS, "body": "Attendez 2 jours.\n\n- Lisez.\n- Écrivez.\n"},
            ENGLISH: {
                "id": 3,
                "title": "Begin",
                "summary": "Where to begin.",
                "source_revision": 1,
                "body": "Wait 2 days.\n\n- Read.\n- Write.\n",
            },
        },
    )
    assert run_entraide("locale", "add", "de").exit_code == 0
    commit_all(project)
    return project


def export(run: Run, *words: str) -> Path:
    path = Path("../de.out")
    result = run("translate", "export", "--to", "de", "--output", path, *words)
    assert result.exit_code == 0, result.output
    return path


def test_a_text_comes_through_the_language_that_is_current(three: Path, run_entraide: Run) -> None:
    path = export(run_entraide, "--from", "en", "--id", "3")
    rows = {row.msgid: row for row in polib.pofile(str(path))}
    assert list(rows) == ["Begin", "Where to begin.", "Wait 2 days.", "Read.", "Write."]
    assert rows["Read."].occurrences == [(ENGLISH, "1")]
    texts = {
        "Begin": "Anfangen",
        "Where to begin.": "Womit man anfängt.",
        "Wait 2 days.": "Warten Sie 2 Tage.",
        "Read.": "Lesen.",
        "Write.": "Schreiben.",
    }
    result = run_entraide("translate", "import", translate_bundle(path, texts))
    assert f"Written: {GERMAN} (revision new, 1, segments: 5)\n" in result.output
    text = (three / GERMAN).read_text("utf-8")
    assert "Warten Sie 2 Tage.\n\n- Lesen.\n- Schreiben.\n" in text
    again = {row.msgid: row for row in polib.pofile(str(export(run_entraide, "--id", "3")))}
    assert again["Lisez."].msgstr == "Lesen."
    assert not again["Lisez."].fuzzy


def test_the_guards_hold_to_the_text_that_was_read(three: Path, run_entraide: Run) -> None:
    path = export(run_entraide, "--from", "en", "--id", "3")
    result = run_entraide(
        *("translate", "import", translate_bundle(path, {"Wait 2 days.": "Warten Sie 3 Tage."}))
    )
    assert "lacks “2” of its source" in result.stderr
    assert not (three / GERMAN).exists()


def test_what_is_not_current_there_is_left_out_and_told(three: Path, run_entraide: Run) -> None:
    file = three / FRENCH_FIRST
    file.write_text(file.read_text("utf-8").replace("2 jours", "3 jours"), "utf-8")
    words = ("--significance", "major", "--note", "Trois jours", "--as-of", "2026-11-21")
    assert run_entraide("revise", "3", *words).exit_code == 0
    path = Path("../de.po")
    result = run_entraide(*("translate", "export", "--to", "de", "--from", "en", "--output", path))
    assert "Left out, without a current text in “en”: 1\n" in result.stderr
    assert not [row for row in polib.pofile(str(path)) if row.msgctxt.startswith("3/")]


def test_one_file_has_one_source_language(three: Path, run_entraide: Run) -> None:
    assert three
    root = etree.parse(export(run_entraide, "--from", "en", "--format", "xliff2")).getroot()
    assert (root.get("srcLang"), root.get("trgLang")) == ("en", "de")
    assert {file.get("id") for file in root} == {"de-data", "de-1", "de-2", "de-3"}
    refused = run_entraide("translate", "export", "--to", "de", "--format", "xliff2", *OUT)
    assert "one source language, these entries have en, fr. Choose one of them: --from en" in (
        refused.stderr
    )
    tree = etree.parse(export(run_entraide, "--format", "xliff"))
    assert {each.get("source-language") for each in tree.getroot()} == {"en", "fr"}


def test_a_language_that_there_is_not_is_refused(three: Path, run_entraide: Run) -> None:
    assert three
    result = run_entraide("translate", "export", "--to", "de", "--from", "es", "--output", "x")
    assert "--from: “es” is no locale here" in result.stderr
