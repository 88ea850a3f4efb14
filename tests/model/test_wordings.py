"""Wordings are found however they are written, and as words of their own."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.model.wordings import compile_wordings, find_wordings, to_nfc, to_small_letters

WORDINGS = compile_wordings(
    ["scam", "romance scam", "capture d’écran", "captures d’écran", "e-mail"]
)


def find_words(text: str) -> list[str]:
    text = to_nfc(text)
    return [text[start:end] for start, end in find_wordings(WORDINGS, to_small_letters(text))]


@pytest.mark.parametrize(
    "text",
    [
        "a Scam.",
        "(scam)",
        "l’e-mail",
        "un E\u2011MAIL",
        "romance\u202fscam",
        "romance\n  scam",
        "*romance* scam",
        "> romance\n> scam",
        "romance&nbsp;scam",
        "capture d'écran",
        "CAPTURE D’ÉCRAN",
        unicodedata.normalize("NFD", "captures d’écran"),
    ],
)
def test_a_wording_is_found(text: str) -> None:
    assert len(find_words(text)) == 1


@pytest.mark.parametrize("text", ["scammed", "ascam", "scam-like", "a-scam", "scam_", "romance"])
def test_a_wording_is_not_found_within_another_word(text: str) -> None:
    assert find_words(text) == []


def test_of_two_the_longer_is_found_and_each_place_once() -> None:
    assert find_words("A romance scam, a scam, a Romance Scam") == [
        "romance scam",
        "scam",
        "Romance Scam",
    ]


@given(st.text())
def test_small_letters_stand_where_the_letters_stood(text: str) -> None:
    small = to_small_letters(text)
    assert len(small) == len(text)
    assert to_small_letters(small) == small or small.lower() != small  # İ has no small letter alone


@given(st.text(alphabet="scamrone -\u202f’<p>İ"))
def test_whatever_is_found_is_one_of_the_wordings(text: str) -> None:
    for word in find_words(text):
        assert " ".join(word.lower().split()) in {"scam", "romance scam"}
