"""Contrast as WCAG measures it; a colour that is changed keeps its hue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.model.colours import (
    Oklch,
    find_nearest,
    measure_contrast,
    normalize_hex,
    to_hex,
    to_oklch,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(
    ("one", "other", "contrast"),
    [  # figures of the WCAG working group’s own examples, and the two ends
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, contrast: float) -> None:
    assert round(measure_contrast(one, other), 2) == contrast
    assert measure_contrast(one, other) == measure_contrast(other, one)


@pytest.mark.parametrize(
    ("colour", "oklch"),
    [  # examples of CSS Color 4
        ("#ffffff", (1.0, 0.0, 0)),
        ("#ff0000", (0.628, 0.258, 29)),
        ("#00ff00", (0.866, 0.295, 142)),
        ("#0000ff", (0.452, 0.313, 264)),
    ],
)
def test_oklch_is_that_of_css(colour: str, oklch: tuple[float, float, int]) -> None:
    found = to_oklch(colour)
    assert (round(found.lightness, 3), round(found.chroma, 3), round(found.hue)) == oklch


@given(COLOURS)
def test_a_colour_comes_back_from_oklch(colour: str) -> None:
    found = to_hex(to_oklch(colour))
    for start in (1, 3, 5):
        assert abs(int(found[start : start + 2], 16) - int(colour[start : start + 2], 16)) <= 1


def test_a_colour_that_no_screen_shows_loses_chroma_and_keeps_its_hue() -> None:
    found = to_oklch(to_hex(Oklch(0.5, 0.4, 150)))
    assert found.chroma < 0.2
    assert abs(found.hue - 150) < 2


def test_short_colours_are_made_long() -> None:
    assert normalize_hex("#0AF") == "#00aaff"


@pytest.mark.parametrize("text", ["red", "#12", "#1234567", "rgb(0 0 0)", "#ggg", ""])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        normalize_hex(text)


@given(COLOURS)
def test_the_nearest_colour_passes_in_the_same_hue(colour: str) -> None:
    found = find_nearest(colour, lambda one: measure_contrast(one, "#ffffff") >= 4.5)
    assert found is not None
    assert measure_contrast(found, "#ffffff") >= 4.5
    before, after = to_oklch(colour), to_oklch(found)
    if min(before.chroma, after.chroma) > 0.04:
        assert abs((before.hue - after.hue + 180) % 360 - 180) < 6


def test_the_nearest_colour_is_the_first_that_passes() -> None:
    found = find_nearest("#ff6600", lambda one: measure_contrast(one, "#ffffff") >= 4.5)
    assert found is not None
    assert 4.5 <= measure_contrast(found, "#ffffff") < 4.65


def test_there_may_be_no_colour_that_passes() -> None:
    assert find_nearest("#ff6600", lambda _: False) is None
