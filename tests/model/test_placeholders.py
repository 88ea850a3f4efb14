"""Placeholders are filled where known, and kept where unknown."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.model.placeholders import fill_placeholders

VALUES = {"platform.name": "Example Square"}


def test_known_names_are_replaced_with_or_without_spaces() -> None:
    assert fill_placeholders("{{platform.name}} and {{ platform.name }}", VALUES) == (
        "Example Square and Example Square"
    )


def test_unknown_names_stay_for_the_check_to_name() -> None:
    assert fill_placeholders("{{platform.nom}}", VALUES) == "{{platform.nom}}"


@given(st.text())
def test_text_without_known_placeholders_is_left_alone(text: str) -> None:
    assert fill_placeholders(text, {}) == text
