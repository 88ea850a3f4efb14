"""`data/ratings.json`: written and read back, and what is said of a broken one."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.checks import CHECKS, SLOW_CHECKS, check_project
from entraide.content.data.ratings import RatingRows, format_ratings, read_ratings
from entraide.content.field_types import build_schema
from entraide.content.reader import read_site
from entraide.content.settings import Settings, read_settings
from entraide.errors import Problem, ProblemLog, select_errors
from entraide.model.rating import SCALES, Ratings, Tally
from support.json_schema import make_validator
from support.projects import BASE

FIVE = {"1": 0, "2": 0, "3": 1, "4": 2, "5": 2}
ENTRY = """\
---
id: 1
title: Signs of a scam
summary: How to spot one.
author: Staff
status: published
revision: 1
updated: 2026-11-01
---

Text.
"""
TALLIES = st.builds(
    lambda scale, votes, **key: Tally(
        scale=scale, votes=tuple(votes[: len(SCALES[scale].names)]), **key
    ),
    entry=st.integers(1, 50),
    locale=st.sampled_from(["en", "fr", "pt_BR"]),
    revision=st.integers(1, 9),
    scale=st.sampled_from(sorted(SCALES)),
    votes=st.lists(st.integers(0, 10**9), min_size=5, max_size=5),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a project with entry 1, in English."""
    for name, text in {**BASE, "docs/en/scams/signs.md": ENTRY}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_settings(tmp_path / "mkdocs.yml")


@pytest.fixture
def list_problems(settings: Settings) -> Callable[[str], list[Problem]]:
    """`list_problems(text)`: what `entraide check` says with `text` as data/ratings.json."""

    def check(text: str) -> list[Problem]:
        (settings.data / "ratings.json").write_text(text, encoding="utf-8")
        found = check_project(read_site(settings), date(2026, 11, 21), checks=CHECKS + SLOW_CHECKS)
        return [problem for problem in found if problem.path == "data/ratings.json"]

    return check


def make_row(**facts: Any) -> dict[str, Any]:
    return {"entry": 1, "locale": "en", "revision": 1, "five": FIVE} | facts


def format_rows(*rows: dict[str, Any]) -> str:
    return "[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n"


def test_without_the_file_there_are_no_ratings(settings: Settings) -> None:
    helpful = settings.model_copy(update={"rating": "helpful"})
    assert read_ratings(helpful, log := ProblemLog()) == Ratings("helpful")
    assert not log


@given(st.lists(TALLIES, unique_by=lambda tally: (tally.entry, tally.locale, tally.revision)))
def test_what_is_written_is_valid_sorted_and_reads_back_the_same(tallies: list[Tally]) -> None:
    text = format_ratings(tallies)
    rows = json.loads(text)
    make_validator(build_schema(RatingRows)).validate(rows)
    keys = [(each["entry"], each["locale"], each["revision"]) for each in rows]
    assert keys == sorted(keys)
    assert format_ratings(reversed(tallies)) == text
    assert len(text.splitlines()) == (len(rows) + 2 if rows else 1), "a row a line"


def test_what_is_written_reads_back_the_same(settings: Settings) -> None:
    tallies = (
        Tally(1, "en", 1, "five", (0, 0, 1, 2, 2)),
        Tally(1, "en", 1, "helpful", (3, 4)),
        Tally(1, "en", 2, "five", (0, 0, 0, 0, 1)),
        Tally(2, "fr", 1, "helpful", (0, 9)),
    )
    (settings.data / "ratings.json").write_text(format_ratings(tallies), encoding="utf-8")
    found = read_ratings(settings, problems := ProblemLog())
    assert problems == []
    assert found.tallies == {(1, "en"): tallies[:3], (2, "fr"): tallies[3:]}


def test_each_answer_of_a_scale_has_its_name() -> None:
    for scale in SCALES.values():
        assert len(scale.values) == len(scale.names)
        assert scale.low in scale.values


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "this is not JSON"),
        ("[\n" + json.dumps(make_row()) + "\n<<<<<<< HEAD\n]\n", 3, "this is not JSON"),
        ("[" * 100_000, 1, "this is not JSON"),
        ("{}", 1, "the file is a mapping, not a list"),
        (
            format_rows(make_row(), make_row(entry="1", revision=2)),
            3,
            "“entry” is “1”, not a whole number",
        ),
        (format_rows(make_row(revision=0)), 2, "“revision” is 0, which is too low"),
        (format_rows(make_row(day="2026-11-21")), 2, "“day” is not a key here"),
        (format_rows(make_row(five=FIVE | {"5": -1})), 2, "“five.5” is -1, which is too low"),
        (format_rows(make_row(five=FIVE | {"5": True})), 2, "“five.5” is the YAML word true"),
        (format_rows(make_row(five=FIVE | {"6": 1})), 2, "“6” is not a key here"),
        (format_rows(make_row(five={"1": 4})), 2, "“five.2” is missing"),
        (format_rows(make_row(), make_row(five=None)), 3, "entry 1, en, revision 1 stands twice"),
    ],
)
def test_a_mistake_is_reported_at_its_line_with_the_way_to_a_right_file(
    list_problems: Callable[[str], list[Problem]], text: str, line: int, what: str
) -> None:
    first = list_problems(text)[0]
    assert (first.line, first.message[: len(what)]) == (line, what)
    assert first.cure == "Write it anew: entraide ratings export"
    assert select_errors([first])


@pytest.mark.parametrize(
    ("stray", "what"),
    [
        (make_row(entry=2), "these are ratings of entry 2, which does not exist"),
        (
            make_row(locale="fr"),
            "these are ratings of entry 1 in “fr”, in which it is not written",
        ),
        (make_row(revision=2), "these are ratings of revision 2 of entry 1, which is at 1"),
    ],
)
def test_ratings_of_what_is_not_there_warn(
    list_problems: Callable[[str], list[Problem]], stray: dict[str, Any], what: str
) -> None:
    (found,) = list_problems(format_rows(make_row(), stray))
    assert (found.line, found.message) == (3, what)
    assert not select_errors([found])


def test_ratings_of_what_is_there_say_nothing(
    list_problems: Callable[[str], list[Problem]],
) -> None:
    assert list_problems(format_rows(make_row())) == []
