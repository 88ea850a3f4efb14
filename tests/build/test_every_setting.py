"""Each setting of `data/settings.yml` and each key of `data/brand.yml` changes what it says.

The lists here are compared with those of the handbook: a new one has to find its place in them.
"""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import BaseModel

from entraide.content.data.brand import BrandRow
from entraide.content.site_settings import SITE_KEYS
from entraide.content.validation import iter_models
from entraide.model.site_parts import SiteParts
from support.brands import write_brand
from support.built_site import BuildSite, BuiltSite
from support.commands import Run
from support.part_switches import SwitchParts, write_small_site
from support.projects import write_site


class PageEffect(NamedTuple):
    """A setting that a page shows: a part of its HTML in each language, which was not there."""

    value: object
    path: str
    part: str
    french: str = ""  # where it is another


CHOICE = {"label": {"en": "My bike", "fr": "Mon vélo"}, "entry": 2, "icon": "cash"}
SHOWN = {
    "rating": PageEffect("helpful", "scams/signs/", 'name="helpful"'),
    "feedback_entry": PageEffect(2, "propose/", 'href="../scams/bike/"'),
    "safety_entry": PageEffect(
        1, "scams/bike/", '<a href="../signs/">Stay', '<a href="../signs/">Se'
    ),
    "country": PageEffect("FR", "scams/signs/", '<div class="where-here"'),
    "licence": PageEffect(
        {"name": "CC0", "url": "https://cc.example/zero/"}, "propose/", "https://cc.example/zero/"
    ),
    "home": PageEffect(
        {"choices": [CHOICE], "categories": ["account"], "featured": [1]}, "", 'class="featured"'
    ),
    "exit": PageEffect(
        {"en": "https://rain.example/", "fr": "https://pluie.example/"},
        "scams/bike/",
        'href="https://rain.example/"',
        'href="https://pluie.example/"',
    ),
}
# What `entraide check` says once a setting is chosen, and not before.
TOLD = {
    "links": ("links: listed", "“https://www.bike.example/” is no site that our data knows"),
    "contacts": ("contacts: listed", "“33 1 99 00 11 22” is a phone number"),
    "reading_ease": ("reading_ease: {en: 100}", "this text is hard to read"),
    "words": ("words: {shortest: 500}", "not 500 to 600"),
}
# What no page shows: where it is tested.
ELSEWHERE = {
    "format": "tests/cli/test_upgrade.py",
    "desk": "tests/build/test_ratings.py",
    "publish_at": "tests/exchange/test_partial_versions.py",
    "machine_translation": "tests/exchange/test_machine_translation.py",
    "review_months": "tests/cli/test_new.py",
    "time_zone": "tests/cli/test_entry.py",
    "two_people": "tests/editor/test_reviews.py",
    "pdf": "tests/cli/test_pdf.py",
}
PARTS = {field.name for field in fields(SiteParts)}  # off: tests/build/test_switches.py
SETTINGS = {name: shown.value for name, shown in SHOWN.items()}
LENIENT = ("contacts: any", "words: {shortest: 0}", "reading_ease: {en: 0}")
TEXT = (
    "You may read [the site of the club](https://www.bike.example/), or call +33 1 99 00 11 22. "
    + "Whoever has forgotten a combination may ask a volunteer to remember it. " * 12
)


@pytest.fixture(scope="module")
def chosen(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The small site with all that pages show, each chosen."""
    return build_site(write_small_site(tmp_path_factory.mktemp("every") / "setting", **SETTINGS))


def test_every_setting_that_the_handbook_lists_has_its_effect_tested() -> None:
    assert {*SHOWN, *TOLD, *ELSEWHERE} | PARTS == {*SITE_KEYS}


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("locale", ["", "fr/"])
def test_a_setting_is_seen_on_its_page(
    chosen: BuiltSite, switch_parts: SwitchParts, name: str, locale: str
) -> None:
    shown = SHOWN[name]
    part, path = (shown.french if locale else "") or shown.part, f"{locale}{shown.path}"
    assert is_there(chosen, path, part)
    assert not is_there(switch_parts(), path, part)


@pytest.mark.parametrize(("path", "words"), [("", "My bike"), ("fr/", "Mon vélo")])
def test_the_home_page_is_as_it_was_laid_out(chosen: BuiltSite, path: str, words: str) -> None:
    page = chosen.read_page(path)
    (button,) = page.select(".choices a")
    assert button.get_text(strip=True) == words
    assert button.select(".icon svg")
    assert page.select(".featured a[href='scams/signs/']")
    assert page.select(".card:first-child a[href='account/']")


@pytest.mark.parametrize("name", TOLD)
def test_a_setting_decides_what_a_check_says(name: str, tmp_path: Path, run_in: Run) -> None:
    setting, words = TOLD[name]
    write_site(tmp_path, {"docs/en/scams/signs.md": {"body": f"{TEXT}\n"}})
    for last, is_told in ((None, False), (setting, True)):
        lines = [line for line in LENIENT if not (last and line.startswith(name))]
        (tmp_path / "data/settings.yml").write_text("\n".join([*lines, last or ""]), "utf-8")
        assert (words in run_in(tmp_path, "check").stdout) is is_told


# By key of data/brand.yml: a brand that has nothing else, and a file of the site that shows it.
BRANDS = {
    "name": ("name: {en: Vélo, fr: Vélo}", "fr/index.html", "Vélo"),
    "logo.light": ("logo: brand/logo.svg", "assets/site.css", "brand/logo.svg"),
    "logo.dark": (
        "logo: {light: brand/logo.svg, dark: brand/logo-dark.png}",
        "assets/site.css",
        "brand/logo-dark.png",
    ),
    "logo.wordmark": (
        "logo: {light: brand/logo.svg, wordmark: true}",
        "assets/site.css",
        ".header-home>span{position:absolute",
    ),
    "icon.file": ("icon: brand/icon.svg", "assets/favicon.svg", "#b64600"),
    "icon.ground": ('icon: {file: brand/icon.svg, ground: "#ff00ff"}', "favicon.ico", ""),
    "colours.accent": ('colours: {accent: "#b64600"}', "assets/site.css", "--accent:#b64600"),
    "colours.accent_dark": (
        'colours: {accent_dark: "#8ad3c4"}',
        "assets/site.css",
        "--accent:#8ad3c4",
    ),
    "colours.band": ('colours: {band: "#ffcc00"}', "fr/manifest.webmanifest", "#ffcc00"),
    "colours.band_dark": ('colours: {band_dark: "#101010"}', "fr/index.html", "#101010"),
    "font": ("font: [Noto Serif, serif]", "assets/site.css", '--font:"Noto Serif",serif'),
    "css": ("css: brand/own.css", "assets/site.css", "brand/pattern.svg"),
}
FONT = "font: [Vélo]\nfont_files: [{family: Vélo, file: brand/letters.woff2, "
BRANDS |= {
    "font_files.family": (FONT + "}]", "assets/site.css", '@font-face{font-family:"Vélo"'),
    "font_files.file": (FONT + "}]", "assets/site.css", "brand/letters.woff2"),
    "font_files.weight": (FONT + "weight: 700}]", "assets/site.css", "font-weight:700"),
    "font_files.style": (FONT + "style: italic}]", "assets/site.css", "font-style:italic"),
}


def iter_keys(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        parts = list(iter_models(field.annotation))
        yield from (f"{name}.{key}" for part in parts for key in part.model_fields)
        if not parts:
            yield name


def test_every_key_of_the_brand_has_its_effect_tested() -> None:
    assert set(BRANDS) == set(iter_keys(BrandRow))


@pytest.mark.thorough
@pytest.mark.parametrize("key", BRANDS)
def test_a_key_of_the_brand_alone_is_seen(
    key: str, build_site: BuildSite, switch_parts: SwitchParts, tmp_path: Path
) -> None:
    brand, path, words = BRANDS[key]
    project = tmp_path / f"brand-{key}"
    write_brand(write_small_site(project), brand + "\n")
    file = build_site(project).get_file(path)
    assert words in file.read_bytes().decode("utf-8", "replace")
    assert words == "" or not is_there(switch_parts(), path, words)


def is_there(site: BuiltSite, path: str, words: str) -> bool:
    file = site.get_file(path)
    return file.is_file() and words in file.read_text(encoding="utf-8")
