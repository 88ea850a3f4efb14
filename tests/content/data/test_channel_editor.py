"""Recording a check touches the dates and the source of one record, and no other byte."""

from datetime import date
from typing import Any

import pytest
import yaml

from entraide.content.data.channel_editor import verify_record
from entraide.content.yaml.editor import UnsafeEditError

ON, UNTIL = date(2026, 11, 21), date(2027, 5, 21)
SOURCE = 'https://line.example/a?b="c"#d'

BLOCK = """\
# France.

- id: fr-other   # keep me
  status: verified
  source: "x"
  checked_on: 2026-01-01
  review_by: 2026-07-01

- status: dated  # by whom?
  id: fr-line
  name: {en: "Line", fr: "Ligne 😀"}
  source: >-
    a page
    of 2020
  source_date: 2020-01-01
  checked_on: 2026-01-01
  review_by: 2026-07-01 # soon
  phone: '3018'
- {id: fr-flow, status: unverified, unverified: {url: x.example}}
- id: fr-short
  name: {en: A, fr: B}
  status: unverified
  unverified: {url: x.example}
- id: fr-empty
  source:
  review_by: ~
  status: unverified
- id: fr-last
  status: unverified"""


def record_check(text: str, id_: str) -> str:
    return verify_record(text, "data/channels/FR.yml", id_, on=ON, source=SOURCE, until=UNTIL)


def read_rows(text: str) -> dict[str, Any]:
    return {row["id"]: row for row in yaml.safe_load(text.removeprefix("\ufeff"))}


@pytest.mark.parametrize(
    "id_", ["fr-other", "fr-line", "fr-flow", "fr-short", "fr-empty", "fr-last"]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_what_was_recorded_is_read_back_and_all_else_with_it(
    id_: str, ending: str, start: str
) -> None:
    before = start + BLOCK.replace("\n", ending)
    after = record_check(before, id_)
    facts = {"source": SOURCE, "source_date": ON, "status": "verified"}
    facts |= {"checked_on": ON, "review_by": UNTIL}
    expected = read_rows(before)
    expected[id_] |= facts
    assert read_rows(after) == expected
    assert after.startswith(start)
    assert ("\n" in after.replace(ending, "")) is False


def test_an_edit_keeps_comments_order_quotes_and_blank_lines() -> None:
    after = record_check(BLOCK, "fr-other")
    assert after == BLOCK.replace(
        """\
  status: verified
  source: "x"
  checked_on: 2026-01-01
  review_by: 2026-07-01

""",
        """\
  status: verified
  source: "https://line.example/a?b=\\"c\\"#d"
  source_date: 2026-11-21
  checked_on: 2026-11-21
  review_by: 2027-05-21

""",
        1,
    )


def test_keys_that_were_missing_stand_below_the_status() -> None:
    assert record_check(BLOCK, "fr-short").count("\n") == BLOCK.count("\n") + 4
    assert record_check(BLOCK, "fr-last").endswith(
        "- id: fr-last\n  status: verified\n"
        '  source: "https://line.example/a?b=\\"c\\"#d"\n  source_date: 2026-11-21\n'
        "  checked_on: 2026-11-21\n  review_by: 2027-05-21"
    )


def test_a_check_recorded_twice_is_recorded_once() -> None:
    once = record_check(BLOCK, "fr-short")
    assert record_check(once, "fr-short") == once


def test_comments_on_the_lines_that_change_stay() -> None:
    text = BLOCK.replace("  source: >-\n    a page\n    of 2020\n", "  source: a page # whose?\n")
    after = record_check(text, "fr-line")
    assert "- status: verified  # by whom?\n" in after
    assert "  review_by: 2027-05-21 # soon\n" in after
    assert '#d" # whose?\n' in after


@pytest.mark.parametrize(
    "text",
    [
        "- id: fr-line\n  status: &s dated\n- id: fr-b\n  status: *s\n",
        "- id: fr-line\n",
        "- id: fr-b\n  status: dated\n",
        "id: fr-line\nstatus: dated\n",
        "- id: [",
        "",
    ],
)
def test_an_edit_that_would_not_be_safe_is_refused(text: str) -> None:
    with pytest.raises(UnsafeEditError, match="cannot be edited safely"):
        record_check(text, "fr-line")
