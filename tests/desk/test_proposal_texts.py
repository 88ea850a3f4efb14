"""Which texts of a proposal are kept: those that say something."""

import json

import pytest
from pydantic import ValidationError

from entraide.desk.http_errors import RefusalError
from entraide.desk.proposal_texts import select_texts
from entraide.desk.schemas import SentProposal, normalize_text
from entraide.model.segment import SegmentKind, SegmentState
from entraide.published_files.entries import PublishedSegment, PublishedText
from support.cpu_time import measure_cpu_time
from support.published_site import make_entry_file, make_row


def make_text(*segments: PublishedSegment) -> PublishedText:
    whole = json.dumps(make_entry_file(make_row(7, "fr", state="outdated", revision=2)))
    return PublishedText.model_validate_json(whole).model_copy(update={"segments": segments})


def make_segment(
    key: str, kind: SegmentKind, french: str, source: str, state: str
) -> PublishedSegment:
    return PublishedSegment(
        key=key, kind=kind, text=french, source=source, protected=(), state=SegmentState(state)
    )


BEHIND = make_segment(
    "item-1", SegmentKind.ITEM, "Signalez-le.", "Report it in the menu.", state="changed"
)
CURRENT = make_segment("title", SegmentKind.FIELD, "Un titre", "A title", state="current")


def test_a_text_that_is_behind_may_be_found_right_as_it_is() -> None:
    (kept,) = select_texts(make_text(CURRENT, BEHIND), {"item-1": "Signalez-le."}, chosen=True)
    assert (kept.key, kept.old_text, kept.text) == ("item-1", "Signalez-le.", "Signalez-le.")


def test_of_the_areas_of_a_form_only_those_that_differ_say_something() -> None:
    same = {"item-1": "Signalez-le.", "title": "Un titre"}
    with pytest.raises(RefusalError, match="invalid"):
        select_texts(make_text(CURRENT, BEHIND), same, chosen=False)


def test_an_unchanged_current_text_is_no_proposal() -> None:
    with pytest.raises(RefusalError, match="invalid"):
        select_texts(make_text(CURRENT, BEHIND), {"title": "Un titre"}, chosen=True)


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0f73", "\u0f81\u0f75"])
def test_piled_up_marks_take_no_time(marks: str) -> None:
    piled = "e" + marks * (120_000 // len(marks))
    about = {"entry": 7, "locale": "fr", "revision": 2, "licence": True}

    def send() -> None:
        assert normalize_text(piled) == piled
        with pytest.raises(ValidationError):
            SentProposal.model_validate(about | {"segments": {"title": piled}})

    assert measure_cpu_time(send, 1) < 1


def test_marks_that_a_language_needs_are_composed() -> None:
    assert normalize_text("  e\u0301te\u0301\r\nVie\u0323\u0302t ") == "été\nViệt"
