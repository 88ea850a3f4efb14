"""The badge of a locale: its name and how much of it is current, as a small SVG.

It uses no font, script or style from elsewhere, so that it may stand on any page.
"""

import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from babel.numbers import format_percent

from entraide.content.babel_locales import get_babel_locale, get_format_locale
from entraide.content.formats import capitalize_phrase
from entraide.model.locales import Locale

SVG = "http://www.w3.org/2000/svg"
HEIGHT, MARGIN, CHARACTER = 24, 9, 7  # pixels; a character of the name, on average
FONT = "Verdana, DejaVu Sans, Noto Sans, Arial, sans-serif"
# Design tokens of the grounds. The words on them, in `on-accent`, reach 6:1.
NAME, DONE, NOT_YET = "ink", "badge-done", "lamp"


def draw_badge(locale: Locale, percent: int, tokens: Mapping[str, str]) -> str:
    """Draw the SVG of “Français 98 %”, in the language of `locale` and the colours of `tokens`."""
    name, share = (
        get_own_name(locale),
        format_percent(percent / 100, locale=get_format_locale(locale.lang)),
    )
    parts = [(name, NAME), (share, DONE if percent == 100 else NOT_YET)]
    if locale.dir == "rtl":
        parts.reverse()
    ET.register_namespace("", SVG)
    total = sum(_measure_box(text) for text, _ in parts)
    size = {"width": str(total), "height": str(HEIGHT), "viewBox": f"0 0 {total} {HEIGHT}"}
    root = ET.Element(f"{{{SVG}}}svg", size | {"role": "img", "lang": locale.lang})
    ET.SubElement(root, f"{{{SVG}}}title").text = f"{name} {share}"
    start = 0
    for text, ground in parts:
        colours = tokens[ground], tokens["on-accent"]
        _draw_box(root, text, colours, start, locale.dir)
        start += _measure_box(text)
    return ET.tostring(root, encoding="unicode") + "\n"


def get_own_name(locale: Locale) -> str:
    """Return what a language calls itself, as at the start of a sentence: “Français”."""
    name = get_babel_locale(locale.lang).get_display_name() or locale.name
    return capitalize_phrase(name)


def _measure_box(text: str) -> int:
    return 2 * MARGIN + _measure_text(text)


def _measure_text(text: str) -> int:
    """Return how long `text` is drawn, in pixels, in any font; a wide character counts as two."""
    return sum(
        CHARACTER * (2 if unicodedata.east_asian_width(sign) in "WF" else 1) for sign in text
    )


def _draw_box(
    root: ET.Element, text: str, colours: tuple[str, str], start: int, direction: str
) -> None:
    """Draw `text` in a box from `start` on; `colours` are of its ground and of the words."""
    ground, ink = colours
    box = {"x": str(start), "width": str(_measure_box(text)), "height": str(HEIGHT), "fill": ground}
    ET.SubElement(root, f"{{{SVG}}}rect", box)
    words = {
        "x": str(start + _measure_box(text) // 2),
        "y": "16",
        "fill": ink,
        "font-family": FONT,
        "font-size": "12",
        "text-anchor": "middle",
        "textLength": str(_measure_text(text)),
        "lengthAdjust": "spacingAndGlyphs",
        "direction": direction,
    }
    ET.SubElement(root, f"{{{SVG}}}text", words).text = text
