"""Sensitive entries: their titles stay on the pages, and out of histories and previews.

tests/sites/states has two: 9 in both languages, 10 in English only. Their titles, summaries,
keywords and notes all speak of blackmail, and nothing else there does.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest

from support.built_site import BuiltSite, find_one, get_attribute, list_attributes

STATES = "https://states.example/"
TELLING = re.compile("blackmail|chantage|chanteur", re.IGNORECASE)
PLACES = ["e/9/", "fr/e/9/", "e/10/", "fr/e/10/"]


def iter_metadata(site: BuiltSite, path: str) -> Iterator[str]:
    """What a history, a preview or a program is told of a page."""
    page = site.read_page(path)
    yield find_one(page, "title").get_text()
    yield from list_attributes(page, "meta[content]", "content")
    yield from list_attributes(page, "head link[href]", "href")
    yield from (script.get_text() for script in page.select("script"))
    yield get_attribute(page, ".tools-mail", "href")
    yield find_one(page, ".tools").get_text()


@pytest.mark.parametrize("path", PLACES)
def test_nothing_that_others_see_of_the_page_tells_its_title(states: BuiltSite, path: str) -> None:
    assert TELLING.search(states.read_page(path).get_text()), "the text itself does"
    assert [words for words in iter_metadata(states, path) if TELLING.search(words)] == []


@pytest.mark.parametrize("path", ["e/9/", "fr/e/9/"])
def test_the_title_of_the_page_is_announced(states: BuiltSite, path: str) -> None:
    page = states.read_page(path)
    assert TELLING.search(find_one(page, "h1").get_text())
    assert TELLING.search(find_one(page, ".lead").get_text())


def test_its_tab_and_its_preview_name_the_entry_by_its_number(states: BuiltSite) -> None:
    page = states.read_page("fr/e/9/")
    assert find_one(page, "title").get_text() == "Page d’aide 9 · Aide de Square Exemple"
    assert get_attribute(page, "meta[property='og:title']", "content") == "Page d’aide 9"
    assert (
        get_attribute(page, "meta[name=description]", "content") == "Une page de ce centre d’aide."
    )


def test_it_stands_at_its_number_in_every_claim(states: BuiltSite) -> None:
    page = states.read_page("fr/e/9/")
    assert get_attribute(page, "link[rel=canonical]", "href") == f"{STATES}fr/e/9/"
    alternates = {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")}
    assert alternates == {
        "en": f"{STATES}e/9/",
        "fr": f"{STATES}fr/e/9/",
        "x-default": f"{STATES}e/9/",
    }
    assert list_attributes(page, ".languages a", "href") == ["../../../e/9/", "./"]


def test_a_fallback_page_is_as_discreet_and_names_the_source(states: BuiltSite) -> None:
    page = states.read_page("fr/e/10/")
    assert find_one(page, ".notice-missing")
    assert get_attribute(page, "link[rel=canonical]", "href") == f"{STATES}e/10/"
    assert find_one(page, "title").get_text().startswith("Page d’aide 10 · ")


@pytest.mark.parametrize("prefix", ["", "fr/"])
@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("scams/blackmail/", 9),
        ("harassment/old-blackmail/", 9),
        ("harassment/blackmail-english-only/", 10),
    ],
)
def test_its_other_addresses_lead_there_and_say_nothing(
    states: BuiltSite, prefix: str, path: str, number: int
) -> None:
    page = states.read_page(prefix + path)
    refresh = get_attribute(page, "meta[http-equiv=refresh]", "content")
    target = urljoin(f"/{prefix}{path}", refresh.removeprefix("0; url="))
    assert target == f"/{prefix}e/{number}/"
    assert states.read_json("redirects.json")["redirects"][f"/{prefix}{path}"] == target
    assert not TELLING.search(str(page))
    assert get_attribute(page, "meta[name=robots]", "content") == "noindex"


def test_nothing_leads_to_an_address_that_tells(states: BuiltSite) -> None:
    pages = sorted(states.folder.rglob("*.html"))
    assert len(pages) > 40
    for path in pages:
        page = states.read_page(path.relative_to(states.folder).as_posix())
        # To staff, “Edit this page” names the file; a site without a repository has no such link.
        links = [
            link for link in list_attributes(page, "a[href]", "href") if "forge.example" not in link
        ]
        assert [link for link in links if TELLING.search(link)] == [], path


@pytest.mark.parametrize(
    "path",
    ["sitemap.xml", "feed.xml", "fr/feed.xml", "llms.txt", "manifest.webmanifest", "404.html"],
)
def test_no_list_for_machines_tells_the_title(states: BuiltSite, path: str) -> None:
    assert not TELLING.search(states.get_file(path).read_text(encoding="utf-8"))


def test_lists_for_machines_name_it_by_its_number(states: BuiltSite) -> None:
    sitemap = states.get_file("sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{STATES}fr/e/9/</loc>" in sitemap
    assert f"<loc>{STATES}fr/e/10/</loc>" not in sitemap, "a fallback page"
    assert "<title>Page d’aide 9</title>" in states.get_file("fr/feed.xml").read_text(
        encoding="utf-8"
    )
    llms = states.get_file("llms.txt").read_text(encoding="utf-8")
    assert f"- [Help page 10]({STATES}e/10/): A page of this help centre.\n" in llms
    assert f"- [Page d’aide 9]({STATES}fr/e/9/): Une page de ce centre d’aide.\n" in llms


def test_lists_on_pages_show_the_title_and_lead_to_the_number(states: BuiltSite) -> None:
    for path in ("fr/scams/", "fr/entries/", "fr/tags/privacy/", "fr/changes/"):
        (link,) = states.read_page(path).select(f"main a[href$='{make_locale_path(path)}e/9/']")
        assert link.get_text() == "Du chantage avec des images"


def make_locale_path(path: str) -> str:
    """The way from the page at `path` to the start of its locale."""
    return "../" * (path.count("/") - 1)


def test_links_between_texts_lead_to_the_number_and_keep_their_headings(states: BuiltSite) -> None:
    assert "../9/#first-steps" in list_attributes(states.read_page("e/10/"), ".text a", "href")
    links = list_attributes(states.read_page("fr/e/9/"), ".text a", "href")
    assert "../../harassment/current/#first-steps" in links
    assert "../10/" in links


def test_an_image_beside_its_file_still_shows(states: BuiltSite) -> None:
    for path in ("e/10/", "fr/e/10/"):
        drawing = urljoin(f"/{path}", get_attribute(states.read_page(path), ".text img", "src"))
        assert states.has(drawing.removeprefix("/"))


def test_the_corpus_has_its_title_its_number_and_the_warning(states: BuiltSite) -> None:
    row = states.read_json("entries/9.fr.json")
    assert (row["title"], row["url"]) == ("Du chantage avec des images", "fr/e/9/")
    assert row["sensitive"]
    assert not states.read_json("entries/1.fr.json")["sensitive"]
    assert f"({STATES}fr/e/10/)" in row["markdown"]
    assert f'href="{STATES}fr/e/10/"' in row["html"]
