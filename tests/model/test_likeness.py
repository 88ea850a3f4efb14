"""A text that was edited keeps its earlier text, whatever happens to those beside it."""

from collections.abc import Callable

import pytest

from entraide.model.alignment import SegmentChange, compare_segments
from entraide.model.likeness import measure_likeness
from entraide.model.segment import SegmentKind, make_segments

STEPS = [
    "Do not answer the message, and do not open the link in it.",
    "Take a picture of the whole conversation, with the date and the name of the account.",
    "Change your password within 24 hours, on a device that nobody else uses.",
    "Call your bank if you gave the number of your card: see [what a bank does](bank.md).",
    "Tell somebody you trust what has happened.",
    "Report the account to {{platform.name}}, and block it afterwards.",
]
EDITED = "Change your password within 2 hours, on a telephone that nobody else uses."
ADDED = "Write down what you remember, in your own words."
SPLIT = STEPS[3].split(": ")
AT = 2  # the step that is edited

Edit = Callable[[list[str]], list[str]]
EDITS: dict[str, Edit] = {
    "inserted before": lambda steps: [*steps[:AT], ADDED, *steps[AT:]],
    "inserted behind": lambda steps: [*steps[: AT + 1], ADDED, *steps[AT + 1 :]],
    "two inserted": lambda steps: [
        *steps[:AT],
        ADDED,
        steps[AT],
        f"Then {ADDED}",
        *steps[AT + 1 :],
    ],
    "removed before": lambda steps: [*steps[: AT - 1], *steps[AT:]],
    "removed behind": lambda steps: [*steps[: AT + 1], *steps[AT + 2 :]],
    "swapped before": lambda steps: [steps[0], steps[AT], steps[1], *steps[AT + 1 :]],
    "swapped behind": lambda steps: [*steps[:AT], steps[AT + 1], steps[AT], *steps[AT + 2 :]],
    "split": lambda steps: [*steps[: AT + 1], *SPLIT, *steps[AT + 2 :]],
    "merged": lambda steps: [*steps[: AT + 1], " ".join(steps[AT + 1 : AT + 3]), *steps[AT + 3 :]],
    "moved to the end": lambda steps: [*steps[:AT], *steps[AT + 1 :], steps[AT]],
    "replaced before": lambda steps: [steps[0], ADDED, *steps[AT:]],
}


def pair_steps(new: list[str]) -> dict[str, str]:
    """The earlier text of each step that changed."""
    old_segments, new_segments = (
        list(make_segments((SegmentKind.ITEM, text) for text in texts)) for texts in (STEPS, new)
    )
    return {
        pair.new.text: pair.old.text
        for pair in compare_segments(old_segments, new_segments)
        if pair.change is SegmentChange.CHANGED and pair.old and pair.new
    }


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_step_keeps_its_earlier_text_beside_one_that_is(edit: str) -> None:
    new = EDITS[edit]([*STEPS[:AT], EDITED, *STEPS[AT + 1 :]])
    assert pair_steps(new)[EDITED] == STEPS[AT]


@pytest.mark.parametrize("edit", EDITS)
def test_a_step_that_was_edited_too_keeps_its_own(edit: str) -> None:
    new = EDITS[edit]([*STEPS[:AT], EDITED, *STEPS[AT + 1 :]])
    new = [text.replace("Do not answer the message", "Never answer a message") for text in new]
    pairs = pair_steps(new)
    assert pairs[EDITED] == STEPS[AT]
    assert pairs[new[0]] == STEPS[0]


def test_a_new_step_has_no_earlier_text() -> None:
    assert ADDED not in pair_steps(
        EDITS["inserted before"]([*STEPS[:AT], EDITED, *STEPS[AT + 1 :]])
    )


def test_one_step_that_is_written_anew_is_still_that_step() -> None:
    anew = "Sit down, and breathe."
    assert pair_steps([*STEPS[:AT], anew, *STEPS[AT + 1 :]]) == {anew: STEPS[AT]}


def test_numbers_and_links_tell_like_sentences_apart() -> None:
    other = "See [page 2](b.md)."
    assert measure_likeness("See [page 1](a.md).", "Look at [page 1](a.md).") > measure_likeness(
        "See [page 1](a.md).", other
    )
