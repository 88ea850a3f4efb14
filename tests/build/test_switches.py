"""Parts of a site that are off, all or one by one: nothing is left of each; all else stays."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import pytest

from entraide.model.site_parts import SiteParts
from support.built_site import BuiltSite, get_attribute, list_attributes
from support.dead_links import iter_pages, list_dead_links
from support.part_switches import SwitchParts


class Switch(NamedTuple):
    """A part by its setting, what stands for it in pages and files, and words that only it has.

    `styles` are in rules of the style sheet.
    """

    setting: str
    selectors: tuple[str, ...]
    words: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


SWITCHES = (
    Switch(
        "exit",
        (".exit-link", ".exit-words", ".exit-status", "[data-exit]"),
        ("Leave this page", "Quitter cette page", "Your history keeps", "Shift three times"),
        ("assets/scripts/exit.js",),
        (".exit-link", ".exit-words", ".exit-about", ".leaving"),
    ),
    Switch(
        "exit_keys",
        (".exit-keys",),
        ("Shift three times", "Maj", "Press Shift"),
        styles=(".exit-keys", "data-presses"),
    ),
    Switch(
        "danger",
        (".danger-link", ".emergency", ".country-danger"),
        (
            *("In danger?", "Call the emergency number of the country where you are"),
            *("Emergency numbers", "Numéros d’urgence"),
        ),
        styles=(".danger-link", ".emergency", ".country-danger"),
    ),
    Switch(
        "rating",
        (".rating",),
        ("Was this helpful?",),
        ("assets/scripts/feedback.fr.js", "assets/scripts/rating.js"),
        (".rating", ".feedback"),
    ),
    Switch(
        "proposals",
        ("a[href*='propose/']", "a[href*='translate/']", "[data-syntax]"),
        ("Suggest a correction", "Help translate", "Proposer une correction"),
        (
            *("propose/", "fr/translate/", "translate/fr.svg", "entries/1.fr.md"),
            *("assets/propose.css", "assets/scripts/propose.js", "assets/scripts/propose/po.js"),
            *("assets/scripts/propose/rules.js", "assets/vendor/markdown-it/LICENSE.txt"),
        ),
        (".coverage", ".translating", ".waiting", ".segment"),
    ),
    Switch(
        "questions",
        ("a[href$='ask/']", ".ask-form"),
        ("Ask a question", "Poser une question"),
        ("ask/", "fr/ask/", "assets/scripts/ask.js"),
        (".ask-form",),
    ),
    Switch("related", (".related",), ("What may also help",), styles=(".related",)),
    Switch("reading_time", (".reading",), ("minute to read", "minute de lecture")),
    Switch("unreviewed", (), ("Not yet reviewed by", "n’a pas encore été relu")),
    Switch("author", (), ("Written by", '"author"', "Rédaction")),
    Switch(
        "index",
        ("a[href$='entries/']", ".letter"),
        ("All entries", "Toutes les fiches"),
        ("entries/", "fr/entries/"),
        (".letter ", ".letter:", ".letters-back"),
    ),
    Switch(
        "feeds",
        ("[type='application/atom+xml']",),
        ("Atom",),
        ("feed.xml", "fr/feed.xml", "fr/translate/feed.xml"),
    ),
    Switch("police", ("#police",), ("For the police and the courts",)),
    Switch("dsa", ("#dsa",), ("Digital Services Act",)),
    Switch(
        "accessibility",
        ("a[href$='accessibility/']",),
        ("Accessibility",),
        ("accessibility/", "fr/accessibility/"),
    ),
    Switch("security", (), (), (".well-known/security.txt",)),
)
ALL_OFF: dict[str, object] = {switch.setting: False for switch in SWITCHES}
NAMES = pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch.setting)


def find_words(site: BuiltSite, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """The pages and scripts of words that hold any of `words`."""
    texts = dict(iter_pages(site))
    for module in site.folder.glob("assets/scripts/*.??.js"):
        texts[module.name] = module.read_text(encoding="utf-8")
    return [(path, word) for path, text in texts.items() for word in words if word in text]


@pytest.mark.thorough
def test_every_part_has_its_line_here() -> None:
    assert set(ALL_OFF) == {field.name for field in fields(SiteParts)}


@NAMES
def test_a_part_is_there_where_it_is_on(switch_parts: SwitchParts, switch: Switch) -> None:
    site = switch_parts()
    pages = [site.read_page(path) for path, _ in iter_pages(site)]
    for selector in switch.selectors:
        assert any(page.select(selector) for page in pages), selector
    assert [word for word in switch.words if not find_words(site, (word,))] == []
    assert [path for path in switch.files if not site.has(path)] == []
    assert [style for style in switch.styles if style not in read_styles(site)] == []


def test_nothing_is_left_where_all_parts_are_off(switch_parts: SwitchParts) -> None:
    site = switch_parts(**ALL_OFF)
    for switch in SWITCHES:
        assert_nothing_left(site, switch)
    assert list_dead_links(site) == []


@pytest.mark.thorough
@NAMES
def test_nothing_is_left_of_a_part_that_is_off(switch_parts: SwitchParts, switch: Switch) -> None:
    site = switch_parts(**{switch.setting: False})
    assert_nothing_left(site, switch)
    assert list_dead_links(site) == []


def assert_nothing_left(site: BuiltSite, switch: Switch) -> None:
    """Assert that no page and no file of a site has anything of a part that is off."""
    found = [
        (path, selector)
        for path, _ in iter_pages(site)
        for selector in switch.selectors
        if site.read_page(path).select(selector)
    ]
    assert found == []
    assert find_words(site, switch.words) == []
    assert [path for path in switch.files if site.has(path)] == []
    assert [style for style in switch.styles if style in read_styles(site)] == []


def read_styles(site: BuiltSite) -> str:
    """All style sheets that a site publishes."""
    sheets = sorted(site.folder.rglob("*.css"))
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


@pytest.mark.thorough
@NAMES
def test_all_other_parts_stay(switch_parts: SwitchParts, switch: Switch) -> None:
    site = switch_parts(**{switch.setting: False})
    pages = [site.read_page(path) for path, _ in iter_pages(site)]
    own = set(switch.selectors)
    for other in SWITCHES:
        for selector in set(other.selectors) - own if other != switch else ():
            assert any(page.select(selector) for page in pages) or selector in GO_TOO.get(
                switch.setting, ()
            ), selector


# What goes with another part: the keys go with the link that they press.
GO_TOO = {"exit": (".exit-keys",)}


def list_scripts(site: BuiltSite, path: str) -> list[str]:
    """The names of the scripts that a page loads."""
    sources = list_attributes(site.read_page(path), "script[src]", "src")
    return [src.rpartition("/")[2] for src in sources]


@pytest.mark.thorough
def test_pages_without_a_bar_load_no_script_for_it(switch_parts: SwitchParts) -> None:
    site = switch_parts(exit=False, danger=False)
    assert "exit.js" in list_scripts(switch_parts(), "")
    assert "exit.js" not in list_scripts(site, "")
    assert not site.has("assets/scripts/exit.js")
    assert "--exit" not in site.get_file("assets/site.css").read_text(encoding="utf-8")


FEWER_SCRIPTS = [
    pytest.param({"desk": False}, marks=pytest.mark.thorough),
    pytest.param({"country": "FR"}, marks=pytest.mark.thorough),
]


@pytest.mark.parametrize("settings", [{}, ALL_OFF, *FEWER_SCRIPTS])
def test_no_script_and_no_style_is_published_that_nothing_loads(
    switch_parts: SwitchParts, settings: dict[str, object]
) -> None:
    site = switch_parts(**settings)
    files = [*site.folder.rglob("*.html"), *site.folder.glob("assets/**/*.js")]
    texts = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assets = [file for file in site.folder.rglob("*") if file.suffix in {".js", ".css"}]
    assert len(assets) > 5
    assert [file.name for file in assets if not is_named(file.name, texts)] == []
    assert [one for file in assets for one in iter_missing_imports(file)] == []


def iter_missing_imports(script: Path) -> Iterator[str]:
    """Yield what a script imports and is not there."""
    for name in re.findall(r'(?:from|import) "(\.[^"]+)"', script.read_text(encoding="utf-8")):
        if not (script.parent / name).is_file():
            yield f"{script.name}: {name}"


def is_named(name: str, texts: str) -> bool:
    """Whether pages or scripts name a file: whole, without its ending, or in part."""
    stem = name.partition(".")[0]
    return any(word in texts for word in (name, f'"{stem}"', f"{stem}.${{"))


@pytest.mark.thorough
def test_readers_choose_their_country_without_the_emergency_link(switch_parts: SwitchParts) -> None:
    site = switch_parts(danger=False)
    assert "country.js" in list_scripts(switch_parts(exit=False), "scams/signs/")
    assert "country.js" in list_scripts(site, "scams/signs/")
    assert site.read_page("scams/signs/").select("ul.where")
    assert "country.js" not in list_scripts(switch_parts(), "scams/signs/")  # exit.js loads it


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({}, "Leave this page"),
        ({"danger": False}, "Leave this page"),
        ({"exit": False}, "Emergency numbers"),
    ],
)
def test_the_bar_is_called_what_it_holds(
    switch_parts: SwitchParts, settings: dict[str, bool], name: str
) -> None:
    page = switch_parts(**settings).read_page("scams/signs/")
    assert get_attribute(page, "nav.exit", "aria-label") == name
