"""Which texts of a proposal are kept: those that say something."""

import pytest

from entraide.desk.proposed_texts import texts_of
from entraide.desk.published_texts import PublishedSegment, PublishedText
from entraide.desk.refusals import Refused


def text(*segments: PublishedSegment) -> PublishedText:
    return PublishedText(
        entry=7,
        locale="fr",
        title="Un titre",
        state="outdated",
        revision=2,
        source_revision=1,
        source_locale="en",
        segments=segments,
        by_key={segment.key: segment for segment in segments},
    )


BEHIND = PublishedSegment(
    "item-1", "item", "Signalez-le.", source="Report it in the menu.", state="changed"
)
CURRENT = PublishedSegment("title", "field", "Un titre", source="A title", state="current")


def test_a_text_that_is_behind_may_be_found_right_as_it_is() -> None:
    (kept,) = texts_of(text(CURRENT, BEHIND), {"item-1": "Signalez-le."}, chosen=True)
    assert (kept.key, kept.was, kept.text) == ("item-1", "Signalez-le.", "Signalez-le.")


def test_of_the_areas_of_a_form_only_those_that_differ_say_something() -> None:
    same = {"item-1": "Signalez-le.", "title": "Un titre"}
    with pytest.raises(Refused, match="invalid"):
        texts_of(text(CURRENT, BEHIND), same, chosen=False)


def test_a_current_text_sent_as_it_is_says_nothing() -> None:
    with pytest.raises(Refused, match="invalid"):
        texts_of(text(CURRENT, BEHIND), {"title": "Un titre"}, chosen=True)
