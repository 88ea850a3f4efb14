"""What a build puts beside the pages for programs, and the pages that lead elsewhere."""

import gzip
import json
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest

from entraide.publish.compressed_files import SUFFIXES
from support.built_site import (
    BuildSite,
    BuiltSite,
    copy_site,
    find_one,
    get_attribute,
    list_attributes,
    run_mkdocs,
)
from support.paths import ROOT

ATOM = {"a": "http://www.w3.org/2005/Atom"}
STATES = "https://states.example/"
BELOW = "https://square.example/members/help/"


def get_refresh_target(site: BuiltSite, path: str) -> str:
    """Where the page at `path` sends its reader, from the site's base."""
    delay, _, target = get_attribute(
        site.read_page(path), "meta[http-equiv=refresh]", "content"
    ).partition("; ")
    assert delay == "0"
    return urljoin(f"/{path}", target.removeprefix("url=")).removeprefix("/")


@pytest.mark.parametrize("path", ["harassment/old-name/", "e/8/"])
@pytest.mark.parametrize("prefix", ["", "fr/"])
@pytest.mark.parametrize("name", ["states", "subpath"])
def test_former_paths_and_short_links_lead_on(
    build_site: BuildSite, name: str, prefix: str, path: str
) -> None:
    site, target = build_site(name), f"{prefix}scams/moved/"
    base = STATES if name == "states" else BELOW
    page = site.read_page(prefix + path)
    assert get_refresh_target(site, prefix + path) == target
    assert site.has(target)
    assert get_attribute(page, "html", "lang") == (prefix.strip("/") or "en")
    assert get_attribute(page, "link[rel=canonical]", "href") == base + target
    assert get_attribute(page, "meta[name=robots]", "content") == "noindex"
    assert not page.select("link[hreflang]")
    assert urljoin(f"/{prefix}{path}", get_attribute(page, "main a", "href")) == f"/{target}"


def test_a_redirect_speaks_the_readers_language(states: BuiltSite) -> None:
    page = states.read_page("fr/harassment/old-name/")
    assert find_one(page, "h1").get_text() == "Cette page a changé d’adresse"
    assert find_one(page, "title").get_text().startswith("Cette page a changé d’adresse · ")
    assert find_one(states.read_page("fr/e/8/"), "h1").get_text() == "Fiche 8"


def test_a_redirect_to_a_fallback_page_marks_the_language_of_the_text(states: BuiltSite) -> None:
    page = states.read_page("fr/e/4/")
    assert get_attribute(page, "main a", "lang") == "en"
    assert get_attribute(page, "link[rel=canonical]", "href") == f"{STATES}harassment/english-only/"
    assert get_refresh_target(states, "fr/e/4/") == "fr/harassment/english-only/"


def test_redirects_need_no_script(states: BuiltSite) -> None:
    page = states.read_page("e/8/")
    assert not page.select("script:not([src]), style, [style]")
    refresh = get_attribute(page, "head > noscript > meta[http-equiv=refresh]", "content")
    assert refresh == f"0; url={get_attribute(page, 'script[src]', 'data-to')}"


def test_archived_entries_have_short_links_and_drafts_have_none(states: BuiltSite) -> None:
    assert states.has("e/6/")
    assert states.has("fr/e/6/")
    assert not states.has("e/7/")


def test_redirects_are_in_no_list(states: BuiltSite) -> None:
    for path in ("sitemap.xml", "entries/index.json", "llms.txt", "feed.xml"):
        text = states.get_file(path).read_text(encoding="utf-8")
        assert "old-name" not in text
        assert not re.search(rf"{STATES}e/(?!9/|10/)", text), "only sensitive entries stand there"


def test_the_map_for_servers_says_what_the_pages_say(build_site: BuildSite) -> None:
    for name, base in (("states", "/"), ("subpath", "/members/help/")):
        site = build_site(name)
        rows = site.read_json("redirects.json")["redirects"]
        assert rows["/fr/harassment/old-name/"] == "/fr/scams/moved/"
        for path, target in rows.items():
            is_page = path.endswith("/")  # only servers redirect files
            assert not is_page or f"/{get_refresh_target(site, path[1:])}" == target
        lines = site.get_file("redirects.nginx.conf").read_text(encoding="utf-8").splitlines()
        assert f'"{base}e/8/" "{base}scams/moved/";' in lines
        assert len(lines) == len(rows) + 1, "and what it begins with"


@pytest.mark.parametrize("name", ["awkward", "arabic", "single"])
def test_every_redirect_of_every_site_leads_to_a_page(build_site: BuildSite, name: str) -> None:
    site = build_site(name)
    rows = site.read_json("redirects.json")["redirects"]
    assert rows
    for path, target in rows.items():
        assert site.has(target[1:]), target
        assert f"/{get_refresh_target(site, path[1:])}" == target


@pytest.mark.parametrize(
    ("path", "lang"), [("feed.xml", "en"), ("fr/feed.xml", "fr"), ("ar/feed.xml", "ar")]
)
def test_each_locale_has_its_feed(build_site: BuildSite, path: str, lang: str) -> None:
    root = ET.parse(build_site("arabic").get_file(path)).getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    own = [link.get("href") for link in root.findall("a:link[@rel='self']", ATOM)]
    assert own == [f"https://three.example/{path}"]
    assert root.findall("a:entry", ATOM)


def test_the_feed_lists_what_is_written_in_its_locale_with_filled_notes(states: BuiltSite) -> None:
    feeds = {code: ET.parse(states.get_file(f"{code}feed.xml")).getroot() for code in ("", "fr/")}
    links = {
        code: {link.get("href") or "" for link in root.findall("a:entry/a:link", ATOM)}
        for code, root in feeds.items()
    }
    assert f"{STATES}harassment/english-only/" in links[""]
    assert f"{STATES}scams/french-only/" not in links[""]
    assert f"{STATES}fr/harassment/english-only/" not in links["fr/"]
    assert not [link for found in links.values() for link in found if "draft" in link]
    assert not [link for found in links.values() for link in found if "archived" in link]
    assert "{{" not in states.get_file("feed.xml").read_text(encoding="utf-8")
    assert all(states.has(link.removeprefix(STATES)) for found in links.values() for link in found)


@pytest.mark.parametrize("path", ["", "fr/", "fr/harassment/current/", "fr/scams/", "fr/entries/"])
def test_every_page_leads_to_the_feed_the_manifest_and_the_icons(
    build_site: BuildSite, path: str
) -> None:
    site = build_site("subpath")
    page = site.read_page(path)
    prefix = "fr/" if path.startswith("fr/") else ""
    for selector, target in (
        ("link[type='application/atom+xml']", f"{prefix}feed.xml"),
        ("link[rel=manifest]", f"{prefix}manifest.webmanifest"),
        ("link[rel=icon]", "assets/favicon.svg"),
        ("link[rel=apple-touch-icon]", "assets/icons/apple-touch-icon.png"),
    ):
        assert urljoin(f"/{path}", get_attribute(page, selector, "href")) == f"/{target}"
        assert site.has(target)


def test_the_footer_leads_to_the_feed(states: BuiltSite) -> None:
    links = list_attributes(states.read_page("fr/scams/"), "footer a", "href")
    assert links.count("../feed.xml") == 1


def test_icons_of_the_manifest_are_there_below_a_path_and_for_a_locale(
    build_site: BuildSite,
) -> None:
    for path in ("manifest.webmanifest", "fr/manifest.webmanifest", "ar/manifest.webmanifest"):
        site = build_site("arabic")
        for icon in site.read_json(path)["icons"]:
            assert site.has(urljoin(f"/{path}", icon["src"])[1:])
    assert build_site("arabic").read_json("ar/manifest.webmanifest")["dir"] == "rtl"


def test_robots_txt_names_the_sitemap_absolutely(build_site: BuildSite) -> None:
    assert (
        f"Sitemap: {STATES}sitemap.xml\n" in build_site("states").get_file("robots.txt").read_text()
    )
    assert (
        f"Sitemap: {BELOW}sitemap.xml\n" in build_site("subpath").get_file("robots.txt").read_text()
    )


@pytest.mark.thorough
def test_a_robots_txt_of_the_operator_is_kept(tmp_path: Path) -> None:
    config = copy_site("states", tmp_path / "project")
    own = "User-agent: *\nDisallow: /private/\n"
    (config.parent / "docs/en/robots.txt").write_text(own)
    run = run_mkdocs("build", "--strict", "-q", "-f", config, "-d", tmp_path / "site")
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "site/robots.txt").read_text() == own


@pytest.mark.thorough
def test_llms_txt_links_only_to_pages_that_are_there(build_site: BuildSite) -> None:
    site = build_site("awkward")
    lines = site.get_file("llms.txt").read_text(encoding="utf-8").splitlines()
    links = [line.rpartition("](")[2].split("): ")[0].rstrip(")") for line in lines if "](" in line]
    assert len(links) > 10
    for link in links:
        assert site.has(link.removeprefix("https://awkward.example/")), link


def read_json_ld(site: BuiltSite, path: str) -> list[dict[str, object]]:
    text = find_one(site.read_page(path), "script[type='application/ld+json']").get_text()
    nodes: list[dict[str, object]] = json.loads(text)["@graph"]
    return nodes


def test_pages_tell_programs_what_they_are(states: BuiltSite) -> None:
    assert [node["@type"] for node in read_json_ld(states, "fr/")] == ["WebSite"]
    article, way = read_json_ld(states, "fr/harassment/current/")
    assert (article["@type"], way["@type"]) == ("Article", "BreadcrumbList")
    assert article["@id"] == f"{STATES}fr/harassment/current/"
    assert not states.read_page("fr/scams/").select("script[type='application/ld+json']")


def test_a_fallback_page_is_reported_in_the_language_of_its_text(states: BuiltSite) -> None:
    (article,) = read_json_ld(states, "fr/harassment/english-only/")
    assert article["inLanguage"] == "en"
    assert article["@id"] == f"{STATES}harassment/english-only/"
    page = states.read_page("fr/harassment/english-only/")
    assert get_attribute(page, "meta[property='og:locale']", "content") == "en_US"
    assert get_attribute(page, "link[rel=canonical]", "href") == article["@id"]


def test_markup_in_a_title_stays_text_for_programs(build_site: BuildSite) -> None:
    path = "harassment/%C3%9Cn%C3%AFcode%20%26%20Co./"
    site = build_site("awkward")
    assert read_json_ld(site, path)[0]["headline"] == "Names with & and <x>marks</x>"
    shared = get_attribute(site.read_page(path), "meta[property='og:title']", "content")
    assert shared == "Names with & and <x>marks</x>"


@pytest.mark.parametrize("path", ["", "fr/scams/", "tags/", "fr/harassment/current/"])
def test_every_page_has_a_preview(states: BuiltSite, path: str) -> None:
    page = states.read_page(path)
    told = {tag["property"]: tag["content"] for tag in page.select("meta[property]")}
    assert {"og:title", "og:type", "og:locale", "og:site_name"} <= set(told)
    assert told["og:title"] == find_one(page, "h1").get_text(strip=True)


@pytest.mark.thorough
def test_a_site_with_its_own_design_tokens_has_their_colours_outside_of_its_styles_too(
    tmp_path: Path,
) -> None:
    config, site = copy_site("states", tmp_path / "project"), BuiltSite(tmp_path / "site")
    tokens = config.parent / "overrides/assets/tokens.css"  # all else is as it comes
    tokens.parent.mkdir(parents=True)
    shutil.copy(ROOT / "overrides/assets/tokens.css", tokens)
    own = {"--band: #0e3b38": "--band: #402060", "--ink: #1b2928": "--ink: #201030"}
    css = tokens.read_text(encoding="utf-8")
    for former, new in own.items():
        assert css.count(former) == 1
        css = css.replace(former, new)
    tokens.write_text(css, encoding="utf-8")
    run = run_mkdocs("build", "--strict", "-q", "-f", config, "-d", site.folder)
    assert run.returncode == 0, run.stderr
    assert (
        get_attribute(site.read_page("fr/"), "meta[name=theme-color]:not([media])", "content")
        == "#402060"
    )
    manifest = json.loads(site.get_file("fr/manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["theme_color"] == "#402060"
    assert "#201030" in site.get_file("translate/fr.svg").read_text(encoding="utf-8")


def test_a_build_compresses_what_it_wrote_and_lists_it(states: BuiltSite) -> None:
    files = [file for file in states.folder.rglob("*") if file.suffix in SUFFIXES]
    texts = sorted(file.relative_to(states.folder).as_posix() for file in files)
    compressed = [name for name in texts if (states.folder / f"{name}.gz").exists()]
    assert {Path(name).suffix for name in compressed} >= {".css", ".html", ".js", ".json", ".xml"}
    listed = (states.folder / ".entraide-build").read_text().splitlines()
    for name in compressed:
        file = states.folder / name
        assert gzip.decompress(Path(f"{file}.gz").read_bytes()) == file.read_bytes(), name
        assert f"{name}.gz" in listed
