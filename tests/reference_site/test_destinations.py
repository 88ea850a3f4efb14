"""Every topic in every country leads somewhere: to a service for it, or to an honest next best.

A destination is a topic on the page of a country. The emergency number answers “in danger” only, so
no other topic counts as filled by it.
"""

from collections.abc import Iterator
from datetime import date
from gettext import NullTranslations

import pytest

from entraide.content.reader import SiteReading
from entraide.model.channel import EUROPE, WORLD, Channel
from entraide.model.countries import Country, iter_shown_channels, list_countries
from entraide.publish.pages.country_pages import TopicView, build_country_view
from entraide.publish.site_typesetting import typeset_site
from support.reference_site import read_reference_files

DAY = date(2026, 11, 29)
NINE = ("FR", "BE", "CH", "LU", "CA", "GB", "IE", "US", "AU")
DANGER = "danger"
WORDS = ()  # no service anywhere: the topic says what to do

# What is not filled, and the services that stand there in its place.
NEXT_BEST: dict[tuple[str, str], tuple[str, ...]] = {
    ("AU", "consumer"): ("int-econsumer",),
    ("BE", "access"): ("be-112-app",),  # text, but for emergencies only
    ("CH", "consumer"): ("int-econsumer",),
    ("IE", "consumer"): ("int-econsumer",),
    ("IE", "phishing"): ("int-phishing",),
    ("LU", "access"): WORDS,
    ("LU", "consumer"): ("int-econsumer",),
    (EUROPE, "access"): WORDS,
    (EUROPE, "bank"): ("int-visa", "int-mastercard"),
    (EUROPE, "consumer"): ("int-econsumer",),
    (EUROPE, "content"): ("int-inhope", "int-cybertipline"),
    (EUROPE, "phishing"): ("int-phishing",),
    (WORLD, "access"): WORDS,
    (WORLD, "legal"): WORDS,
    (WORLD, "rights"): WORDS,
}

# Where one service only answers, each was read: its purpose is this topic.
ONE_SERVICE = {
    ("BE", "bank"): "be-card-stop",
    ("BE", "consumer"): "be-consumerconnect",
    ("BE", "legal"): "be-aide-juridique",
    ("BE", "phishing"): "be-safeonweb",
    ("CA", "rights"): "ca-opc",
    ("CH", "access"): "ch-procom",
    ("CH", "bank"): "ch-bank",
    ("CH", "rights"): "ch-pfpdt",
    ("FR", "access"): "fr-relais-telephonique",
    ("GB", "bank"): "gb-159",
    ("GB", "consumer"): "gb-consumer",
    ("IE", "bank"): "ie-bank",
    ("IE", "scams"): "ie-garda",
    ("LU", "bank"): "lu-carte",
    ("LU", "content"): "lu-stopline",
    ("LU", "scams"): "lu-police",
    (EUROPE, "images"): "europe-safer-internet",
    (EUROPE, "legal"): "europe-victims-rights",
    (EUROPE, "rights"): "europe-dsc",
    (WORLD, "consumer"): "int-econsumer",
    (WORLD, "harassment"): "int-lila",
    (WORLD, "phishing"): "int-phishing",
    (WORLD, "scams"): "int-econsumer",
}


@pytest.fixture(scope="module")
def reading() -> SiteReading:
    return read_reference_files()


@pytest.fixture(scope="module")
def services(reading: SiteReading) -> dict[tuple[str, str], list[Channel]]:
    """By country and topic, the services of both that a page shows, without emergency numbers."""
    return {
        (country.code, topic): [
            channel
            for channel in iter_shown_channels(reading.site, country, DAY)
            if topic in channel.topics and not channel.emergency
        ]
        for country in list_countries(reading.site)
        for topic in reading.site.topics
        if topic != DANGER
    }


def iter_destinations(reading: SiteReading) -> Iterator[tuple[str, str, TopicView]]:
    """Yield country, topic and what the page of the country has for it, in every language."""
    site = typeset_site(reading)
    for locale in site.locales:
        for country in list_countries(site):
            view = build_country_view(country, site, locale, NullTranslations(), DAY)
            for topic in (*view.danger, *view.first, *view.topics, *view.without_services):
                yield country.code, topic.anchor.removeprefix("topic."), topic


def test_every_country_and_both_regions_have_a_page(reading: SiteReading) -> None:
    codes = [country.code for country in list_countries(reading.site)]
    assert set(codes[:-2]) == set(NINE)
    assert codes[-2:] == [EUROPE, WORLD]


def test_no_destination_is_a_dead_end(reading: SiteReading) -> None:
    found = list(iter_destinations(reading))
    topics, locales = len(reading.site.topics), len(reading.site.locales)
    assert len(found) == topics * locales * len((*NINE, EUROPE, WORLD))
    assert [(*each[:2],) for each in found if not each[2].channels and not each[2].without] == []


def test_danger_leads_to_a_number_in_every_country(reading: SiteReading) -> None:
    for country in list_countries(reading.site):
        shown = iter_shown_channels(reading.site, country, DAY)
        assert any(each.emergency and each.phone for each in shown if DANGER in each.topics)


def test_most_destinations_have_a_service_of_that_country_and_topic(
    services: dict[tuple[str, str], list[Channel]],
) -> None:
    bare = {destination for destination, found in services.items() if not found}
    assert bare == set(NEXT_BEST)
    assert len(services) - len(bare) >= 0.85 * len(services)


def test_the_others_have_the_next_best_and_say_so(reading: SiteReading) -> None:
    for country, topic, view in iter_destinations(reading):
        if expected := NEXT_BEST.get((country, topic)):
            assert tuple(listed.card.id for listed in view.channels) == expected
            assert view.borderless == expected[0].startswith("int-")
        elif expected == WORDS:
            assert not view.channels
            assert view.without
        else:
            assert not view.borderless


def test_where_one_service_only_answers_it_was_read(
    services: dict[tuple[str, str], list[Channel]],
) -> None:
    alone = {place: found[0].id for place, found in services.items() if len(found) == 1}
    assert alone == ONE_SERVICE


def test_numbers_of_europe_reach_no_other_page(reading: SiteReading) -> None:
    site = typeset_site(reading)
    for country in list_countries(site):
        view = build_country_view(country, site, site.default_locale, NullTranslations(), DAY)
        ids = [
            listed.card.id
            for listed in (
                *view.emergency,
                *view.world,
                *(
                    each
                    for topic in (*view.danger, *view.first, *view.topics)
                    for each in topic.channels
                ),
            )
        ]
        assert ids
        has_any = any(each.startswith("europe-") for each in ids)
        assert has_any == (country == Country(EUROPE))
        assert ("int-emergency" in ids) == country.is_world


def test_every_service_of_a_country_is_drawn_whole_once(reading: SiteReading) -> None:
    site = typeset_site(reading)
    for country in list_countries(site):
        view = build_country_view(country, site, site.default_locale, NullTranslations(), DAY)
        topics = (*view.danger, *view.first, *view.topics)
        listed = [*view.emergency, *(each for topic in topics for each in topic.channels)]
        whole = [each.card.id for each in listed if each.whole]
        assert len(whole) == len(set(whole))
        assert set(whole) == {each.card.id for each in listed}
