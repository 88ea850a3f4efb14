"""What a card says of a service, in the language of its reader."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from gettext import NullTranslations

import pytest

from entraide.content.catalogs import read_catalog
from entraide.model.channel import Channel, ChannelStatus
from entraide.model.known_fact import Origin
from entraide.publish.channel_cards import ChannelCard, make_channel_card
from entraide.publish.known_facts import describe_origin
from support.channels import REVIEW, make_channel
from support.entries import make_typeset_site
from support.square_site import read_square_settings

DAY = date(2026, 11, 21)


@pytest.fixture
def make_card() -> Callable[..., ChannelCard | None]:
    def make(shown: Channel, code: str = "en", day: date = DAY) -> ChannelCard | None:
        whole = replace(make_typeset_site(), channels={shown.id: shown})
        return make_channel_card(shown, whole, whole.get_locale(code), NullTranslations(), day)

    return make


MakeCard = Callable[..., ChannelCard]


def test_the_name_is_the_services_own_with_a_gloss_in_the_readers_language(
    make_card: MakeCard,
) -> None:
    english, french = make_card(make_channel()), make_card(make_channel(), "fr")
    assert (english.name.text, english.name.lang, english.gloss) == ("La ligne", "fr", "The line")
    assert (french.name.text, french.name.lang, french.gloss) == ("La ligne", "", "")


def test_a_name_that_is_the_same_in_both_languages_stands_once(make_card: MakeCard) -> None:
    same = make_channel(name={"en": "Pharos", "fr": "Pharos"})
    assert (make_card(same).name.text, make_card(same).name.lang, make_card(same).gloss) == (
        "Pharos",
        "fr",
        "",
    )


def test_a_name_without_letters_is_in_no_language(make_card: MakeCard) -> None:
    assert not make_card(make_channel(name={"en": "3018", "fr": "3018"})).name.lang


def test_a_name_in_no_language_of_the_site_is_the_readers(make_card: MakeCard) -> None:
    assert make_card(make_channel(official_in=())).name.text == "The line"


@pytest.mark.parametrize(
    ("name", "number", "by_number"),
    [("3018", "3018", True), ("116 006 Help", "116006", True), ("17Cyber", "3018", False)],
)
def test_a_service_may_be_named_by_its_number(
    make_card: MakeCard, name: str, number: str, *, by_number: bool
) -> None:
    shown = make_channel(name={"en": name, "fr": name}, phone=number)
    assert make_card(shown).named_by_number is by_number


def test_a_service_without_a_number_is_not_named_by_it(make_card: MakeCard) -> None:
    assert not make_card(make_channel(phone=None)).named_by_number


def test_the_host_is_told_apart_from_the_address(make_card: MakeCard) -> None:
    site = make_card(make_channel(url="https://www.line.example/report?x=1")).site
    assert site
    assert (site.host, site.absolute_url) == (
        "www.line.example",
        "https://www.line.example/report?x=1",
    )


def test_languages_and_the_country_are_named_in_the_readers_language(make_card: MakeCard) -> None:
    french = make_card(make_channel(languages=("fr", "nl"), country="BE"), "fr")
    assert (french.languages, french.country) == (("français", "néerlandais"), "Belgique")


@pytest.mark.parametrize(("days", "shown"), [(-1, True), (0, True), (1, False)])
def test_a_card_is_shown_through_its_review_day(
    make_card: MakeCard, days: int, *, shown: bool
) -> None:
    assert (make_card(make_channel(), day=REVIEW + timedelta(days)) is not None) is shown


@pytest.mark.parametrize("status", [ChannelStatus.UNVERIFIED, ChannelStatus.CONFLICT])
def test_what_is_not_published_has_no_card(make_card: MakeCard, status: ChannelStatus) -> None:
    assert make_card(make_channel(status=status)) is None


def test_what_has_no_last_day_has_no_card(make_card: MakeCard) -> None:
    assert make_card(make_channel(review_by=None)) is None


@pytest.mark.parametrize(
    ("known", "day", "english", "french"),
    [
        (
            Origin.OWN_PAGE,
            date(2025, 12, 4),
            "Seen at the source on 4 December 2025.",
            "Vu à la source le 4 décembre 2025.",
        ),
        (
            Origin.STORED_COPY,
            date(2025, 12, 1),
            "Seen on a copy of the source, dated 1 December 2025.",
            "Vu sur une copie de la source, datée du 1er décembre 2025.",
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
            date(2023, 8, 17),
            ("We could not reach the source. This is from another page, dated August 2023."),
            (
                "Nous n’avons pas pu consulter la source. "
                "Une autre page donnait ces informations en août 2023."
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
def test_a_card_says_how_it_is_known(
    known: Origin, day: date | None, english: str, french: str
) -> None:
    channel = make_channel(known=known, seen_on=day, seen_by=None)
    settings = read_square_settings()
    for lang, sentence in (("en", english), ("fr", french)):
        assert describe_origin(channel, lang, read_catalog(settings, lang)) == sentence
