"""The operator's pages and security.txt, on whole built sites."""

from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
import yaml

from support.built_site import BuildSite, BuiltSite, find_one, get_attribute, list_attributes
from support.square_site import SQUARE

PAGES = ("contact/", "legal/", "accessibility/")
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="session")
def awkward(build_site: BuildSite) -> BuiltSite:
    return build_site("awkward")


def list_facts(value: object, code: str) -> list[str]:
    """Every text of a platform's data in one locale."""
    if isinstance(value, dict) and code in value:
        return [str(value[code])]
    if isinstance(value, dict):
        return [text for child in value.values() for text in list_facts(child, code)]
    return [str(value)]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_report_route_and_address_we_ship_stands_on_the_contact_page(
    build_site: BuildSite, code: str
) -> None:
    data = yaml.safe_load((SQUARE / "data/platform.yml").read_text(encoding="utf-8"))
    prefix = "" if code == "en" else "fr/"
    said = (
        find_one(build_site("square").read_page(f"{prefix}contact/"), "main").get_text().casefold()
    )
    given = [data["report"], data["block"], data["police"], data["contact"]["expect"]]
    for text in list_facts({str(number): each for number, each in enumerate(given)}, code):
        assert text.casefold() in said
    assert data["contact"]["email"] in said


def test_an_emergency_comes_first_on_the_contact_page(awkward: BuiltSite) -> None:
    for path in ("contact/", "fr/contact/"):
        parts = awkward.read_page(path).select("main > :is(.emergency, .operator)")
        assert [part["class"][0] for part in parts[:2]] == ["emergency", "operator"]


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_what_the_operator_gave_is_shown_as_text_with_its_links(
    awkward: BuiltSite, prefix: str
) -> None:
    legal = awkward.read_page(f"{prefix}legal/")
    assert "Square & <Sons>" in legal.get_text()
    assert not legal.select("main i, main sons")
    assert list_attributes(legal, "main dd a", "href") == [
        "tel:+33199001122",
        "mailto:help+me@square.example",
        "mailto:privacy@square.example",
        "https://square.example/privacy?a=1&b=2",
        "https://square.example/",
    ]
    contact = awkward.read_page(f"{prefix}contact/")
    assert list_attributes(contact, "main dd a", "href") == [
        "mailto:help+me@square.example",
        "tel:+442079460123",
    ]
    assert "An answer & <x>no more</x>" in contact.get_text()
    assert not contact.select("#police")


def test_readers_are_told_nothing_of_facts_that_are_not_given(states: BuiltSite) -> None:
    legal = states.read_page("legal/")
    assert [title.get_text() for title in legal.select("main h2")] == ["Who publishes this site"]
    assert [label.get_text() for label in legal.select("main dt")] == ["Name"]


@pytest.mark.thorough
def test_a_page_of_the_operator_without_any_fact_is_not_published(build_site: BuildSite) -> None:
    site = build_site("single")
    links = list_attributes(site.read_page(""), "footer a", "href")
    assert not [link for link in links if link.endswith(PAGES)]
    assert not site.has("legal/")
    assert not site.has("accessibility/")
    assert site.has("contact/")  # other pages lead to it


@pytest.mark.parametrize("path", [f"{prefix}{path}" for prefix in ("", "fr/") for path in PAGES])
def test_nothing_is_left_out_of_the_pages_we_ship(build_site: BuildSite, path: str) -> None:
    page = build_site("square").read_page(path)
    assert len(page.select("main h2")) >= 5


@pytest.mark.parametrize("path", ["", "fr/", "fr/scams/", "fr/harassment/current/", "fr/legal/"])
def test_every_page_leads_to_the_operators_pages(states: BuiltSite, path: str) -> None:
    prefix = "fr/" if path.startswith("fr/") else ""
    links = {
        urljoin(f"/{path}", link)
        for link in list_attributes(states.read_page(path), "footer a", "href")
    }
    assert {f"/{prefix}{page}" for page in PAGES} <= links


def test_the_operators_pages_are_in_the_sitemap_in_every_locale(states: BuiltSite) -> None:
    root = ET.parse(states.get_file("sitemap.xml")).getroot()
    urls = {url.findtext("s:loc", "", MAP): url for url in root.findall("s:url", MAP)}
    for path in PAGES:
        for prefix in ("", "fr/"):
            url = urls[f"https://states.example/{prefix}{path}"]
            langs = [link.get("hreflang") for link in url.findall("x:link", MAP)]
            assert langs == ["en", "fr", "x-default"]
            assert url.find("s:lastmod", MAP) is None


def test_the_operators_pages_are_no_entries(states: BuiltSite) -> None:
    for path in ("entries/", "fr/entries/"):
        links = list_attributes(states.read_page(path), "main a", "href")
        assert not [link for link in links if link.endswith(PAGES)]


def test_a_page_of_the_operators_has_its_title_and_summary(awkward: BuiltSite) -> None:
    page = awkward.read_page("fr/legal/")
    assert find_one(page, "h1").get_text() == "Mentions légales"
    assert find_one(page, "title").get_text().startswith("Mentions légales · ")
    assert "héberge" in get_attribute(page, "meta[name=description]", "content")
    assert get_attribute(page, "html", "lang") == "fr"


def test_security_txt_is_written_once_from_what_the_operator_gave(awkward: BuiltSite) -> None:
    text = awkward.get_file(".well-known/security.txt").read_text(encoding="utf-8")
    assert text.splitlines() == [
        "Contact: https://square.example/holes",
        "Expires: 2027-10-01T23:59:59Z",
        "Preferred-Languages: fr, en",
        "Canonical: https://awkward.example/.well-known/security.txt",
        "Policy: https://square.example/policy",
    ]
    assert not awkward.has("fr/.well-known/security.txt")


def test_without_its_facts_there_is_no_security_txt(states: BuiltSite) -> None:
    assert not states.has(".well-known/security.txt")
