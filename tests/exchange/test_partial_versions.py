"""A language may start small: half a translation is kept, continued, and published in the end."""

import json
from pathlib import Path

import pytest

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from support.bundles import export_bundle, read_entries, read_files, translate_bundle
from support.commands import Run

AGAIN = "docs/fr/scams/again.md"
RECORD = "docs/fr/scams/again.segments.json"
SOURCE = "docs/en/scams/again.md"
BODY = "Wait for the answer.\n\n## What then\n\nAsk [us](signs.md) again, twice.\n"


@pytest.fixture
def longer(project: Path) -> Path:
    """The project, with two paragraphs in the entry that is not translated."""
    file = project / SOURCE
    file.write_text(file.read_text("utf-8").replace("Wait.\n", BODY), "utf-8")
    return project


def translate(run_entraide: Run, words: dict[str, str], *options: str) -> str:
    file = translate_bundle(export_bundle(run_entraide, "--id", "2"), words)
    result = run_entraide("translate", "import", file, *options)
    assert result.exit_code == 0, result.output
    return result.stdout


def read_state(run_entraide: Run) -> str:
    rows = json.loads(run_entraide("status", "--format", "json").stdout)
    states = {row["id"]: row["versions"]["fr"]["state"] for row in rows}
    return str(states[2])


NAMES = {"Again": "Encore", "Twice.": "Deux fois."}
REST = {
    "Wait for the answer.": "Attendez la réponse.",
    "What then": "Et après",
    "Ask [us](signs.md) again, twice.": "Demandez-[nous](signs.md) encore, deux fois.",
}


def test_half_a_translation_is_kept_and_readers_get_the_original(
    longer: Path, run_entraide: Run
) -> None:
    said = translate(run_entraide, {**NAMES, "What then": "Et après"})
    assert said == (
        f"Written: {AGAIN} (revision new, 1, segments: 3)\n"
        "  Still to do: 2; translated: 33 %\n"
        "  A draft: readers get the original until all is translated, or you say so:\n"
        "  entraide translate publish 2 --to fr\n"
    )
    text = (longer / AGAIN).read_text("utf-8")
    assert "title: Encore\nsummary: Deux fois.\nsource_revision: 1\nstatus: draft\n" in text
    assert text.endswith("\n\n" + BODY.replace("What then", "Et après"))
    assert len(json.loads((longer / RECORD).read_text("utf-8"))["borrowed"]) == 2
    assert read_state(run_entraide) == "missing"
    assert run_entraide("check").exit_code == 0


@pytest.mark.usefixtures("longer")
def test_the_next_export_has_what_was_done_and_asks_for_the_rest(run_entraide: Run) -> None:
    translate(run_entraide, {**NAMES, "What then": "Et après"})
    found = read_entries(export_bundle(run_entraide, "--id", "2"))
    assert {source: one.msgstr for source, one in found.items() if source} == {
        **dict.fromkeys(REST, ""),
        **NAMES,
        "What then": "Et après",
    }
    assert not any(one.fuzzy for one in found.values())


def test_the_last_text_publishes_it(longer: Path, run_entraide: Run) -> None:
    translate(run_entraide, NAMES)
    said = translate(run_entraide, REST)
    assert said == f"Written: {AGAIN} (revision 1 → 1, segments: 3)\n"
    text = (longer / AGAIN).read_text("utf-8")
    assert "status" not in text
    assert "borrowed" not in (longer / RECORD).read_text("utf-8")
    assert read_state(run_entraide) == "current"


def test_an_export_that_comes_back_changes_no_draft(longer: Path, run_entraide: Run) -> None:
    translate(run_entraide, NAMES)
    before = read_files(longer)
    assert "Nothing to write" in translate(run_entraide, {})
    assert read_files(longer) == before


def test_a_writer_may_publish_what_there_is(longer: Path, run_entraide: Run) -> None:
    translate(run_entraide, {**NAMES, "What then": "Et après"})
    result = run_entraide("translate", "publish", "2", "--to", "fr")
    assert result.stdout.endswith(
        "Entry 2, fr: is published by the next build.\n"
        "  Not translated, and shown in the language of the original: 2\n"
    )
    assert "status: partial\n" in (longer / AGAIN).read_text("utf-8")
    assert read_state(run_entraide) == "partial"
    assert run_entraide("translate", "publish", "2", "--to", "fr").stderr == (
        "ID: entry 2 is no draft in “fr”. Leave it out.\n"
    )
    translate(run_entraide, REST)
    assert "status" not in (longer / AGAIN).read_text("utf-8")


def test_lists_need_a_title_and_a_summary(longer: Path, run_entraide: Run) -> None:
    translate(run_entraide, {"Again": "Encore", **REST})
    before = read_files(longer)
    result = run_entraide("translate", "publish", "2", "--to", "fr")
    assert result.stderr == (
        f"ID: entry 2 lacks its summary in “fr”. Write it in {AGAIN}, then repeat this.\n"
    )
    missing = run_entraide("translate", "publish", "1", "--to", "en")
    assert missing.exit_code == 2
    assert read_files(longer) == before


@pytest.mark.parametrize(("share", "status"), [("60 %", "partial"), ("95", "draft")])
def test_a_site_may_publish_from_a_share_of_the_words_on(
    longer: Path, run_entraide: Run, share: str, status: str
) -> None:
    (longer / "data/settings.yml").write_text(f"publish_at: {share}\n", "utf-8")
    words = {source: text for source, text in REST.items() if source.startswith(("Ask", "What"))}
    translate(run_entraide, {**NAMES, **words})
    assert f"status: {status}\n" in (longer / AGAIN).read_text("utf-8")


@pytest.mark.parametrize("share", ["0", "101", "yes", "half", "5.5"])
@pytest.mark.usefixtures("longer")
def test_another_share_is_refused(run_entraide: Run, share: str) -> None:
    Path("data/settings.yml").write_text(f"publish_at: {share}\n", "utf-8")
    said = run_entraide("check").stderr
    assert "data/settings.yml:1: publish_at is " in said
    assert "Write a whole number of percent from 1 to 100" in said


def test_a_draft_started_by_hand_lacks_what_says_the_same_as_the_source(
    longer: Path, run_entraide: Run
) -> None:
    matter = "id: 2\ntitle: Encore\nsummary: Deux fois.\nsource_revision: 1\nstatus: draft\n"
    text = f"---\n{matter}updated: 2026-11-20\n---\n\n{BODY.replace('What then', 'Et après')}"
    (longer / AGAIN).write_text(text, "utf-8")
    found = read_entries(export_bundle(run_entraide, "--id", "2"))
    assert [source for source, one in found.items() if source and not one.msgstr] == [
        "Wait for the answer.",
        "Ask [us](signs.md) again, twice.",
    ]
    assert read_state(run_entraide) == "missing"


def test_what_a_writer_translates_in_the_file_is_done(longer: Path, run_entraide: Run) -> None:
    translate(run_entraide, NAMES)
    file = longer / AGAIN
    file.write_text(file.read_text("utf-8").replace("What then", "Et après"), "utf-8")
    found = read_entries(export_bundle(run_entraide, "--id", "2"))
    assert found["What then"].msgstr == "Et après"
    assert not found["Wait for the answer."].msgstr


def test_a_source_that_moves_on_leaves_the_draft_what_was_done(
    longer: Path, run_entraide: Run
) -> None:
    translate(run_entraide, {**NAMES, "What then": "Et après"})
    file = longer / SOURCE
    file.write_text(file.read_text("utf-8").replace("the answer", "our answer"), "utf-8")
    words = ("--significance", "major", "--note", "Ours", "--as-of", "2026-11-21")
    assert run_entraide("revise", "2", *words).exit_code == 0
    found = read_entries(export_bundle(run_entraide, "--id", "2"))
    assert found["What then"].msgstr == "Et après"
    assert not found["Wait for our answer."].msgstr


def test_a_mistake_in_a_draft_is_told_at_its_row(longer: Path, run_entraide: Run) -> None:
    words = {**NAMES, "What then": "La main courante"}
    file = translate_bundle(export_bundle(run_entraide, "--id", "2"), words)
    before = read_files(longer)
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 1
    line = read_entries(file)["What then"].linenum
    assert f"{file}:{line}: " in result.stderr
    assert "main courante" in result.stderr
    assert read_files(longer) == before


@pytest.mark.usefixtures("longer")
def test_what_waits_says_that_a_draft_is_there(run_entraide: Run) -> None:
    translate(run_entraide, NAMES)
    said = run_entraide("translate", "status", "--to", "fr").stdout
    assert [line.split()[:3] for line in said.split("\n") if line.startswith("2 ")] == [
        ["2", "draft", "10"]
    ]


def test_what_is_borrowed_is_written_in_one_order(longer: Path, run_entraide: Run) -> None:
    translate(run_entraide, NAMES)
    rows = json.loads((longer / RECORD).read_text("utf-8"))["borrowed"]
    reading = read_site(read_settings(longer / "mkdocs.yml"))
    assert reading.site.entries[2].localised["fr"].borrowed == tuple(sorted(rows))
