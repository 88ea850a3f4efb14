"""The palette of a theme: colours derived from the brand's, and pairs that need enough contrast.

A palette maps the names of design tokens to colours, as `overrides/assets/tokens.css` has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from entraide.model.colours import Oklch, find_nearest, measure_contrast, to_hex, to_oklch

Palette = Mapping[str, str]
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2: 1.4.3 for words, 1.4.11 for what is no word

# What stands upon what, and the least contrast. The accent is the colour of links, and the ground
# of buttons; the band is the top of every page.
ACCENT_PAIRS = (
    *((ink, ground, TEXT) for ink in ("accent",) for ground in ("paper", "surface", "sunken")),
    ("accent", "accent-tint", TEXT),
    *((ink, ground, TEXT) for ink in ("accent-hover",) for ground in ("paper", "surface")),
    ("ink", "accent-tint", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-hover", TEXT),
)
BAND_PAIRS = (
    ("band-ink", "band", TEXT),
    ("band-soft", "band", TEXT),
    ("band-bright", "band", TEXT),
    ("band-focus", "band", SHAPE),
    ("band-line", "band", SHAPE),
    ("on-band-focus", "band-focus", TEXT),
    ("on-band-focus", "band-bright", TEXT),
)
WHITE, BLACK = to_hex(Oklch(1, 0, 0)), to_hex(Oklch(0, 0, 0))


@dataclass(frozen=True, slots=True)
class LowContrast:
    """Two tokens with too little contrast."""

    ink: str
    ground: str
    contrast: float
    least: float


def list_low_contrasts(
    palette: Palette, pairs: tuple[tuple[str, str, float], ...]
) -> list[LowContrast]:
    """Return those of `pairs` that have too little contrast in `palette`."""
    measured = (
        LowContrast(ink, ground, measure_contrast(palette[ink], palette[ground]), least)
        for ink, ground, least in pairs
    )
    return [pair for pair in measured if pair.contrast < pair.least]


def make_accent_tokens(accent: str, *, dark: bool) -> dict[str, str]:
    """Return the tokens derived from the accent colour of a theme, with that colour itself."""
    own = to_oklch(accent)
    away = 0.09 if dark else -0.1  # from the ground
    return {
        "accent": accent,
        "accent-hover": to_hex(Oklch(min(1, max(0, own.lightness + away)), own.chroma, own.hue)),
        "accent-tint": _paint(own, 0.315 if dark else 0.94, 0.035 if dark else 0.02),
        "on-accent": _paint(own, 0.22, 0.03) if dark else WHITE,
        # What is current, and what has focus: shapes, which need less contrast than words.
        "lamp": accent,
        "focus": accent,
    }


def make_band_tokens(band: str) -> dict[str, str]:
    """Return the tokens derived from the colour of the band; words on it are always readable."""
    own = to_oklch(band)
    inks = (_paint(own, 0.965, 0.01), WHITE, _paint(own, 0.2, 0.02), BLACK)
    ink = next(each for each in inks if measure_contrast(each, band) >= TEXT)
    is_deep = to_oklch(ink).lightness > 0.5
    bright = WHITE if is_deep else BLACK
    lamp = _find_lamp(band, is_deep=is_deep)
    return {
        "band": band,
        "band-ink": ink,
        "band-soft": _soften(ink, band, TEXT, 0.2),
        "band-bright": bright,
        "band-line": _soften(ink, band, SHAPE, 0.45),
        "band-focus": lamp,
        "on-band-focus": BLACK if is_deep else WHITE,
    }


def make_dark_accent(accent: str, palette: Palette) -> str | None:
    """Return the accent for the dark theme: the readable colour nearest to `accent`.

    `palette` has the other tokens of that theme. None where no lightness of the hue is readable.
    """
    own = to_oklch(accent)
    bright = to_hex(Oklch(max(own.lightness, 0.8), min(own.chroma, 0.12), own.hue))
    return find_readable_accent(bright, palette, dark=True)


def find_readable_accent(accent: str, palette: Palette, *, dark: bool) -> str | None:
    """Return the colour nearest to `accent` that passes every pair; None where there is none."""

    def passes(candidate: str) -> bool:
        tokens = {**palette, **make_accent_tokens(candidate, dark=dark)}
        return not list_low_contrasts(tokens, ACCENT_PAIRS)

    return find_nearest(accent, passes)


def make_deep(colour: str, *, dark: bool) -> str:
    """Return a background for the band in the hue of `colour`, darker in the dark theme."""
    own = to_oklch(colour)
    return _paint(own, 0.27 if dark else 0.32, min(0.09, own.chroma))


def _paint(own: Oklch, lightness: float, chroma: float) -> str:
    """Return a colour of the hue of `own`, with no more chroma than `own` has."""
    return to_hex(Oklch(lightness, min(chroma, own.chroma), own.hue))


def _find_lamp(band: str, *, is_deep: bool) -> str:
    """Return the background of “Leave this page”: light on a deep band, black on a light one."""
    candidates = (to_hex(Oklch(0.87, 0.12, 77)), WHITE) if is_deep else (BLACK,)
    return next(each for each in candidates if measure_contrast(each, band) >= SHAPE)


def _soften(ink: str, band: str, least: float, most: float) -> str:
    """Return `ink` mixed with `band` by the share `most`, or less to keep the contrast `least`."""
    own, ground = to_oklch(ink), to_oklch(band)
    for share in (most, most * 0.75, most * 0.5, most * 0.25):
        mixed = Oklch(
            own.lightness + (ground.lightness - own.lightness) * share,
            own.chroma + (ground.chroma - own.chroma) * share,
            ground.hue,
        )
        if measure_contrast(colour := to_hex(mixed), band) >= least:
            return colour
    return ink
