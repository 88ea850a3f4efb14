"""Line ends become line feeds, and come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.model.line_ends import copy_line_ends, unify_line_ends

any_ends = st.lists(st.sampled_from(["\r\n", "\n", "\r", "a", "é 😀", " "])).map("".join)


@given(any_ends)
def test_line_ends_are_unified_and_restored(text: str) -> None:
    plain = unify_line_ends(text)
    assert "\r" not in plain
    assert unify_line_ends(plain) == plain
    assert copy_line_ends(plain, text) == text


def test_a_text_with_other_lines_has_no_line_ends_to_copy() -> None:
    with pytest.raises(ValueError, match="zip"):
        copy_line_ends("a\nb\nc", "a\r\nb")
