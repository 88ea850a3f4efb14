"""Upkeep: what staff should look after, in one line for everybody and whole for staff."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from entraide.content.checks.project import Project
from entraide.content.checks.upkeep import find_upkeep, summarize_upkeep
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from support.projects import BASE, format_flow, write_site

Record = Mapping[str, object]
DAY = date(2026, 11, 21)


def make_project(root: Path, *records: Record, expires: str = "no") -> Project:
    rows = "".join(
        f"- {format_flow({'id': f'fr-{number}', 'country': 'FR', **FACTS, **record})}\n"
        for number, record in enumerate(records)
    )
    platform = BASE["data/platform.yml"].replace("expires: no", f"expires: {expires}")
    files = {"data/channels/fr.yml": rows, "data/topics.yml": TOPICS, "data/platform.yml": platform}
    write_site(root, files if records else {"data/platform.yml": platform})
    return Project(read_site(read_settings(root / "mkdocs.yml")), DAY)


TOPICS = "- {id: danger, label: {en: D, fr: D}, description: {en: D, fr: D}}\n"
FACTS: Record = {
    "topics": ["danger"],
    **{name: {"en": "A", "fr": "B"} for name in ("name", "purpose", "not_for")},
    "phone": "3018",
    "known": "own page",
    "seen_on": date(2026, 6, 1),
    "seen_by": "Ada",
    "sources": ["a.example"],
    "status": "published",
    "review_by": date(2027, 6, 1),
}
EXPIRED: Record = {"review_by": date(2026, 11, 20)}
DUE: Record = {"review_by": date(2026, 12, 1)}
UNVERIFIED: Record = {"status": "unverified"}
PART: Record = {"unverified": {"hours": "all day"}}
COPY: Record = {"known": "stored copy", "seen_by": None, "sources": ["a", "b"]}
ONE: Record = {**COPY, "sources": ["a"]}


@pytest.mark.parametrize(
    ("records", "line"),
    [
        ([], ""),
        ([{}], ""),
        ([EXPIRED], "1 service needs a look (1 expired): see “entraide channels”."),
        (
            [{}, PART, UNVERIFIED, UNVERIFIED, DUE, EXPIRED, {**EXPIRED, **PART}, COPY, ONE],
            (
                "8 services need a look (2 expired, 1 due, 2 unverified, 1 from one source, "
                "1 unverified in part, 1 never opened): see “entraide channels”."
            ),
        ),
    ],
)
def test_services_are_counted_once_by_what_is_most_urgent(
    records: list[Record], line: str, tmp_path: Path
) -> None:
    assert summarize_upkeep(make_project(tmp_path, *records)) == line


@pytest.mark.parametrize(
    ("day", "what"),
    [
        ("2026-11-20", "security.txt expired on 2026-11-20"),
        ("2026-11-21", "security.txt expires on 2026-11-21"),
        ("2026-12-21", "security.txt expires on 2026-12-21"),
        ("2026-12-22", ""),
    ],
)
def test_a_security_txt_is_reported_30_days_ahead(day: str, what: str, tmp_path: Path) -> None:
    read = make_project(tmp_path, expires=day)
    assert summarize_upkeep(read) == (f"{what}: see “entraide channels”." if what else "")
    cure = "See that its address is still read, and write a day less than a year ahead"
    needs = [(need.path, need.line, need.message, need.cure) for need in find_upkeep(read)]
    assert needs == ([("data/platform.yml", 11, what, cure)] if what else [])


def test_services_and_security_txt_are_summarized_in_one_line(tmp_path: Path) -> None:
    assert summarize_upkeep(make_project(tmp_path, DUE, expires="2026-12-01")) == (
        "1 service needs a look (1 due); security.txt expires on 2026-12-01: "
        "see “entraide channels”."
    )
