"""Segments of a body: where they stand, and that nothing is lost between cutting and joining."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.markdown.document import read_blocks, read_inline
from entraide.content.markdown.preset import make_parser
from entraide.content.outline import read_outline
from entraide.content.segmentation import (
    SegmentCut,
    cut_segments,
    pack_cuts,
    replace_segments,
    unpack_cuts,
)
from entraide.model.segment import SegmentKind
from support.offenders import assert_none
from support.paths import SITES

ENTRIES = sorted(SITES.rglob("*.md"))

BODY = """\
Before you
begin.

> [!WARNING]
> In danger,
> call.

## What to do ##

1. Stop.

    Really `stop`.

2.  Ask {{channel.fr-3018}}.
    - [x] Done \\| not done

| What | Why |
| --- | --- |
| a \\| b | a |
|  | **c** |

```text
not a segment
```

Named
=====

See[^1] ![a picture](one.png "two").

[^1]: A note
    in two lines.

[there]: https://example.org "not a segment"
"""


def list_segments(body: str) -> list[tuple[str, int, str]]:
    return [
        (one.segment.kind.value, one.segment.section, one.segment.text)
        for one in cut_segments(body)
    ]


def test_each_kind_of_text_is_a_segment_and_what_is_no_text_is_none() -> None:
    assert list_segments(BODY) == [
        ("paragraph", 0, "Before you\nbegin."),
        ("callout", 0, "In danger,\ncall."),
        ("heading", 1, "What to do"),
        ("item", 1, "Stop."),
        ("item", 1, "Really `stop`."),
        ("item", 1, "Ask {{channel.fr-3018}}."),
        ("item", 1, "Done \\| not done"),
        ("cell", 1, "What"),
        ("cell", 1, "Why"),
        ("cell", 1, "a \\| b"),
        ("cell", 1, "a"),
        ("cell", 1, "**c**"),
        ("heading", 2, "Named"),
        ("paragraph", 2, 'See[^1] ![a picture](one.png "two").'),
        ("note", 2, "A note\nin two lines."),
    ]


def compose_body(body: str, cuts: list[SegmentCut]) -> str:
    return replace_segments(body, cuts, {n: one.segment.text for n, one in enumerate(cuts)})


def replace_all_segments(body: str) -> tuple[str, list[str]]:
    """`body` with another text in each segment, and those texts."""
    cuts = cut_segments(body)
    notes = ["[^1]" * ("[^1]" in one.segment.text) for one in cuts]  # without one, no note
    words = [f"Word {number}{note}" for number, note in enumerate(notes)]
    return replace_segments(body, cuts, dict(enumerate(words))), words


def test_every_segment_can_be_replaced_in_place() -> None:
    changed, words = replace_all_segments(BODY)
    assert [one.segment.text for one in cut_segments(changed)] == words
    assert "```text\nnot a segment\n```" in changed
    assert "> [!WARNING]\n> Word 1\n" in changed
    assert "## Word 2 ##\n" in changed
    assert "| Word 9 | Word 10 |\n|  | Word 11 |\n" in changed


def test_a_text_of_more_lines_stays_in_its_block() -> None:
    cuts = cut_segments(BODY)
    changed = replace_segments(
        BODY, cuts, {1: "One,\ntwo,\nthree.", 5: "Ask\nagain.", 2: "In\ntwo"}
    )
    assert "> [!WARNING]\n> One,\n> two,\n> three.\n" in changed
    assert "2.  Ask\n    again.\n" in changed
    assert "## In two ##\n" in changed
    assert [one.segment.kind for one in cut_segments(changed)] == [one.segment.kind for one in cuts]


def test_every_entry_round_trips_byte_for_byte() -> None:
    bodies = {path: path.read_text(encoding="utf-8").split("\n---\n", 1)[1] for path in ENTRIES}
    assert_none(path for path, body in bodies.items() if not is_reversible(body))


def is_reversible(body: str) -> bool:
    """Whether a text is the same when put together, and has other words where they were put."""
    cuts = cut_segments(body)
    changed, words = replace_all_segments(body)
    same = bool(cuts) and compose_body(body, cuts) == body
    return same and [one.segment.text for one in cut_segments(changed)] == words


MARKS = st.sampled_from(
    [
        *"#>-*+|`~[]()!\\_=<&:.\t\r\u2028 ",
        "1. ",
        "- ",
        "> ",
        "\n",
        "\n\n",
        "    ",
        "## ",
        "word",
        "| a | b |\n",
        "|---|---|\n",
        "[!NOTE]\n",
        "[^1]: ",
        "[a]: b\n",
        "```\n",
        "- [ ] ",
    ]
)


@given(st.lists(MARKS | st.text(max_size=3), max_size=40).map("".join))
def test_written_files_round_trip_byte_for_byte(body: str) -> None:
    cuts = cut_segments(body)
    assert compose_body(body, cuts) == body
    runs = [run for one in cuts for run in one.runs]
    assert all(run.start < run.end for run in runs)
    assert all(run.end <= later.start for run, later in pairwise(runs))


@given(st.lists(MARKS | st.text(max_size=3), max_size=40).map("".join))
def test_cuts_that_were_kept_beside_their_body_are_the_same(body: str) -> None:
    cuts = cut_segments(body)
    assert unpack_cuts(body, pack_cuts(cuts)) == tuple(cuts)


@given(st.lists(MARKS | st.text(max_size=3), max_size=40).map("".join))
def test_a_body_read_in_two_steps_is_read_as_in_one(body: str) -> None:
    tokens = read_inline(body, read_blocks(body)).tokens
    assert list(map(repr, tokens)) == list(map(repr, make_parser().parse(body, {})))


def test_a_heading_may_contain_escaped_marks() -> None:
    cuts = cut_segments("# # #\n\n## a ## ##\n")
    assert [one.segment.text for one in cuts] == ["#", "a ##"]
    assert replace_segments("# # #\n", cuts[:1], {0: "b"}) == "# b #\n"


def test_a_note_is_a_segment_whether_or_not_a_text_refers_to_it() -> None:
    assert list_segments("a\n\n[^1]: b\n") == [("paragraph", 0, "a"), ("note", 0, "b")]


@pytest.mark.parametrize("mark", ["", "> ", "- "])
def test_a_note_within_a_note_is_no_note_and_is_reported(mark: str) -> None:
    body = f"a[^1]\n\n[^1]: {mark}[^1]: b\n"
    assert list_segments(body)[0] == ("paragraph", 0, "a[^1]")
    assert any("within another note" in fault.what for fault in read_outline(body).faults)


def test_a_kind_counts_below_its_own_heading() -> None:
    places = [one.segment.position for one in cut_segments("a\n\n## b\n\nc\n\nd\n\n## e\n\nf\n")]
    assert places == [
        (0, SegmentKind.PARAGRAPH, 0),
        (1, SegmentKind.HEADING, 0),
        (1, SegmentKind.PARAGRAPH, 0),
        (1, SegmentKind.PARAGRAPH, 1),
        (2, SegmentKind.HEADING, 0),
        (2, SegmentKind.PARAGRAPH, 0),
    ]
