"""Words that changed, for people to see."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.model.word_diff import Side, Stretch, compare_words


def test_the_words_that_changed_stand_between_those_that_stayed() -> None:
    assert compare_words("Wait two days.", "Wait three days.") == [
        Stretch(Side.BOTH, "Wait "),
        Stretch(Side.OLD, "two"),
        Stretch(Side.NEW, "three"),
        Stretch(Side.BOTH, " days."),
    ]


@given(st.text(), st.text())
def test_each_text_can_be_read_out_of_it_again(old: str, new: str) -> None:
    found = compare_words(old, new)
    for side, text in ((Side.OLD, old), (Side.NEW, new)):
        assert "".join(one.text for one in found if one.side in (Side.BOTH, side)) == text


def test_texts_that_would_take_long_to_compare_stand_one_after_the_other() -> None:
    old, new = "a b " * 1_000, "b a " * 5_000
    assert compare_words(old, new) == [Stretch(Side.OLD, old), Stretch(Side.NEW, new)]
