"""Colours: contrast as WCAG measures it, and changes that keep the hue.

A colour is `#rrggbb` in text. Its lightness (0 to 1), chroma and hue (degrees) are those of OKLCH,
in which equal steps look equal: https://www.w3.org/TR/css-color-4/#ok-lab.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

HEX_COLOUR = r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})"
STEPS = 500  # of lightness, in which the nearest colour is sought


@dataclass(frozen=True, slots=True)
class Oklch:
    """A colour by its lightness, its chroma and its hue."""

    lightness: float
    chroma: float
    hue: float


def normalize_hex(colour: str) -> str:
    """Return `#rrggbb` of `#rgb` or `#RRGGBB`; raise ValueError for what is no such colour."""
    if not re.fullmatch(HEX_COLOUR, colour):
        raise ValueError(f"no colour: {colour}")
    signs = colour[1:].lower()
    return f"#{signs if len(signs) == 6 else ''.join(sign * 2 for sign in signs)}"


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (none) to 21 (black and white)."""
    light, dark = sorted((_measure_luminance(one), _measure_luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def to_oklch(colour: str) -> Oklch:
    """Return `colour` in OKLCH; the hue of a grey is 0."""
    red, green, blue = _read_linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    chroma = math.hypot(a, b)
    return Oklch(lightness, chroma, math.degrees(math.atan2(b, a)) % 360 if chroma > 1e-4 else 0)


def to_hex(colour: Oklch) -> str:
    """Return `colour` as `#rrggbb`; its chroma is lowered as far as screens need."""
    low, high = 0.0, colour.chroma
    if _is_shown(_to_linear(colour)):
        low = high
    while high - low > 1e-4:
        middle = (low + high) / 2
        fits = _is_shown(_to_linear(Oklch(colour.lightness, middle, colour.hue)))
        low, high = (middle, high) if fits else (low, middle)
    return _format_linear(_to_linear(Oklch(colour.lightness, low, colour.hue)))


def find_nearest(colour: str, passes: Callable[[str], bool]) -> str | None:
    """Return the colour of the same hue, nearest in lightness, for which `passes` is true.

    None where there is no such colour.
    """
    start = to_oklch(colour)
    for lightness in _iter_from(start.lightness):
        candidate = to_hex(Oklch(lightness, start.chroma, start.hue))
        if passes(candidate):
            return candidate
    return None


def _iter_from(start: float) -> Iterator[float]:
    """Yield lightnesses in both directions from `start`, the nearest first."""
    for step in range(STEPS + 1):
        for lightness in (start - step / STEPS, start + step / STEPS):
            if 0 <= lightness <= 1:
                yield lightness


def _read_linear(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue as amounts of light, from 0 to 1."""
    value = int(normalize_hex(colour)[1:], 16)
    red, green, blue = ((value >> shift & 255) / 255 for shift in (16, 8, 0))
    return _to_light(red), _to_light(green), _to_light(blue)


def _to_light(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _measure_luminance(colour: str) -> float:
    red, green, blue = _read_linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _to_linear(colour: Oklch) -> tuple[float, float, float]:
    """Return red, green and blue as amounts of light; out of 0 to 1, no screen shows them."""
    angle = math.radians(colour.hue)
    a, b = colour.chroma * math.cos(angle), colour.chroma * math.sin(angle)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _is_shown(amounts: tuple[float, float, float]) -> bool:
    return all(-1e-4 <= amount <= 1 + 1e-4 for amount in amounts)


def _format_linear(amounts: tuple[float, float, float]) -> str:
    channels = (_from_light(min(1, max(0, amount))) for amount in amounts)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _from_light(amount: float) -> float:
    return 12.92 * amount if amount <= 0.0031308 else 1.055 * amount ** (1 / 2.4) - 0.055
