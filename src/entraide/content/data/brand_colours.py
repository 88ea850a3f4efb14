"""The colours of a brand: what follows from them in each theme, and whether words can be read.

They are measured against the grounds of the theme that the project has, its own `tokens.css` too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.colours import HEX_COLOUR, normalize_hex
from entraide.model.palette import (
    ACCENT_PAIRS,
    LowContrast,
    find_readable_accent,
    list_low_contrasts,
    make_accent_tokens,
    make_band_tokens,
    make_dark_accent,
    make_deep,
)

# What people call the tokens that a colour may have to be read on.
GROUNDS = {
    "paper": "the page",
    "surface": "a box",
    "sunken": "the footer",
    "accent-tint": "what the pointer is on",
    "accent": "a button",
    "accent-hover": "a button that the pointer is on",
}


@dataclass(frozen=True, slots=True)
class ColourChoice:
    """The colours in `data/brand.yml`, as `#rrggbb`; "" where none is given."""

    accent: str = ""
    accent_dark: str = ""
    band: str = ""
    band_dark: str = ""


def make_palettes(
    choice: ColourChoice,
    themes: tuple[Mapping[str, str], Mapping[str, str]],
    locations: Mapping[str, FileLine],
    log: ProblemLog,
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the tokens that follow in the light and in the dark theme.

    `themes` holds the tokens of the two as they are without the brand, `places` the line of each
    key; a colour in which words cannot be read is a problem.
    """
    light, dark = map(select_colours, themes)
    light_tokens: dict[str, str] = {}
    dark_tokens: dict[str, str] = {}
    if choice.accent:
        light_tokens |= make_accent_tokens(choice.accent, dark=False)
        log.extend(_check_accent("accent", choice.accent, light, locations, is_dark=False))
    if choice.accent_dark:
        log.extend(_check_accent("accent_dark", choice.accent_dark, dark, locations, is_dark=True))
    if bright := choice.accent_dark or (choice.accent and make_dark_accent(choice.accent, dark)):
        dark_tokens |= make_accent_tokens(bright, dark=True)
    if lead := choice.band or choice.accent:
        light_tokens |= make_band_tokens(choice.band or make_deep(lead, dark=False))
    if band := choice.band_dark or (lead and make_deep(lead, dark=True)):
        dark_tokens |= make_band_tokens(band)
    return light_tokens, dark_tokens


def select_colours(theme: Mapping[str, str]) -> dict[str, str]:
    """Return those tokens of a theme that are colours, as `#rrggbb`."""
    return {
        name: normalize_hex(value)
        for name, value in theme.items()
        if re.fullmatch(HEX_COLOUR, value)
    }


def _check_accent(
    key: str,
    accent: str,
    theme: Mapping[str, str],
    locations: Mapping[str, FileLine],
    *,
    is_dark: bool,
) -> list[Problem]:
    """Return the problem of an accent in which words cannot be read, or that has no use there."""
    palette = {**theme, **make_accent_tokens(accent, dark=is_dark)}
    low = list_low_contrasts(palette, ACCENT_PAIRS)
    if not low or key not in locations:
        return []
    worst = min(low, key=lambda pair: pair.contrast)
    nearest = find_readable_accent(accent, theme, dark=is_dark)
    cure = f'The nearest that passes: "{nearest}"' if nearest else "Choose another colour"
    return [Problem(locations[key], _explain(key, accent, worst, palette), cure)]


def _explain(key: str, accent: str, pair: LowContrast, palette: Mapping[str, str]) -> str:
    """Return a sentence on how little contrast a colour has with the one beside it."""
    ground = GROUNDS.get(pair.ground, pair.ground)
    contrast = int(pair.contrast * 100) / 100  # never rounded up to what it needs
    return (
        f"colours.{key} is “{accent}”: words on {ground} ({palette[pair.ink]} on "
        f"{palette[pair.ground]}) have a contrast of {contrast}, and need {pair.least}"
    )
