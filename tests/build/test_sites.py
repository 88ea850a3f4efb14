"""Whole builds of awkward projects: a sub-path, three locales, odd names, one locale, broken."""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from support.built_site import (
    BuildSite,
    BuiltSite,
    copy_site,
    find_one,
    get_attribute,
    list_attributes,
    run_mkdocs,
)
from support.page_links import list_broken_links
from support.part_switches import SwitchParts

SITES_OF_ALL_KINDS = [
    *("square", "states", "channels", "subpath", "arabic"),
    *("awkward", "single", "writing", "club"),
]
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize("name", SITES_OF_ALL_KINDS)
def test_no_link_of_any_page_is_broken(build_site: BuildSite, name: str) -> None:
    assert list_broken_links(build_site(name)) == []


def test_absolute_addresses_keep_the_sub_path(build_site: BuildSite) -> None:
    site = build_site("subpath")
    base = "https://square.example/members/help/"
    page = site.read_page("fr/harassment/current/")
    absolute = list_attributes(page, "link[rel=canonical], link[rel=alternate][hreflang]", "href")
    assert len(absolute) == 4
    assert all(url.startswith(base) for url in absolute)
    assert all(not url.startswith("/") for url in list_attributes(page, "a[href]", "href"))
    locations = [loc.text or "" for loc in ET.parse(site.get_file("sitemap.xml")).iter()]
    assert any(text.startswith(f"{base}fr/harassment/current/") for text in locations)


def test_the_404_page_of_a_sub_path_links_from_the_root_of_the_server(
    build_site: BuildSite,
) -> None:
    found = list_attributes(build_site("subpath").read_page("404.html"), "main a[href]", "href")
    links = [link.removesuffix(".") for link in found]
    assert "/members/help/fr/" in links
    assert "/members/help/" in links


@pytest.mark.thorough
def test_the_404_page_names_languages_where_the_site_has_one_name(
    build_site: BuildSite, switch_parts: SwitchParts
) -> None:
    for site, names in (
        (switch_parts(), ["English", "Français"]),
        (build_site("arabic"), ["Help", "Aide", "مساعدة"]),
    ):
        first = site.read_page("404.html").select(".plain-header")[0]
        assert [link.get_text() for link in first.select(".languages a")] == names


def test_the_corpus_under_a_sub_path_has_relative_paths_and_absolute_links(
    build_site: BuildSite,
) -> None:
    site = build_site("subpath")
    row = site.read_json("entries/4.fr.json")
    assert row["url"] == "fr/harassment/english-only/"
    assert 'src="https://square.example/members/help/harassment/drawing.svg"' in row["html"]
    link = "(https://square.example/members/help/fr/harassment/current/#first-steps)"
    assert link in site.read_json("entries/4.fr.json")["markdown"]


def test_a_right_to_left_locale_is_marked_as_such(build_site: BuildSite) -> None:
    page = build_site("arabic").read_page("ar/harassment/block/")
    assert (get_attribute(page, "html", "lang"), get_attribute(page, "html", "dir")) == (
        "ar",
        "rtl",
    )
    assert find_one(page, ".admonition-title").get_text() == "تحذير"
    assert "تحذير" not in build_site("arabic").read_page("harassment/block/").get_text()


def test_a_text_from_left_to_right_says_so_on_a_right_to_left_page(build_site: BuildSite) -> None:
    page = build_site("arabic").read_page("ar/scams/signs/")
    assert (get_attribute(page, "html", "lang"), get_attribute(page, "html", "dir")) == (
        "ar",
        "rtl",
    )
    assert find_one(page, "[lang=fr][dir=ltr] h2")


def test_each_locale_has_its_own_alternates_with_three(build_site: BuildSite) -> None:
    page = build_site("arabic").read_page("fr/harassment/block/")
    claims = list_attributes(page, "link[rel=alternate][hreflang]", "hreflang")
    assert claims == ["en", "fr", "ar", "x-default"]
    default = find_one(build_site("arabic").read_page("ar/scams/fake/"), "link[hreflang=x-default]")
    assert default["href"] == "https://three.example/ar/scams/fake/"


def test_a_site_of_one_locale_has_no_language_switch_and_no_prefix(build_site: BuildSite) -> None:
    page = build_site("single").read_page("harassment/bloquer/")
    assert get_attribute(page, "html", "lang") == "fr"
    assert not page.select(".languages a")


def test_markup_in_a_title_is_text(build_site: BuildSite) -> None:
    page = build_site("awkward").read_page("harassment/%C3%9Cn%C3%AFcode%20%26%20Co./")
    assert find_one(page, "h1").get_text() == "Names with & and <x>marks</x>"
    assert not page.select("h1 b")
    assert "<x>marks" not in build_site("awkward").get_file("entries/").read_text(encoding="utf-8")


def test_the_sitemap_names_each_page_once_with_alternates_and_dates(states: BuiltSite) -> None:
    root = ET.parse(states.get_file("sitemap.xml")).getroot()
    urls = {url.findtext("s:loc", namespaces=SITEMAP): url for url in root}
    assert len(urls) == len(list(root))
    current = urls["https://states.example/fr/harassment/current/"]
    assert current.findtext("s:lastmod", namespaces=SITEMAP) == "2026-05-01"
    langs = [link.get("hreflang") for link in current.findall("x:link", SITEMAP)]
    assert langs == ["en", "fr", "x-default"]
    assert "https://states.example/fr/harassment/english-only/" not in urls, "a fallback page"
    assert not [url for url in urls if url and "draft" in url]


@pytest.mark.thorough
def test_a_broken_tree_stops_plain_mkdocs_before_it_empties_anything(tmp_path: Path) -> None:
    config = copy_site("states", tmp_path / "project")
    site = tmp_path / "site"
    assert run_mkdocs("build", "-q", "-f", config, "-d", site).returncode == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    entry = config.parent / "docs/en/harassment/current.md"
    entry.write_text(entry.read_text().replace("tags: [police, privacy]", "tags: [polce]"))
    home = config.parent / "docs/fr/index.md"
    home.write_text(home.read_text().replace("title:", "titel:"))
    run = run_mkdocs("build", "-q", "-f", config, "-d", site)
    assert run.returncode == 1
    assert "docs/en/harassment/current.md:5: " in run.stderr
    assert "Did you mean “police”?" in run.stderr
    assert "docs/fr/index.md:2: " in run.stderr, "all problems at once"
    assert "Traceback" not in run.stderr
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


@pytest.mark.thorough
def test_the_calendar_alone_never_fails_a_strict_build(tmp_path: Path) -> None:
    os.environ["ENTRAIDE_AS_OF"] = "2099-01-01"
    try:
        config = copy_site("states", tmp_path / "project")
        run = run_mkdocs("build", "--strict", "-q", "-f", config, "-d", tmp_path / "site")
    finally:
        del os.environ["ENTRAIDE_AS_OF"]
    assert run.returncode == 0
    assert "warning:" in run.stderr
    assert "to be reviewed by 2026-12-31" in run.stderr
