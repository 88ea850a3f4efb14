"""Reading time: what a reader reads is counted, and never promised too short."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.model.reading_time import WORDS_PER_MINUTE, count_words, estimate_reading_minutes


def test_addresses_and_marks_are_no_words() -> None:
    assert count_words("See [the list](../scams/signs.md#one), **now**.") == 4
    assert count_words("> [!WARNING]\n> Do not pay.") == 3
    assert count_words("| A | B |\n| --- | --- |\n| one | two |") == 4
    assert count_words("- [ ] Breathe\n- [x] Rest") == 3  # a cross is read
    assert count_words("---\n\n***") == 0


def test_an_elision_is_one_word_and_an_ideograph_too() -> None:
    assert count_words("Bloquer l’utilisateur aujourd’hui") == 3
    assert count_words("举报 spam") == 3


def test_a_minute_is_full_before_the_next_begins() -> None:
    assert estimate_reading_minutes("") == 1
    assert estimate_reading_minutes("word " * WORDS_PER_MINUTE) == 1
    assert estimate_reading_minutes("word " * (WORDS_PER_MINUTE + 1)) == 2


@given(st.text(), st.text())
def test_more_text_never_takes_less_time(one: str, other: str) -> None:
    assert estimate_reading_minutes(f"{one}\n\n{other}") >= estimate_reading_minutes(one) >= 1
