"""`entraide channels` lists what a person must open, the greatest risk first."""

import json
from pathlib import Path

from support.commands import Run

DAY = "2026-11-21"
WORDS = "purpose: {en: A, fr: B}\n  not_for: {en: C, fr: D}"


def test_the_list_begins_with_the_greatest_risk(project: Path, run_entraide: Run) -> None:
    facts = {
        "copy-crisis": ("support", "stored copy", "2020-01-01"),
        "other": ("scams", "secondary", "2019-01-01"),
        "crisis-new": ("support", "secondary", "2024-01-01"),
        "crisis-undated": ("support", "secondary", ""),
        "own": ("danger", "own page", "2026-01-01"),
    }
    rows = [
        f"- id: fr-{name}\n  country: FR\n  topics: [{topic}]\n  name: {{en: A, fr: B}}\n"
        f"  {WORDS}\n  url: https://{name}.example\n  known: {known}\n"
        + (f"  seen_on: {day}\n" if day else "")
        + ("  seen_by: Ada\n" if known == "own page" else "")
        + "  sources: [a, b]\n  status: published\n  review_by: 2027-05-01\n"
        for name, (topic, known, day) in facts.items()
    ]
    folder = project / "data/channels"
    folder.mkdir()
    (folder / "fr.yml").write_text("".join(rows), encoding="utf-8")
    output = run_entraide("channels", "--country", "FR", "--format", "json", "--as-of", DAY).stdout
    assert [row["id"] for row in json.loads(output)] == [
        "fr-crisis-undated",
        "fr-crisis-new",
        "fr-other",
        "fr-copy-crisis",
        "fr-own",
    ]
