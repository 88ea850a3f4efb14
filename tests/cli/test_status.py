"""`entraide status`: a table to read and a list for programs, both from the same rows."""

import json
from pathlib import Path

import pytest

from entraide.cli.tables import measure_width
from support.commands import Run

TABLE = """\
Id  Title                     Rev.  Updated     Status     en       fr
7   I lost my password        2     2026-11-01  published  source   current
12  On me demande une avance  1     2026-11-03  draft      missing  source

Entries: 2
en: 1 source, 1 missing
fr: 1 source, 1 current
"""


def test_the_table_shows_every_version_and_the_totals(project: Path, run_entraide: Run) -> None:
    assert project
    assert run_entraide("status").output == TABLE


def test_json_has_the_same_rows_for_programs(project: Path, run_entraide: Run) -> None:
    assert project
    first, second = json.loads(run_entraide("status", "--format", "json").stdout)
    assert first == {
        "id": 7,
        "title": "I lost my password",
        "category": "account",
        "status": "published",
        "revision": 2,
        "updated": "2026-11-01",
        "source_locale": "en",
        "versions": {
            "en": {
                "state": "source",
                "source_revision": None,
                "path": "docs/en/account/lost-password.md",
            },
            "fr": {
                "state": "current",
                "source_revision": 2,
                "path": "docs/fr/account/lost-password.md",
            },
        },
    }
    assert second["versions"]["en"] == {"state": "missing", "source_revision": None, "path": None}


def test_what_is_missing_and_has_an_open_proposal_is_proposed(
    project: Path, run_entraide: Run
) -> None:
    rows = '[{"entry": 12, "locale": "en", "open": 1, "accepted": 0}]'
    (project / "data/proposals.json").write_text(rows)
    assert "en: 1 source, 1 proposed" in run_entraide("status").output
    assert "avance" in run_entraide("status", "--state", "proposed").output
    assert "avance" not in run_entraide("status", "--state", "missing").output


def test_only_the_asked_states_and_locales_are_shown(project: Path, run_entraide: Run) -> None:
    assert project
    assert "lost" not in run_entraide("status", "--state", "missing").output
    assert "missing" not in run_entraide("status", "--locale", "fr").output
    none = run_entraide("status", "--locale", "fr", "--state", "missing")
    assert none.output == "No entry fits.\n"
    none = run_entraide("status", "--state", "misleading", "--format", "json")
    assert json.loads(none.stdout) == []


def test_an_unknown_locale_is_refused_with_the_known_ones(project: Path, run_entraide: Run) -> None:
    assert project
    result = run_entraide("status", "--locale", "ft")
    assert result.exit_code == 2
    assert result.stderr == "--locale: “ft” is no locale here. Known: en, fr.\n"


def test_long_and_wide_titles_keep_the_table_within_100_columns(
    project: Path, run_entraide: Run
) -> None:
    for number, title in ((20, "long " * 40), (21, "困" * 60), (22, "e\u0301" * 30)):
        path = project / f"docs/en/scams/n{number}.md"
        path.parent.mkdir(exist_ok=True)
        head = f"---\nid: {number}\ntitle: {title}\nsummary: S\nauthor: A\nstatus: draft\n"
        path.write_text(f"{head}revision: 1\nupdated: 2026-11-03\n---\n", encoding="utf-8")
    lines = run_entraide("status").output.splitlines()[1:6]
    assert all(measure_width(line) <= 100 for line in lines)
    assert len({measure_width(line[: line.index("  2026")]) for line in lines}) == 1
    assert [line.count("…") for line in lines] == [0, 0, 1, 1, 0]


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("困る", 4), ("\u200b", 0)]
)
def test_a_width_is_counted_in_columns(text: str, width: int) -> None:
    assert measure_width(text) == width


def test_files_with_mistakes_are_mentioned_beside_the_table(
    project: Path, run_entraide: Run
) -> None:
    (project / "docs/fr/scams/avance.md").write_text("no front matter")
    result = run_entraide("status")
    assert result.exit_code == 0
    assert "avance" not in result.stdout
    assert result.stderr == "Mistakes: 1; some entries may be left out. Run: entraide check\n"


def test_readability_lists_every_version_the_hardest_first(
    project: Path, run_entraide: Run
) -> None:
    hard = "Administrative organisations systematically necessitate documentation.\n"
    file = project / "docs/en/account/lost-password.md"
    file.write_text(file.read_text().replace("Ask for a new one.\n", hard))
    result = run_entraide("status", "--readability")
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["Id", "Locale", "Score", "Words", "File"]
    assert lines[1].split()[-3:] == ["hard,", "short", "docs/en/account/lost-password.md"]
    assert [line.split()[1] for line in lines[1:4]] == ["en", "fr", "fr"]
    assert lines[-1] == "Wanted: en 60, fr 55 or more, in 150 to 600 words."


def test_readability_as_json_says_what_is_wanted(project: Path, run_entraide: Run) -> None:
    assert project
    words = ("status", "--readability", "--locale", "en", "--format", "json")
    assert json.loads(run_entraide(*words).stdout) == [
        {
            "id": 7,
            "locale": "en",
            "path": "docs/en/account/lost-password.md",
            "title": "I lost my password",
            "score": 117,
            "wanted": 60,
            "words": 5,
            "hard": False,
            "fits": False,
            "short": True,
        }
    ]


def test_readability_says_where_a_language_has_no_score(project: Path, run_entraide: Run) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("locale: fr", "locale: de"))
    (project / "docs/fr").rename(project / "docs/de")
    for name in ("categories", "tags"):
        file = project / f"data/{name}.yml"
        file.write_text(file.read_text().replace("fr:", "de:"))
    lines = run_entraide("status", "--readability").stdout.splitlines()
    assert lines[3].split()[:4] == ["12", "de", "none", "3"]
    assert lines[-1] == "de: no score, there is no formula for its language here."
