"""Arabic pages run from right to left: styles name no side, what runs the other way is apart."""

import re

import pytest

from support.built_site import BuildSite, BuiltSite, find_one
from support.paths import ROOT

SIDES = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right)\b|text-align:\s*(?:left|right)\b"
    r"|float:\s*(?:left|right)\b|^\s*(?:left|right):",
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def arabic(build_site: BuildSite) -> BuiltSite:
    return build_site("arabic")


def test_styles_name_no_side() -> None:
    folders = (ROOT / "overrides/assets/styles", ROOT / "src/entraide/desk/static")
    files = [file for folder in folders for file in folder.rglob("*.css")]
    assert len(files) > 30
    assert [file.name for file in files if SIDES.search(file.read_text("utf-8"))] == []


def test_the_short_address_of_an_entry_is_apart(arabic: BuiltSite) -> None:
    address = find_one(arabic.read_page("ar/harassment/block/"), "bdi.tools-address")
    assert address["dir"] == "ltr"


def test_a_title_in_another_language_stands_on_the_side_of_the_page(arabic: BuiltSite) -> None:
    """A block with a direction of its own would begin at its own side."""
    page = arabic.read_page("ar/scams/signs/")
    assert find_one(page, ".sidebar a span[lang=fr]")["dir"] == "ltr"
    blocks = "nav:not(.languages-nav, .footer-row) a[dir], h2[dir], h3[dir], dd[dir]"
    for path in ("ar/", "ar/scams/", "ar/entries/", "ar/changes/"):
        assert arabic.read_page(path).select(blocks) == []


def test_a_title_of_two_lines_stands_on_the_side_of_the_page_too(arabic: BuiltSite) -> None:
    css = arabic.get_file("assets/site.css").read_text(encoding="utf-8")
    rule = re.search(r":is\(a, bdi, span, small\)\[dir\] \{([^}]+)\}", css)
    assert rule
    assert "-webkit-match-parent" in rule[1], "Chromium knows no other name"
    assert re.search(r"text-align: match-parent", rule[1])
    assert arabic.read_page("ar/scams/").select(".entry-list a[dir=ltr]")
