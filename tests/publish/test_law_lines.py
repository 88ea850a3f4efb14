"""A line of law within a text: jurisdiction, reference, dates and caution, in both languages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from entraide.content.catalogs import read_catalog
from entraide.model.known_fact import Origin
from entraide.model.law import Law
from entraide.publish.insert_families import build_inserts
from entraide.publish.inserts import Insert
from entraide.publish.partial_rendering import PartialRenderer
from support.built_site import find_one, list_attributes
from support.channels import make_channel
from support.entries import make_typeset_site
from support.square_site import read_square_settings

DAY = date(2026, 11, 21)
LAW = Law(
    id="eu-complaint",
    country="EU",
    reference={"en": "Regulation 2022/2065", "fr": "Règlement 2022/2065"},
    line={"en": "Free & open.", "fr": "Gratuit."},
    in_force=date(2024, 2, 17),
    known=Origin.OWN_PAGE,
    seen_on=DAY,
    seen_by="Ada",
    sources=("a.example",),
)


@pytest.fixture
def draw_law() -> Callable[..., Insert]:
    settings = read_square_settings()

    def draw(law: Law, code: str = "en", own: str = "", laws: tuple[Law, ...] = ()) -> Insert:
        channels = {each: make_channel(each, country=each) for each in ("BE", "CH", "FR")}
        whole = replace(
            make_typeset_site(),
            laws={each.id: each for each in (law, *laws)},
            channels=channels,
            own_country=own,
        )
        partials = PartialRenderer(
            settings.theme_folders, whole.get_locale(code), read_catalog(settings, code)
        )
        return build_inserts(whole, partials, DAY)[f"law.{law.id}"]

    return draw


def read_text(insert: Insert) -> str:
    return BeautifulSoup(insert.block, "html.parser").get_text(" ", strip=True)


SEVERAL = tuple(
    replace(
        LAW,
        id=f"{code.lower()}-{number}",
        country=code,
        line=dict.fromkeys(("en", "fr"), f"{code}{number}"),
    )
    for code, number in (("FR", 1), ("CH", 1), ("FR", 2))
)


def draw_run(insert: Insert, *, list_above: bool = True) -> BeautifulSoup:
    """What stands for `SEVERAL` and LAW where they follow one another."""
    assert insert.gather
    names = [f"law.{law.id}" for law in (*SEVERAL, LAW)]
    return BeautifulSoup(insert.gather(names, list_above=list_above), "html.parser")


def test_a_line_says_where_what_since_when_and_how_it_is_known(
    draw_law: Callable[..., Insert],
) -> None:
    assert read_text(draw_law(LAW)) == (
        "General information, not legal advice. "
        "European Union Regulation 2022/2065 Free & open. "
        "In force since 17 February 2024. Seen at the source on 21 November 2026."
    )
    assert read_text(draw_law(LAW, "fr")) == (
        "Information générale, pas un conseil juridique. "
        "Union européenne Règlement 2022/2065 Gratuit. "
        "En vigueur depuis le 17 février 2024. Vu à la source le 21 novembre 2026."
    )


def test_where_the_day_is_unknown_none_is_said(draw_law: Callable[..., Insert]) -> None:
    shown = read_text(draw_law(replace(LAW, in_force=None)))
    assert "In force" not in shown
    assert shown.endswith("Free & open. Seen at the source on 21 November 2026.")


@pytest.mark.parametrize(
    ("known", "day", "english", "french"),
    [
        (
            Origin.STORED_COPY,
            DAY,
            "Seen on a copy of the source, dated 21 November 2026.",
            "Vu sur une copie de la source, datée du 21 novembre 2026.",
        ),
        (
            Origin.STORED_COPY,
            None,
            "We could not reach the source. This is from an undated copy, or another page.",
            (
                "Nous n’avons pas pu consulter la source. "
                "Ces informations viennent d’une copie non datée ou d’une autre page."
            ),
        ),
        (
            Origin.SECONDARY,
            DAY,
            ("We could not reach the source. This is from another page, dated November 2026."),
            (
                "Nous n’avons pas pu consulter la source. "
                "Une autre page donnait ces informations en novembre 2026."
            ),
        ),
        (
            Origin.SECONDARY,
            None,
            "We could not reach the source. This is from an undated copy, or another page.",
            (
                "Nous n’avons pas pu consulter la source. "
                "Ces informations viennent d’une copie non datée ou d’une autre page."
            ),
        ),
    ],
)
def test_a_line_that_nobody_compared_with_the_law_says_so(
    draw_law: Callable[..., Insert], known: Origin, day: date | None, english: str, french: str
) -> None:
    law = replace(LAW, known=known, seen_on=day, seen_by=None)
    assert read_text(draw_law(law)).endswith(english)
    assert read_text(draw_law(law, "fr")).endswith(french)


def test_lines_that_follow_one_another_stand_under_their_countries_with_one_caution(
    draw_law: Callable[..., Insert],
) -> None:
    page = draw_run(draw_law(LAW, laws=SEVERAL))
    assert len(page.select(".law-note")) == 1
    headings = [each.get_text() for each in page.select("section > h3")]
    assert headings == ["France", "Switzerland", "European Union"]
    assert list_attributes(page, "section", "data-in") == ["fr", "ch", "eu"]
    lines = [each.get_text() for each in page.select(".law-where + p")]
    assert lines == ["FR1", "FR2", "CH1", "Free & open."]


def test_one_can_choose_where_no_list_of_countries_stands_above(
    draw_law: Callable[..., Insert],
) -> None:
    insert = draw_law(LAW, laws=SEVERAL)
    assert not draw_run(insert).select("ul.where")
    page = draw_run(insert, list_above=False)
    assert find_one(page, "details.where-list > summary").get_text() == "Choose your country"
    assert list_attributes(page, "ul.where a", "data-in") == ["be", "fr", "ch"]


@pytest.mark.parametrize(
    ("own", "headings"),
    [("FR", ["France", "European Union"]), ("CH", ["Switzerland"]), ("BE", ["European Union"])],
)
def test_with_one_country_only_its_law_and_that_of_the_union_are_shown(
    draw_law: Callable[..., Insert], own: str, headings: list[str]
) -> None:
    page = draw_run(draw_law(LAW, laws=SEVERAL, own=own), list_above=False)
    assert [each.get_text() for each in page.select("h3")] == headings
    assert not page.select(".where")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "We don’t have anything on your country’s law about this yet."),
        ("fr", "Nous n’avons encore rien sur la loi de votre pays à ce sujet."),
    ],
)
def test_where_nothing_of_the_one_country_is_left_the_section_says_so(
    draw_law: Callable[..., Insert], code: str, words: str
) -> None:
    assert read_text(draw_law(LAW, code, own="CH")) == words


def test_search_does_not_find_it_by_its_caution(draw_law: Callable[..., Insert]) -> None:
    page = BeautifulSoup(draw_law(LAW).block, "html.parser")
    assert find_one(page, ".law-note")
    assert find_one(page, ".law-dates")


def test_programs_read_it_as_one_line(draw_law: Callable[..., Insert]) -> None:
    assert draw_law(LAW).words == (
        "**European Union, Regulation 2022/2065.** Free & open. "
        "(Seen at the source on 21 November 2026.) "
        "*General information, not legal advice.*"
    )
