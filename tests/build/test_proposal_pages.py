"""What a build says about proposals: the page, the links to it, and what the desk is told."""

import pytest

from support.built_site import BuildSite, BuiltSite, find_one, get_attribute, list_attributes


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_the_page_is_in_no_index(build_site: BuildSite, prefix: str) -> None:
    site = build_site("states")
    page = site.read_page(f"{prefix}propose/")
    assert get_attribute(page, "meta[name=robots]", "content") == "noindex"
    assert list_attributes(page, "link[rel=alternate][hreflang]", "href") == []
    assert "propose/" not in site.get_file("sitemap.xml").read_text(encoding="utf-8")
    assert find_one(page, ".exit-link")


def test_its_styles_are_its_own(build_site: BuildSite) -> None:
    site = build_site("states")
    page = site.read_page("fr/propose/")
    assert list_attributes(page, "link[rel=stylesheet]", "href") == [
        "../../assets/site.css",
        "../../assets/propose.css",
    ]
    assert ".segment" not in site.get_file("assets/site.css").read_text(encoding="utf-8")


def list_proposal_links(site: BuiltSite, path: str) -> list[tuple[str, str]]:
    """Words and address of every link to the page of proposals, or to a file for one."""
    links = site.read_page(path).select(
        'main a[href*="propose/#"], main a[href^=".."][href$=".md"]'
    )
    return [(link.get_text(), str(link["href"])) for link in links]


def test_every_listed_entry_has_its_way_to_a_proposal(build_site: BuildSite) -> None:
    site = build_site("states")
    missing = [("Proposer une traduction", "../../propose/#4")]
    assert list_proposal_links(site, "fr/harassment/english-only/") == missing
    assert list_proposal_links(site, "harassment/english-only/") == [
        ("Suggest a correction", "../../propose/#4")
    ]
    assert list_proposal_links(site, "fr/harassment/misleading/") == [
        ("Proposer une mise à jour", "../../propose/#3"),
        ("Proposer une correction", "../../propose/#3"),
    ]
    assert list_proposal_links(site, "scams/archived/") == []


def test_the_desk_is_told_the_terms_the_page_and_the_refused_wordings(
    build_site: BuildSite,
) -> None:
    told = build_site("square").read_json("entries/desk.json")
    assert told["licence"]["name"] == "CC BY 4.0"
    assert [locale["propose"] for locale in told["locales"]] == ["propose/", "fr/propose/"]
    assert ["phishing", "hameçonnage"] in told["forbidden"]["fr"]
