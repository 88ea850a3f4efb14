"""The help centre of a bicycle club: nothing about safety, and a home page of its own order."""

import re

import pytest

from support.built_site import BuildSite, BuiltSite, find_one

# What a club has no use for, in both languages. No page and no script has any of it.
FOREIGN = re.compile(
    r"leave this|quitter cette|in danger|en danger|emergency|urgence|pressing shift|maj trois"
    r"|history keeps|historique garde|stay safe|police|harass|harcel|harcèl|digital services"
    r"|written by|rédaction</dt>|“report”|« signaler »|data-exit|class=\"exit|danger-link",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def club(build_site: BuildSite) -> BuiltSite:
    return build_site("club")


def test_no_page_says_anything_of_safety(club: BuiltSite) -> None:
    texts = [*club.folder.rglob("*.html"), *club.folder.glob("assets/scripts/*.??.js")]
    assert len(texts) > 30
    found = [
        (path.relative_to(club.folder).as_posix(), match[0])
        for path in texts
        for match in FOREIGN.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_page_loads_a_script_of_what_is_off(club: BuiltSite) -> None:
    pages = [path.read_text(encoding="utf-8") for path in club.folder.rglob("*.html")]
    assert not [page for page in pages if "exit.js" in page or "country.js" in page]


@pytest.mark.parametrize(
    ("path", "first", "cards"),
    [
        ("", "A flat tyre", ["Repairs", "Riding"]),
        ("fr/", "Un pneu crevé", ["Réparations", "Rouler"]),
    ],
)
def test_the_home_page_has_its_own_order(
    club: BuiltSite, path: str, first: str, cards: list[str]
) -> None:
    page = club.read_page(path)
    assert find_one(page, ".featured a").get_text() == first
    assert [card.get_text() for card in page.select(".card h3 a")] == cards


def test_the_sidebar_keeps_the_order_of_the_categories(club: BuiltSite) -> None:
    page = club.read_page("riding/unlock-a-bike/")
    assert [link.get_text() for link in page.select(".sidebar > ul > li > a")] == [
        "Riding",
        "Repairs",
    ]


def test_without_anything_to_report_the_contact_page_is_for_contact(club: BuiltSite) -> None:
    page = club.read_page("contact/")
    assert find_one(page, "h1").get_text() == "Contact"
    assert find_one(page, ".lead").get_text() == "How to write to us."
    assert not club.read_page("fr/contact/").select("#report, #police, .emergency")
