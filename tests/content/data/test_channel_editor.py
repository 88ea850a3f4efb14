"""Recording who opened a page touches a few keys of one record, and no other byte."""

from datetime import date
from typing import Any

import pytest
import yaml

from entraide.content.data.channel_editor import verify_channel
from entraide.content.yaml.editor import UnsafeEditError

ON, UNTIL = date(2026, 11, 21), date(2027, 5, 21)
SOURCE = 'https://line.example/a?b="c"#d'

BLOCK = """\
# France.

- id: fr-other   # keep me
  known: stored copy
  sources: ["x"]
  status: published
  review_by: 2026-07-01

- status: conflict  # by whom?
  id: fr-line
  name: {en: "Line", fr: "Ligne 😀"}
  known: secondary # whose?
  seen_on: 2020-01-01
  sources:
    - a page of 2020
    - another
  review_by: 2026-07-01 # soon
  phone: '3018'
- {id: fr-flow, status: unverified, unverified: {url: x.example}}
- id: fr-short
  name: {en: A, fr: B}
  status: unverified
  unverified: {url: x.example}
- id: fr-empty
  seen_by:
  review_by: ~
  status: unverified
- id: fr-last
  status: unverified"""


def record_check(text: str, id_: str) -> str:
    path = "data/channels/FR.yml"
    return verify_channel(text, path, id_, by="Ada: A", on=ON, until=UNTIL, source=SOURCE)


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
    facts = {"known": "own page", "seen_on": ON, "seen_by": "Ada: A"}
    facts |= {"status": "published", "review_by": UNTIL}
    expected = read_rows(before)
    expected[id_] |= facts | {"sources": [SOURCE, *expected[id_].get("sources", [])]}
    assert read_rows(after) == expected
    assert after.startswith(start)
    assert ("\n" in after.replace(ending, "")) is False


def test_an_edit_keeps_comments_order_quotes_and_blank_lines() -> None:
    after = record_check(BLOCK, "fr-other")
    assert after == BLOCK.replace(
        """\
  known: stored copy
  sources: ["x"]
  status: published
  review_by: 2026-07-01

""",
        """\
  known: own page
  seen_on: 2026-11-21
  seen_by: "Ada: A"
  sources: ["https://line.example/a?b=\\"c\\"#d", "x"]
  status: published
  review_by: 2027-05-21

""",
        1,
    )


def test_keys_that_were_missing_stand_where_others_have_them() -> None:
    assert record_check(BLOCK, "fr-short").count("\n") == BLOCK.count("\n") + 5
    assert record_check(BLOCK, "fr-last").endswith(
        "- id: fr-last\n  known: own page\n  seen_on: 2026-11-21\n"
        '  seen_by: "Ada: A"\n  sources: ["https://line.example/a?b=\\"c\\"#d"]\n'
        "  status: published\n  review_by: 2027-05-21"
    )


def test_a_check_recorded_twice_is_recorded_once() -> None:
    once = record_check(BLOCK, "fr-short")
    assert record_check(once, "fr-short") == once


def test_without_a_page_the_sources_stay_as_they_are() -> None:
    after = verify_channel(BLOCK, "fr.yml", "fr-line", by="Ada", on=ON, until=UNTIL)
    assert "  sources:\n    - a page of 2020\n    - another\n" in after


def test_comments_on_the_lines_that_change_stay() -> None:
    after = record_check(BLOCK, "fr-line")
    assert "- status: published  # by whom?\n" in after
    assert "  review_by: 2027-05-21 # soon\n" in after
    assert "  known: own page # whose?\n" in after


@pytest.mark.parametrize(
    "text",
    [
        "- id: fr-line\n  status: &s dated\n- id: fr-b\n  status: *s\n",
        "- id: fr-b\n  status: dated\n",
        "id: fr-line\nstatus: dated\n",
        "- id: [",
        "",
    ],
)
def test_an_edit_that_would_not_be_safe_is_refused(text: str) -> None:
    with pytest.raises(UnsafeEditError, match="cannot be edited safely"):
        record_check(text, "fr-line")
