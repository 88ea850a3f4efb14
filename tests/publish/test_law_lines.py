"""A line of law within a text: jurisdiction, reference, dates and caution, in both languages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from entraide.content.catalogs import read_catalog
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.model.law import Law
from entraide.publish.insert_families import build_inserts
from entraide.publish.inserts import Insert
from entraide.publish.partial_rendering import PartialRenderer
from support.built_site import find_one
from support.entries import make_typeset_site
from support.paths import ROOT

DAY = date(2026, 11, 21)
LAW = Law(
    id="eu-complaint",
    country="EU",
    reference={"en": "Regulation 2022/2065", "fr": "Règlement 2022/2065"},
    line={"en": "Free & open.", "fr": "Gratuit."},
    in_force=date(2024, 2, 17),
    source="a.example",
    checked_on=DAY,
)


@pytest.fixture
def draw_law() -> Callable[..., Insert]:
    settings = read_settings(ROOT / "mkdocs.yml")

    def draw(law: Law, code: str = "en") -> Insert:
        whole = replace(make_typeset_site(), laws={law.id: law})
        partials = PartialRenderer(
            settings.overrides, whole.get_locale(code), read_catalog(settings, code)
        )
        return build_inserts(whole, partials, DAY)[f"law.{law.id}"]

    return draw


def read_text(insert: Insert) -> str:
    return BeautifulSoup(insert.block, "html.parser").get_text(" ", strip=True)


def test_a_line_says_where_what_since_when_and_when_it_was_checked(
    draw_law: Callable[..., Insert],
) -> None:
    assert read_text(draw_law(LAW)) == (
        "General information, not legal advice. "
        "European Union Regulation 2022/2065 Free & open. "
        "In force since February 17, 2024, checked on November 21, 2026."
    )
    assert read_text(draw_law(LAW, "fr")) == (
        "Information générale, pas un conseil juridique. "
        "Union européenne Règlement 2022/2065 Gratuit. "
        "En vigueur depuis le 17 février 2024, vérifié le 21 novembre 2026."
    )


def test_where_the_day_is_unknown_none_is_said(draw_law: Callable[..., Insert]) -> None:
    shown = read_text(draw_law(replace(LAW, in_force=None)))
    assert "In force" not in shown
    assert "Checked on November 21, 2026." in shown


def test_search_does_not_find_it_by_its_caution(draw_law: Callable[..., Insert]) -> None:
    page = BeautifulSoup(draw_law(LAW).block, "html.parser")
    assert find_one(page, ".law-note[data-pagefind-ignore]")
    assert find_one(page, ".law-dates[data-pagefind-ignore]")


def test_programs_read_it_as_one_line(draw_law: Callable[..., Insert]) -> None:
    assert draw_law(LAW).words == (
        "**European Union, Regulation 2022/2065.** Free & open. "
        "(checked on November 21, 2026) *General information, not legal advice.*"
    )


def test_the_lines_we_ship_have_a_source_and_a_day() -> None:
    laws = read_site(read_settings(Path(ROOT / "mkdocs.yml"))).site.laws.values()
    assert len(laws) >= 15
    assert all(law.source and law.checked_on <= DAY for law in laws)
    assert all(law.in_force is None or law.in_force <= law.checked_on for law in laws)
