"""A project's own brand, wherever the site shows one."""

import json
import struct

import pytest

from entraide.desk.published_site import PublishedSite
from support.brands import copy_site_with_brand, make_png
from support.built_site import BuiltSite, find_one, get_attribute, run_mkdocs
from support.paths import ROOT


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("club")
    config = copy_site_with_brand(folder / "project")
    run = run_mkdocs("build", "--strict", "-q", "-f", config, "-d", folder / "site")
    assert run.returncode == 0, run.stderr
    return BuiltSite(folder / "site")


def read_css(site: BuiltSite) -> str:
    return site.get_file("assets/site.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "name"), [("", "Vélo Commun Help"), ("fr/harassment/current/", "Aide de Vélo Commun")]
)
def test_every_page_has_the_name_of_its_language(club: BuiltSite, path: str, name: str) -> None:
    page = club.read_page(path)
    assert find_one(page, ".header-home").get_text(strip=True) == name
    assert find_one(page, "title").get_text().endswith(name)
    assert get_attribute(page, "meta[property='og:site_name']", "content") == name


def test_the_404_page_the_feed_and_the_desk_have_the_names_too(club: BuiltSite) -> None:
    page = club.get_file("404.html").read_text(encoding="utf-8")
    assert "Vélo Commun Help" in page
    assert "Aide de Vélo Commun" in page
    assert "Vélo Commun" in club.get_file("feed.xml").read_text(encoding="utf-8")
    desk = PublishedSite(club.folder).snapshot.data
    assert [locale.site_name for locale in desk.locales] == [
        "Vélo Commun Help",
        "Aide de Vélo Commun",
    ]


def test_the_manifest_has_name_and_colours(club: BuiltSite) -> None:
    manifest = club.read_json("fr/manifest.webmanifest")
    assert manifest["name"] == "Aide de Vélo Commun"
    band = get_attribute(club.read_page("fr/"), "meta[name=theme-color]:not([media])", "content")
    assert manifest["theme_color"] == band
    assert f"--band:{band}" in read_css(club)


@pytest.mark.parametrize("path", ["", "fr/harassment/current/", "404.html"])
def test_the_bar_of_a_browser_has_the_colour_of_the_band_in_both_themes(
    club: BuiltSite, path: str
) -> None:
    """Of several, a browser takes the first whose media fit."""
    page, dark = club.read_page(path), read_css(club).rpartition(":root{")[2]
    first, last = page.select("meta[name=theme-color]")
    assert first["media"] == "(prefers-color-scheme: dark)"
    assert f"--band:{first['content']}" in dark
    assert not last.has_attr("media")


def test_a_band_of_ours_has_one_colour_for_both(states: BuiltSite) -> None:
    assert len(states.read_page("").select("meta[name=theme-color]")) == 1


def test_both_themes_have_the_accent_and_the_letters(club: BuiltSite) -> None:
    light, _, dark = read_css(club).rpartition("@font-face")[2].partition("@media screen")
    assert "--accent:#b64600;" in light
    assert '--font:"Vélo Sans",system-ui,sans-serif' in light
    assert "--accent:#" in dark
    assert "--accent:#b64600" not in dark


def test_the_marks_of_both_themes_are_published(club: BuiltSite) -> None:
    css = read_css(club)
    assert 'url("brand/logo.svg");aspect-ratio:1.667' in css
    assert 'url("brand/logo-dark.png");aspect-ratio:4;' in css
    for name in ("logo.svg", "logo-dark.png", "letters.woff2", "pattern.svg"):
        assert club.has(f"assets/brand/{name}")
    assert not club.has("assets/brand/own.css"), "it stands in site.css"
    assert not club.has("assets/brand/icon.svg"), "it is the favicon"


def test_a_mark_tells_nothing_of_who_made_it(club: BuiltSite) -> None:
    assert b"Camille" in make_png(80, 20)
    assert b"Camille" not in club.get_file("assets/brand/logo-dark.png").read_bytes()


def test_the_own_style_sheet_comes_last_with_its_addresses(club: BuiltSite) -> None:
    last = read_css(club).rstrip().splitlines()[-1]
    assert last == '.lead { background: url("brand/pattern.svg") }'


def test_every_icon_is_made_from_the_one_drawing(club: BuiltSite) -> None:
    drawing = club.get_file("assets/favicon.svg").read_text(encoding="utf-8")
    assert 'stroke="#b64600"' in drawing
    sizes = {"icon-192": 192, "icon-512": 512}
    sizes |= {"apple-touch-icon": 180, "maskable-512": 512}
    for name, size in sizes.items():
        content = club.get_file(f"assets/icons/{name}.png").read_bytes()
        assert struct.unpack(">II", content[16:24]) == (size, size)
        assert content != (ROOT / f"overrides/assets/icons/{name}.png").read_bytes()


def test_browsers_that_know_no_svg_find_an_icon_at_the_root(club: BuiltSite) -> None:
    content = club.get_file("favicon.ico").read_bytes()
    assert struct.unpack("<HHHBB", content[:8]) == (0, 1, 1, 32, 32)
    size, start = struct.unpack("<II", content[14:22])
    assert content[start : start + 8] == b"\x89PNG\r\n\x1a\n"
    assert len(content) == start + size


def test_a_shared_page_shows_the_icon(club: BuiltSite) -> None:
    image = get_attribute(club.read_page("fr/"), "meta[property='og:image']", "content")
    assert image == "https://states.example/assets/icons/icon-512.png"


def test_a_site_without_a_brand_is_as_it_was(states: BuiltSite) -> None:
    css = read_css(states)
    assert css.rstrip().endswith("}")
    assert 'url("brand/' not in css
    assert not states.has("assets/brand")
    assert not states.read_page("").select("meta[property='og:image']")
    assert json.loads(states.get_file("manifest.webmanifest").read_text())["icons"]
