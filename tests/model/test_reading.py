"""Reading time: what a reader reads is counted, and never promised too short."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.model.reading import WORDS_PER_MINUTE, reading_minutes, word_count


def test_addresses_and_marks_are_no_words() -> None:
    assert word_count("See [the list](../scams/signs.md#one), **now**.") == 4
    assert word_count("> [!WARNING]\n> Do not pay.") == 3
    assert word_count("| A | B |\n| --- | --- |\n| one | two |") == 4
    assert word_count("- [ ] Breathe\n- [x] Rest") == 3  # a cross is read
    assert word_count("---\n\n***") == 0


def test_an_elision_is_one_word_and_an_ideograph_too() -> None:
    assert word_count("Bloquer l’utilisateur aujourd’hui") == 3
    assert word_count("举报 spam") == 3


def test_a_minute_is_full_before_the_next_begins() -> None:
    assert reading_minutes("") == 1
    assert reading_minutes("word " * WORDS_PER_MINUTE) == 1
    assert reading_minutes("word " * (WORDS_PER_MINUTE + 1)) == 2


@given(st.text(), st.text())
def test_more_text_never_takes_less_time(one: str, other: str) -> None:
    assert reading_minutes(f"{one}\n\n{other}") >= reading_minutes(one) >= 1
