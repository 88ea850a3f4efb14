"""Parts of a site that are off, all or one by one: nothing is left of each; all else stays."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from support.built_site import BuiltSite, get_attribute, list_attributes
from support.part_switches import SwitchParts


class Switch(NamedTuple):
    """A part by its setting, what stands for it in pages and files, and words that only it has."""

    setting: str
    selectors: tuple[str, ...]
    words: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


SWITCHES = (
    Switch(
        "exit",
        (".exit-link", ".exit-words", ".exit-status", "[data-exit]"),
        ("Leave this page", "Quitter cette page", "Your history keeps", "Shift three times"),
    ),
    Switch("exit_keys", (".exit-keys",), ("Shift three times", "Maj", "Press Shift")),
    Switch(
        "danger",
        (".danger-link", ".emergency", ".country-danger"),
        ("In danger?", "Call the emergency number of the country where you are"),
    ),
    Switch(
        "rating",
        (".rating",),
        ("Was this helpful?",),
        ("assets/scripts/feedback.fr.js", "assets/scripts/rating.js"),
    ),
    Switch(
        "proposals",
        ("a[href*='propose/']", "a[href*='translate/']", "[data-syntax]"),
        ("Suggest a correction", "Help translate", "Proposer une correction"),
        (
            *("propose/", "fr/translate/", "translate/fr.svg", "entries/1.fr.md"),
            *("assets/propose.css", "assets/scripts/propose.js", "assets/scripts/propose/po.js"),
        ),
    ),
    Switch("related", (".related",), ("What may also help",)),
    Switch("reading_time", (".reading",), ("minute to read", "minute de lecture")),
    Switch("unreviewed", (), ("Not yet reviewed by", "n’a pas encore été relu")),
    Switch("author", (), ("Written by", '"author"', "Rédaction")),
    Switch(
        "index",
        ("a[href$='entries/']", ".letter"),
        ("All entries", "Toutes les fiches"),
        ("entries/", "fr/entries/"),
    ),
    Switch("feeds", ("[type='application/atom+xml']",), ("Atom",), ("feed.xml", "fr/feed.xml")),
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
NAMES = pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch.setting)


def iter_pages(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Every page of a site: its path and its HTML."""
    for file in sorted(site.folder.rglob("*.html")):
        yield file.relative_to(site.folder).as_posix(), file.read_text(encoding="utf-8")


def find_words(site: BuiltSite, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """The pages and scripts of words that hold any of `words`."""
    texts = dict(iter_pages(site))
    for module in site.folder.glob("assets/scripts/*.??.js"):
        texts[module.name] = module.read_text(encoding="utf-8")
    return [(path, word) for path, text in texts.items() for word in words if word in text]


@NAMES
def test_a_part_is_there_by_default(switch_parts: SwitchParts, switch: Switch) -> None:
    site = switch_parts()
    pages = [site.read_page(path) for path, _ in iter_pages(site)]
    for selector in switch.selectors:
        assert any(page.select(selector) for page in pages), selector
    assert [word for word in switch.words if not find_words(site, (word,))] == []
    assert [path for path in switch.files if not site.has(path)] == []


def test_nothing_is_left_where_all_parts_are_off(switch_parts: SwitchParts) -> None:
    site = switch_parts(**{switch.setting: False for switch in SWITCHES})
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


def list_dead_links(site: BuiltSite) -> list[tuple[str, str]]:
    """The links, styles and scripts of all pages that lead to no file, and to no id of a page."""
    return [
        (path, url)
        for path, _ in iter_pages(site)
        if path != "404.html"
        for url in list_local_addresses(site, path)
        if not is_reachable(site, path, url)
    ]


def list_local_addresses(site: BuiltSite, path: str) -> list[str]:
    page = site.read_page(path)
    urls = [*list_attributes(page, "[href]", "href"), *list_attributes(page, "[src]", "src")]
    return [url for url in urls if not url.startswith(("https:", "mailto:", "tel:", "sms:"))]


def is_reachable(site: BuiltSite, path: str, url: str) -> bool:
    address, _, anchor = url.partition("#")
    here = BuiltSite(site.get_file(path).parent)
    target = here.get_file(address.partition("?")[0]) if address else site.get_file(path)
    if address.lstrip("./").startswith("desk/"):
        return True
    if not target.is_file():
        return False
    known = not anchor or target.suffix != ".html" or anchor.isdigit()
    return known or f'id="{anchor}"' in target.read_text(encoding="utf-8")


def list_scripts(site: BuiltSite, path: str) -> list[str]:
    """The names of the scripts that a page loads."""
    sources = list_attributes(site.read_page(path), "script[src]", "src")
    return [src.rpartition("/")[2] for src in sources]


def test_pages_without_a_bar_load_no_script_for_it(switch_parts: SwitchParts) -> None:
    site = switch_parts(exit=False, danger=False)
    assert "exit.js" in list_scripts(switch_parts(), "")
    assert "exit.js" not in list_scripts(site, "")
    assert not site.has("assets/scripts/exit.js")
    assert "--exit" not in site.get_file("assets/site.css").read_text(encoding="utf-8")


def test_readers_choose_their_country_without_the_emergency_link(switch_parts: SwitchParts) -> None:
    site = switch_parts(danger=False)
    assert "country.js" in list_scripts(site, "scams/signs/")
    assert site.read_page("scams/signs/").select("ul.where")
    assert "country.js" not in list_scripts(switch_parts(), "scams/signs/")  # exit.js loads it


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
