"""A project's own brand in a browser: on pages, on the 404 page, and at the desk."""

import pytest
from playwright.sync_api import expect

from support.axe import list_violations
from support.brands import copy_site_with_brand
from support.browser import NewPage
from support.built_site import BuiltSite, run_mkdocs
from support.desk_site import Origin, Serving

BRAND = """\
name: {en: Vélo Commun Help, fr: Aide de Vélo Commun}
logo: brand/logo.svg
icon: brand/icon.svg
colours: {accent: "#b64600", band: "#ffcc00"}
"""
PAGES = ["", "fr/harassment/current/", "no/such/page/", "desk/staff/"]
LOOKS = [("light", 360), ("dark", 1280)]
MARKS = """
[...document.querySelectorAll(".header-home, .plain-header .header-row")]
    .map((one) => getComputedStyle(one, "::before").backgroundImage)
"""
ACCENT = "getComputedStyle(document.documentElement).getPropertyValue('--accent')"


@pytest.fixture(scope="module")
def club_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("club")
    config = copy_site_with_brand(folder / "project", BRAND)
    run = run_mkdocs("build", "--strict", "-q", "-f", config, "-d", folder / "site")
    assert run.returncode == 0, run.stderr
    return BuiltSite(folder / "site")


@pytest.fixture
def club(origin: Serving, club_site: BuiltSite) -> Origin:
    return origin(club_site)


@pytest.mark.thorough
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_page_shows_the_brand_and_can_be_read(
    club: Origin, new_page: NewPage, axe: str, scheme: str, width: int
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 640})
    faults: list[str] = []
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    for path in PAGES:
        page.goto(club.url + path)
        marks = page.evaluate(MARKS)
        assert marks
        assert all(mark.endswith('assets/brand/logo.svg")') for mark in marks), path
        assert (page.evaluate(ACCENT) == "#b64600") == (scheme == "light")
        assert list_violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [each for each in faults if "404" not in each] == []


@pytest.mark.thorough
def test_on_paper_the_name_stands_above_the_text_and_nothing_else(
    club: Origin, new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 700, "height": 640})
    page.goto(f"{club.url}fr/harassment/current/")
    page.emulate_media(media="print")
    name = page.locator(".header-home")
    expect(name).to_have_text("Aide de Vélo Commun")
    expect(name).to_be_visible()
    expect(name).to_have_css("color", "rgb(0, 0, 0)")  # at the end of its transition
    for hidden in (".header .search", ".languages", ".exit"):
        expect(page.locator(hidden).first).to_be_hidden()
