"""`data/proposals.json`: written and read back, and what is said of a broken one."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.checks import CHECKS, SLOW_CHECKS, check_project
from entraide.content.data.proposal_counts import (
    CountRows,
    format_proposal_counts,
    read_proposal_counts,
)
from entraide.content.field_types import build_schema
from entraide.content.reader import read_site
from entraide.content.settings import Settings, read_settings
from entraide.errors import Problem, ProblemLog, select_errors
from entraide.model.proposal import ProposalCount
from support.json_schema import make_validator
from support.projects import write_site

Counts = dict[tuple[int, str], ProposalCount]
Problems = Callable[[str], list[Problem]]
NUMBER = st.integers(0, 10**6)
COUNTS = st.dictionaries(
    st.tuples(st.integers(1, 99), st.sampled_from(["en", "fr", "pt_BR"])),
    st.builds(ProposalCount, open=NUMBER, accepted=NUMBER),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a project with entry 1, in English; French is a locale too."""
    return read_settings(write_site(tmp_path, {"docs/en/scams/signs.md": {}}) / "mkdocs.yml")


@pytest.fixture
def list_problems(settings: Settings) -> Problems:
    """`list_problems(text)`: what `entraide check` says with `text` as data/proposals.json."""

    def check(text: str) -> list[Problem]:
        (settings.data / "proposals.json").write_text(text, encoding="utf-8")
        found = check_project(read_site(settings), date(2026, 11, 21), checks=CHECKS + SLOW_CHECKS)
        return [problem for problem in found if problem.path == "data/proposals.json"]

    return check


def make_row(**facts: Any) -> dict[str, Any]:
    return {"entry": 1, "locale": "fr", "open": 1, "accepted": 0} | facts


def format_rows(*rows: dict[str, Any]) -> str:
    return "[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n"


def test_without_the_file_there_are_no_proposals(settings: Settings) -> None:
    assert read_proposal_counts(settings, log := ProblemLog()) == {}
    assert not log


@given(COUNTS)
def test_what_is_written_is_valid_sorted_and_a_row_a_line(counts: Counts) -> None:
    text = format_proposal_counts(counts)
    rows = json.loads(text)
    make_validator(build_schema(CountRows)).validate(rows)
    keys = [(each["entry"], each["locale"]) for each in rows]
    assert keys == sorted(keys)
    assert format_proposal_counts(dict(reversed(counts.items()))) == text
    assert len(text.splitlines()) == (len(rows) + 2 if rows else 1)


def test_what_is_written_reads_back_without_versions_that_have_none(settings: Settings) -> None:
    counts = {(2, "fr"): ProposalCount(2, 1), (1, "en"): ProposalCount(0, 1)}
    text = format_proposal_counts(counts | {(3, "fr"): ProposalCount(0, 0)})
    (settings.data / "proposals.json").write_text(text, encoding="utf-8")
    assert read_proposal_counts(settings, log := ProblemLog()) == counts
    assert not log


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "this is not JSON"),
        ("[\n" + json.dumps(make_row()) + "\n<<<<<<< HEAD\n]\n", 3, "this is not JSON"),
        ("{}", 1, "the file is a mapping, not a list"),
        (format_rows(make_row(), make_row(entry="2")), 3, "“entry” is “2”, not a whole number"),
        (format_rows(make_row(open=-1)), 2, "“open” is -1, which is too low"),
        (format_rows(make_row(day="2026-11-21")), 2, "“day” is not a key here"),
        (format_rows(make_row(), make_row(open=4)), 3, "entry 1, fr stands twice"),
    ],
)
def test_a_mistake_is_reported_at_its_line_with_the_way_to_a_right_file(
    list_problems: Problems, text: str, line: int, what: str
) -> None:
    first = list_problems(text)[0]
    assert (first.line, first.message[: len(what)]) == (line, what)
    assert first.cure == "Write it anew: entraide proposals counts"
    assert select_errors([first])


@pytest.mark.parametrize(
    ("stray", "what"),
    [
        (make_row(entry=2), "these are proposals for entry 2, which does not exist"),
        (make_row(locale="de"), "these are proposals for “de”, which is no locale here"),
    ],
)
def test_proposals_for_what_is_not_there_warn(
    list_problems: Problems, stray: dict[str, Any], what: str
) -> None:
    (found,) = list_problems(format_rows(make_row(), stray))
    assert (found.line, found.message) == (3, what)
    assert not select_errors([found])
