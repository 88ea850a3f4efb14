"""Channels in every state on a whole built site (tests/sites/channels, as of 2026-11-21)."""

import gzip
import json
import re

import pytest

from support.built_site import (
    BuiltSite,
    find_one,
    find_project,
    get_attribute,
    list_attributes,
    run_mkdocs,
)

GHOSTS = (
    "ghost",
    "fantôm",
    "fantomat",
    "99003333",
    "99 00 33 33",
    "26999999",
    "555-0199",
    "unverified",
)
BYGONE = ("bygone", "périmé", "99002222", "99 00 22 22", "expired")
PLACEHOLDER = re.compile(r"\{\{channel\.[a-z0-9-]+\}\}")
COUNTRIES = ["be", "fr", "us", "international"]


def build_on_day(day: str, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("channels") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ENTRAIDE_AS_OF", day)
        run = run_mkdocs(
            "build", "--strict", "-f", find_project("channels") / "mkdocs.yml", "-d", folder
        )
    assert run.returncode == 0, run.stderr
    assert "entraide channels" not in run.stderr, "`entraide check` says what needs a look"
    return BuiltSite(folder)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return build_on_day("2026-11-21", tmp_path_factory)


def read_files(site: BuiltSite) -> dict[str, str]:
    """Every file of the site as text, compressed ones unpacked."""
    texts = {}
    for path in sorted(path for path in site.folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        name = path.relative_to(site.folder).as_posix()
        texts[name] = f"{name}\n{data.decode(errors='replace').casefold()}"
    return texts


def read_generated_files(site: BuiltSite) -> dict[str, str]:
    """What a build made: without our own scripts and styles.

    In `segments` and sheets placeholders stand as written: an id says nothing of its service.
    """
    texts = read_files(site)
    return {
        name: PLACEHOLDER.sub("", text) if name.startswith(("entries/", "translate/")) else text
        for name, text in texts.items()
        if not name.startswith("assets/")
    }


def test_an_unverified_channel_is_in_no_file_of_the_site(site: BuiltSite) -> None:
    texts = read_generated_files(site)
    assert {
        "search/en/others.json",
        "entries/1.en.json",
        "feed.xml",
        "llms.txt",
        "sitemap.xml",
    } <= set(texts)
    assert not site.has("where-to-report/lu/")
    found = [(word, name) for name, text in texts.items() for word in GHOSTS if word in text]
    assert found == []


def test_what_has_expired_is_in_no_file_of_the_site(site: BuiltSite) -> None:
    texts = read_generated_files(site)
    found = [(word, name) for name, text in texts.items() for word in BYGONE if word in text]
    assert found == []


def test_search_finds_a_service_until_its_day(site: BuiltSite) -> None:
    rows = json.loads(site.get_file("search/en/others.json").read_text("utf-8"))
    services = [row for row in rows if row.get("kind") == "service"]
    assert services
    assert all(row["until"] >= "2026-11-21" and "#channel." in row["url"] for row in services)
    assert any("01 99 00 11 11" in row["title"] for row in services)


@pytest.mark.parametrize("path", ["harassment/call/", "fr/harassment/call/"])
def test_in_the_place_of_a_service_stands_the_general_instruction(
    site: BuiltSite, path: str
) -> None:
    page = site.read_page(path)
    assert len(page.select(".text > div.channel-past > p")) == 2
    assert len(page.select(".text p > span.channel-past")) == 2
    words = find_one(page, ".text > div.channel-past").get_text()
    assert ("numéro d’urgence" if "fr/" in path else "emergency number") in words


def test_a_service_that_is_due_is_still_shown(site: BuiltSite) -> None:
    assert list_attributes(
        site.read_page("harassment/call/"), "[data-review-by='2026-12-01'] a", "href"
    )


@pytest.mark.parametrize(("day", "count"), [("2026-12-01", 1), ("2026-12-02", 0)])
def test_a_service_is_shown_through_its_review_day(
    tmp_path_factory: pytest.TempPathFactory, day: str, count: int
) -> None:
    page = build_on_day(day, tmp_path_factory).read_page("where-to-report/fr/")
    assert len(page.select("a[href='tel:+33199001111']")) == count


def test_every_number_carries_its_review_day(site: BuiltSite) -> None:
    links = [
        link
        for path in site.folder.rglob("*.html")
        for link in site.read_page(path.relative_to(site.folder).as_posix()).select(
            "a[href^='tel:'], a[href^='sms:'], main a[rel=noreferrer]"
        )
    ]
    assert len(links) > 20
    for link in links:
        held = link.find_parent(attrs={"data-review-by": True})
        assert held, link
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(held["data-review-by"]))


def test_the_script_is_loaded_by_pages_with_a_service_only(site: BuiltSite) -> None:
    def has_script(path: str) -> bool:
        return bool(site.read_page(path).select("script[src$='channels.js']"))

    with_services = ["", "harassment/call/", "where-to-report/fr/", "where-to-report/"]
    assert all(map(has_script, with_services))
    assert not any(map(has_script, ["harassment/", "entries/"]))


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_every_country_has_its_page_in_every_language(
    site: BuiltSite, prefix: str, country: str
) -> None:
    path = f"{prefix}where-to-report/{country}/"
    page = site.read_page(path)
    assert get_attribute(page, "html", "lang") == (prefix.strip("/") or "en")
    assert get_attribute(page, "link[rel=canonical]", "href") == f"https://channels.example/{path}"
    assert list_attributes(page, "link[hreflang]", "hreflang") == ["en", "fr", "x-default"]
    assert find_one(page, "main h2")["id"] == "country.danger"
    listed = list_attributes(site.read_page(f"{prefix}where-to-report/"), ".countries a", "href")
    assert f"{country}/" in listed
    assert f"https://channels.example/{path}" in site.get_file("sitemap.xml").read_text()


def test_each_topic_of_each_country_has_its_anchor(site: BuiltSite) -> None:
    for country in COUNTRIES:
        page = site.read_page(f"where-to-report/{country}/")
        for topic in ("danger", "harassment", "scams", "bank"):
            assert page.find(id=f"topic.{topic}"), (country, topic)


def test_a_country_of_which_all_has_expired_gives_the_general_instruction_once(
    site: BuiltSite,
) -> None:
    page = site.read_page("fr/where-to-report/be/")
    assert "numéro d’urgence" in find_one(page, ".country-danger").get_text()
    titles = [find_one(each, "h2").get_text() for each in page.select(".country-topic")]
    assert titles == ["Harcèlement", "Services internationaux"], "what knows no border stands in"
    assert [each["id"] for each in page.select(".channels > li")] == ["channel.int-images"]
    assert len(page.select(".country-bare")) == 1, "and the general instruction for all the rest"


def test_links_of_a_fallback_page_stay_in_the_readers_language(site: BuiltSite) -> None:
    page = site.read_page("harassment/seulement/")
    assert get_attribute(page, ".text", "lang") == "fr"
    assert list_attributes(page, ".where a", "href")[0] == "../../where-to-report/be/#topic.scams"
    assert find_one(page, ".where a").get_text() == "Belgique"


def test_every_page_leads_to_where_to_report(site: BuiltSite) -> None:
    numbers = "where-to-report/#country.danger"
    assert get_attribute(site.read_page("fr/"), ".emergency-all a", "href") == numbers
    assert get_attribute(site.read_page("fr/"), ".danger-link", "href") == numbers
    entry = site.read_page("fr/harassment/call/")
    assert get_attribute(entry, ".danger-link", "href") == f"../../{numbers}"
    links = list_attributes(site.read_page("harassment/call/"), ".footer a", "href")
    assert "../../where-to-report/" in links


def test_a_site_without_services_has_no_such_link(states: BuiltSite) -> None:
    page = states.read_page("")
    assert not page.select(".emergency a, .danger-link")
    assert not [url for url in list_attributes(page, "a[href]", "href") if "where" in url]
    assert not states.has("where-to-report/")


def test_the_corpus_has_services_as_text_with_their_last_day(site: BuiltSite) -> None:
    row = site.read_json("entries/1.fr.json")
    assert "{{" not in row["markdown"] + row["html"]
    assert "1 (888) 555-0123" in row["markdown"]
    assert "À vérifier de nouveau avant le 21 février 2027" in row["markdown"]
    assert "(https://channels.example/fr/where-to-report/)" in row["markdown"]
    assert "un service que nous vérifions" in row["markdown"]


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_the_list_of_countries_has_the_emergency_numbers_that_are_shown(
    site: BuiltSite, prefix: str
) -> None:
    page = site.read_page(f"{prefix}where-to-report/")
    section = find_one(page, "section:has([id='country.danger'])")
    numbers = {
        str(row["data-in"]): [str(link["href"]) for link in row.select("a[href^='tel:']")]
        for row in section.select(".countries > li")
    }
    assert numbers == {"be": [], "fr": ["tel:112"], "us": [], "international": []}


def test_every_page_has_the_way_to_the_emergency_numbers(site: BuiltSite) -> None:
    paths = [path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html")]
    pages = {path: site.read_page(path) for path in paths}
    whole = {path: page for path, page in pages.items() if page.select(".exit-bar")}
    assert len(whole) > 30
    for path, page in whole.items():
        header = page.select("body > .exit .danger-link, .plain-header .danger-link")
        assert header, path
        near = "where-to-report/" in path  # the address from there is shorter
        way = "#country.danger" if near else "where-to-report/#country.danger"
        assert str(header[0]["href"]).endswith(way), path
