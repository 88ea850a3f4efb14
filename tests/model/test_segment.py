"""What of a segment must come back, however hostile the text."""

import pytest

from entraide.model.segment import count_protected_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("`a` and ``b`c``", ["``b`c``", "`a`"]),
        ("```a``", []),  # as in CommonMark: what opens code is as long as what closes it
        ("[^one] and [^[^two]", ["[^one]", "[^two]"]),
    ],
)
def test_code_and_notes_are_protected_whole(text: str, parts: list[str]) -> None:
    assert sorted(count_protected_parts(text).elements()) == parts
