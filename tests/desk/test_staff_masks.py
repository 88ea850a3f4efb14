"""What staff see of a comment: private things masked, unseen signs shown, nothing lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.desk.staff.masks import MaskKind, split_comment


def mask_comment(comment: str) -> str:
    """The comment with its masks in brackets."""
    return "".join(
        text if piece.kind is MaskKind.PLAIN else f"[{piece.kind}:{text}]"
        for piece in split_comment(comment)
        for text in ["".join(sign.text for sign in piece.signs)]
    )


@pytest.mark.parametrize(
    ("comment", "masked"),
    [
        ("call 06 12 34 56 78 now", "call [number:06 12 34 56 78] now"),
        ("call +33 (0)6.12.34.56.78!", "call [number:+33 (0)6.12.34.56.78]!"),
        ("(212) 555-0187", "[number:(212) 555-0187]"),
        ("０６１２３４５６７８", "[number:０６１２３４５６７８]"),
        (
            "0\u200b6\u200b1\u200b2\u200b3\u200b4\u200b5",
            "[number:0U+200B6U+200B1U+200B2U+200B3U+200B4U+200B5]",
        ),
        ("٠٦١٢٣٤٥٦", "[number:٠٦١٢٣٤٥٦]"),
        ("mail a.b+c@mail.example.org, please", "mail [address:a.b+c@mail.example.org], please"),
        ("bob (at) mail.fr", "[address:bob (at) mail.fr]"),
        ("bob[arobase]mail.fr", "[address:bob[arobase]mail.fr]"),
        ("bob＠mail.fr", "[address:bob＠mail.fr]"),
        ("step 2 of 3, in 2026", "step 2 of 3, in 2026"),
        ("call 3018 or 17", "call 3018 or 17"),
        ("at home", "at home"),
    ],
)
def test_numbers_and_addresses_are_masked(comment: str, masked: str) -> None:
    assert mask_comment(comment) == masked


@pytest.mark.parametrize(
    "sign",
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200f",
        "\ufeff",
        "\u00ad",
        "\u2028",
        "\u3164",
        "\U000e0041",
        "\x9b",
    ],
)
def test_an_invisible_character_is_shown_by_its_code(sign: str) -> None:
    assert mask_comment(f"a{sign}b") == f"aU+{ord(sign):04X}b"


def test_lines_stay_lines() -> None:
    assert mask_comment("one\n\ttwo") == "one\n\ttwo"


@given(st.text(max_size=200))
def test_nothing_is_lost_and_nothing_unseen_is_left(comment: str) -> None:
    signs = [sign for piece in split_comment(comment) for sign in piece.signs]
    back = "".join(
        chr(int(one.text.replace("U+", "0x"), 0)) if one.unseen else one.text for one in signs
    )
    assert back == comment
    left = {unicodedata.category(sign) for one in signs for sign in one.text if sign not in "\n\t"}
    assert not left & {"Cf", "Cc", "Zl", "Zp"}


def test_a_long_comment_of_nothing_but_digits_is_read_at_once() -> None:
    assert len(split_comment("1" * 2000)) == 1
    assert len(split_comment("1 a" * 700)) == 1
    assert len(split_comment("a" * 2000 + "@")) == 2
