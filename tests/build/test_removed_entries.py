"""The page of a removed entry, as it is built: the frame of any page, with the way out."""

import pytest

from support.built_site import BuildSite, BuiltSite
from support.removals import build_with_removal


@pytest.fixture(scope="module")
def site(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return build_with_removal("states", build_site, tmp_path_factory.mktemp("removal"))


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_it_has_the_header_the_way_out_and_the_footer(site: BuiltSite, prefix: str) -> None:
    page, home = site.read_page(f"{prefix}e/7001/"), site.read_page(prefix or "./")
    for selector in (".header-home", ".exit .exit-link", ".danger-link", "script[src*=exit]"):
        assert len(page.select(selector)) == len(home.select(selector)), selector
    assert page.select_one(".exit-link")
    assert page.select_one("meta[name=robots][content=noindex]")
    assert page.select(".footer li")
    assert page.select_one("main h1")
    assert len(page.select("a:not(header a, footer a, nav a, main a, .skip)")) == 0


def test_its_languages_lead_to_the_same_address(site: BuiltSite) -> None:
    for path in ("e/7001/", "scams/taken-down/"):
        page = site.read_page(f"fr/{path}")
        up = "../" * (path.count("/") + 1)
        links = [str(link["href"]) for link in page.select("header .languages a")]
        assert links == [f"{up}{path}", f"{up}fr/{path}"]


def test_it_says_when_and_where_to_go(site: BuiltSite) -> None:
    main = site.read_page("e/7001/").select_one("main")
    assert main
    assert "This page was removed" in main.get_text()
    assert "1 November 2026" in main.get_text()
    assert main.select_one("h2 + p a")
