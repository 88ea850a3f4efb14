"""`entraide locale source`: a translation becomes the source, and nothing is lost."""

from datetime import date
from pathlib import Path

import pytest

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from support.commands import Run

ENGLISH = "docs/en/account/lost-password.md"
FRENCH = "docs/fr/account/lost-password.md"


def read_all(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def site(project: Path) -> Path:
    """The project, whose entry 7 is translated whole, by somebody who is named."""
    file = project / FRENCH
    text = file.read_text("utf-8")
    text = text.replace("source_revision: 2", "source_revision: 2\ntranslator: Camille R.")
    if "notes:" not in text:
        text = text.replace("translator:", 'notes: {2: "Le bouton a bougé"}\ntranslator:')
    file.write_text(text, "utf-8")
    return project


def test_the_translation_becomes_the_source_with_the_facts_of_the_entry(
    site: Path, run_entraide: Run
) -> None:
    before = read_site(read_settings(site / "mkdocs.yml")).site.entries[7]
    result = run_entraide("locale", "source", "7", "fr")
    assert result.output.splitlines() == [f"Written: {FRENCH}", f"Written: {ENGLISH}"]
    reading = read_site(read_settings(site / "mkdocs.yml"))
    assert [problem for problem in reading.problems if "lost-password" in problem.path] == []
    after = reading.site.entries[7]
    assert (after.source.locale, after.revision, after.status) == ("fr", 2, before.status)
    assert (after.author, after.moved_from) == (before.author, before.moved_from)
    assert after.source.title == before.localised["fr"].title
    assert after.source.body == before.localised["fr"].body
    assert after.changes[0].note == before.localised["fr"].notes[2]
    english = after.localised["en"]
    assert (english.title, english.body, english.revision) == (
        before.source.title,
        before.source.body,
        2,
    )
    assert (english.updated, english.notes) == (date(2026, 11, 1), {2: "The button has moved"})


def test_comments_and_the_name_of_the_translator_stay(site: Path, run_entraide: Run) -> None:
    run_entraide("locale", "source", "7", "fr")
    assert "# see the log\n" in (site / ENGLISH).read_text("utf-8")
    assert "# translator: Camille R.\n" in (site / FRENCH).read_text("utf-8")


@pytest.mark.parametrize("word", ["7", "account/lost-password"])
def test_a_trial_changes_nothing(site: Path, run_entraide: Run, word: str) -> None:
    before = read_all(site)
    result = run_entraide("locale", "source", word, "fr", "--dry-run")
    assert f"Would write: {FRENCH}" in result.output
    assert read_all(site) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("7", "de"), "CODE: “de” is no locale here."),
        (("fr",), "ID: one entry or all of them. Give its number or address, or --all."),
        (("99", "fr"), "ID: there is no entry “99”."),
        (("--all", "fr"), "is not translated into “fr”. Translate it first."),
    ],
)
def test_what_cannot_be_done_is_refused_whole(
    site: Path, run_entraide: Run, arguments: tuple[str, ...], said: str
) -> None:
    other = (site / ENGLISH).read_text("utf-8").replace("id: 7", "id: 30")
    other = other.replace("moved_from: [account/password]\n", "")
    (site / ENGLISH).with_name("new-phone.md").write_text(other, "utf-8")
    before = read_all(site)
    result = run_entraide("locale", "source", *arguments)
    assert result.exit_code != 0
    assert said in result.stderr
    assert read_all(site) == before


def test_what_a_third_language_borrows_keeps_its_source(site: Path, run_entraide: Run) -> None:
    assert run_entraide("locale", "add", "de").exit_code == 0
    german = site / ENGLISH.replace("/en/", "/de/")
    german.parent.mkdir(parents=True, exist_ok=True)
    body = (site / ENGLISH).read_text("utf-8").split("---\n")[2]
    matter = "id: 7\ntitle: Passwort\nsummary: Neu.\nsource_revision: 2\nstatus: draft\n"
    german.write_text(f"---\n{matter}updated: 2026-11-01\n---\n{body}", "utf-8")
    before = read_all(site)
    result = run_entraide("locale", "source", "7", "fr")
    assert "docs/de/account/lost-password.md" in result.stderr
    assert "Finish it first, or remove its file" in result.stderr
    assert read_all(site) == before


def test_a_translation_that_is_behind_stays_one(site: Path, run_entraide: Run) -> None:
    file = site / FRENCH
    text = file.read_text("utf-8").replace("source_revision: 2", "source_revision: 1")
    file.write_text(text, "utf-8")
    result = run_entraide("locale", "source", "7", "fr")
    assert result.exit_code == 1
    assert "is misleading. Bring it up to date first." in result.stderr
