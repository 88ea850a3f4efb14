"""`entraide translate status`: what waits in each locale, the most harmful first."""

import json
from datetime import date
from pathlib import Path

import pytest

from support.commands import Run
from support.projects import write_site


def make_changes(significance: str) -> dict[str, object]:
    row = {
        "revision": 2,
        "date": date(2026, 11, 1),
        "significance": significance,
        "note": "Changed",
    }
    return {"revision": 2, "changes": [row]}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five entries: current, outdated, two of them misleading, missing."""
    files: dict[str, object] = {}
    facts: dict[str, dict[str, object]] = {
        "current": {},
        "outdated": make_changes("medium"),
        "misleading": make_changes("major"),
        "voted": make_changes("major"),
        "missing": {},
    }
    for number, (name, keys) in enumerate(facts.items(), 1):
        title = f"Title {number}"
        files[f"docs/en/scams/{name}.md"] = {"id": number, "title": title, **keys}
        if name != "missing":
            files[f"docs/fr/scams/{name}.md"] = {"id": number, "source_revision": 1}
    votes = {"1": 0, "2": 0, "3": 0, "4": 0, "5": 7}
    files["data/ratings.json"] = json.dumps(
        [{"entry": 4, "locale": "fr", "revision": 1, "five": votes}]
    )
    monkeypatch.chdir(write_site(tmp_path, files))  # type: ignore[arg-type]
    return tmp_path


def test_misleading_comes_first_and_within_a_state_what_has_votes(
    site: Path, run_entraide: Run
) -> None:
    assert site
    result = run_entraide("translate", "status", "--to", "fr")
    assert result.stdout == (
        "fr, Français: 1 of 5 entries from other locales are current (20 %); words to do: 28\n"
        "  Texts of data/: 8 of 8 are translated\n"
        "Id  State       Words  Votes  Title\n"
        "4   misleading  7      7      Title 4\n"
        "3   misleading  7      0      Title 3\n"
        "5   missing     7      0      Title 5\n"
        "2   outdated    7      0      Title 2\n"
    )
    assert result.stderr.startswith("There is no git history here")


def test_texts_of_data_are_counted_too(site: Path, run_entraide: Run) -> None:
    rows = '- id: one\n  label: {en: One tag, fr: ""}\n  description: {en: First, fr: Premier}\n'
    (site / "data/tags.yml").write_text(rows, "utf-8")
    assert " are translated; words to do: 2\n" in run_entraide("translate", "status").stdout
    told = json.loads(run_entraide("translate", "status", "--format", "json").stdout)["locales"]
    counts = [(each.get("labels", 0), each.get("labels_waiting", 0)) for each in told]
    assert counts[0] == (0, 0)
    assert counts[1][1] == 1
    assert told[1]["label_words"] == 2


def test_json_says_the_same_to_programs(site: Path, run_entraide: Run) -> None:
    assert site
    told = json.loads(run_entraide("translate", "status", "--format", "json").stdout)
    english, french = told["locales"]
    assert english == {
        "locale": "en",
        "entries": 0,
        "current": 0,
        "percent": 100,
        "words": 0,
        "waiting": [],
    }
    assert (french["percent"], french["words"]) == (20, 28)
    assert french["waiting"][0] == {
        "id": 4,
        "title": "Title 4",
        "sensitive": False,
        "state": "misleading",
        "words": 7,
        "votes": 7,
        "proposals": 0,
        "path": "docs/en/scams/voted.md",
    }


def propose(site: Path) -> None:
    rows = [{"entry": 5, "locale": "fr", "open": 2, "accepted": 0}]
    (site / "data/proposals.json").write_text(json.dumps(rows))


def test_what_has_been_proposed_waits_for_staff_and_comes_last(
    site: Path, run_entraide: Run
) -> None:
    propose(site)
    last = run_entraide("translate", "status", "--to", "fr").stdout.splitlines()[-1]
    assert last == "5   proposed    7      0      Title 5"
    told = json.loads(run_entraide("translate", "status", "--to", "fr", "--format", "json").stdout)
    (french,) = told["locales"]
    assert [row["proposals"] for row in french["waiting"]] == [0, 0, 0, 2]


def test_what_has_been_proposed_is_exported_when_it_is_asked_for(
    site: Path, run_entraide: Run
) -> None:
    propose(site)
    words = ("translate", "export", "--to", "fr", "--output", "-", "--state")
    assert 'msgid "Title 5"' in run_entraide(*words, "proposed").stdout
    assert "no entry fits" in run_entraide(*words, "missing").stderr


def test_an_unknown_locale_is_refused(site: Path, run_entraide: Run) -> None:
    assert site
    result = run_entraide("translate", "status", "--to", "de")
    assert result.exit_code == 2
    assert result.stderr == "--to: “de” is no locale here. Known: en, fr.\n"


def test_an_entry_with_mistakes_is_left_out_and_that_is_said(site: Path, run_entraide: Run) -> None:
    file = site / "docs/en/scams/voted.md"
    file.write_text(file.read_text().replace("significance: major", "significance: huge"))
    result = run_entraide("translate", "status", "--to", "fr")
    assert "1 of 4 entries" in result.stdout
    assert result.stderr.startswith("Mistakes: 1; some entries may be left out.")
