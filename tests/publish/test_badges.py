"""The badge of a locale: valid XML that says its name and its share, in its own language."""

import re
import xml.etree.ElementTree as ET

import pytest

from entraide.content.design_tokens import parse_design_tokens
from entraide.model.locales import Locale
from entraide.publish.badges import SVG, draw_badge, get_own_name

FR = Locale("fr", "fr", "ltr", "Français & <co>", "Aide")
AR = Locale("ar", "ar", "rtl", "العربية", "مساعدة")
TOKENS = parse_design_tokens("--ink: #111; --badge-done: #222; --lamp: #333; --on-accent: #444;")
EN = Locale("en", "en", "ltr", "English", "Help", default=True)


def read_texts(svg: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(svg).iter(f"{{{SVG}}}text")]


def read_title(svg: str) -> str | None:
    return ET.fromstring(svg).findtext(f"{{{SVG}}}title")


def test_it_says_its_name_and_its_share_as_its_language_writes_them() -> None:
    assert read_title(draw_badge(FR, 98, TOKENS)) == "Français 98\u00a0%"
    assert read_texts(draw_badge(FR, 98, TOKENS)) == ["Français", "98\u00a0%"]
    assert read_title(draw_badge(EN, 100, TOKENS)) == "English 100%"


def test_it_is_a_picture_with_a_name_in_a_language() -> None:
    root = ET.fromstring(draw_badge(FR, 7, TOKENS))
    assert (root.get("role"), root.get("lang")) == ("img", "fr")
    assert root[0].tag == f"{{{SVG}}}title", "the first child names it"


def test_its_colours_are_design_tokens_of_the_site() -> None:
    def read_grounds(percent: int) -> list[str | None]:
        root = ET.fromstring(draw_badge(FR, percent, TOKENS))
        return [box.get("fill") for box in root.iter(f"{{{SVG}}}rect")]

    assert read_grounds(100) == ["#111", "#222"]
    assert read_grounds(99) == ["#111", "#333"]
    assert draw_badge(FR, 99, TOKENS).count('fill="#444"') == 2


def test_what_is_read_from_right_to_left_is_drawn_so() -> None:
    name, share = reversed(read_texts(draw_badge(AR, 50, TOKENS)))
    assert name == "العربية"
    assert "50" in share or "٥٠" in share
    assert 'direction="rtl"' in draw_badge(AR, 50, TOKENS)


@pytest.mark.parametrize("locale", [EN, FR, AR])
def test_it_loads_nothing_and_runs_nothing(locale: Locale) -> None:
    svg = draw_badge(locale, 42, TOKENS)
    assert not re.search(r"style|script|href|url\(|@import|font-face", svg)


@pytest.mark.parametrize(
    ("lang", "name"),
    [("pt-BR", "Português (Brasil)"), ("fr", "Français"), ("zh-Hant", "中文 (繁體)")],
)
def test_a_language_is_called_what_it_calls_itself(lang: str, name: str) -> None:
    assert get_own_name(Locale(lang, lang, "ltr", "any", "Help")) == name


def test_the_boxes_are_as_wide_as_the_picture() -> None:
    root = ET.fromstring(draw_badge(Locale("zh", "zh", "ltr", "中文", "帮助"), 5, TOKENS))
    boxes = list(root.iter(f"{{{SVG}}}rect"))
    assert sum(int(box.get("width", "0")) for box in boxes) == int(root.get("width", "0"))
    assert int(boxes[1].get("x", "0")) == int(boxes[0].get("width", "0"))
