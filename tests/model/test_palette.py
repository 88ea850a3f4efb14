"""Every colour that follows from the brand’s own can be told from what it stands on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.design_tokens import read_themes
from entraide.model.colours import measure_contrast
from entraide.model.palette import (
    ACCENT_PAIRS,
    BAND_PAIRS,
    find_readable_accent,
    list_low_contrasts,
    make_accent_tokens,
    make_band_tokens,
    make_dark_accent,
    make_deep,
)
from support.paths import ROOT

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
LIGHT, DARK = read_themes([ROOT / "overrides"])


def test_what_is_current_and_what_has_focus_take_the_accent() -> None:
    tokens = make_accent_tokens("#b64600", dark=False)
    assert (tokens["lamp"], tokens["focus"]) == ("#b64600", "#b64600")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_our_own_theme_passes_every_pair(theme: dict[str, str]) -> None:
    assert list_low_contrasts(theme, (*ACCENT_PAIRS, *BAND_PAIRS)) == []


@given(COLOURS)
def test_words_can_be_read_on_a_band_of_any_colour(band: str) -> None:
    assert list_low_contrasts(make_band_tokens(band), BAND_PAIRS) == []


@given(COLOURS, st.booleans())
def test_a_band_in_the_hue_of_an_accent_is_deep(accent: str, dark: bool) -> None:  # noqa: FBT001
    band = make_deep(accent, dark=dark)
    assert measure_contrast(band, "#ffffff") > 7
    assert list_low_contrasts(make_band_tokens(band), BAND_PAIRS) == []


@given(COLOURS)
def test_any_accent_has_a_readable_neighbour_in_the_light_theme(accent: str) -> None:
    nearest = find_readable_accent(accent, LIGHT, dark=False)
    assert nearest is not None
    tokens = {**LIGHT, **make_accent_tokens(nearest, dark=False)}
    assert list_low_contrasts(tokens, ACCENT_PAIRS) == []


@given(COLOURS)
def test_any_accent_has_one_for_the_dark_theme(accent: str) -> None:
    bright = make_dark_accent(accent, DARK)
    assert bright is not None
    assert list_low_contrasts({**DARK, **make_accent_tokens(bright, dark=True)}, ACCENT_PAIRS) == []


def test_a_pair_that_is_too_alike_is_named_with_its_contrast() -> None:
    tokens = {**LIGHT, **make_accent_tokens("#ff6600", dark=False)}
    low = {(pair.ink, pair.ground): pair for pair in list_low_contrasts(tokens, ACCENT_PAIRS)}
    pair = low["accent", "paper"]
    assert (round(pair.contrast, 1), pair.least) == (2.7, 4.5)
