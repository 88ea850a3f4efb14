"""What one country has for one topic: its order, what a sentence names, and what stands in."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from entraide.model.channel import EUROPE, WORLD, Channel
from entraide.model.countries import Country
from entraide.model.site import Term, TypesetSite
from entraide.publish.country_files import build_zones
from entraide.publish.country_services import (
    TopicServices,
    build_topic_services,
    find_own_country,
)
from entraide.publish.insert_families import build_inserts
from entraide.publish.inserts import BASE, Inserts
from entraide.publish.page_actions import make_danger_url
from entraide.publish.partial_rendering import PartialRenderer
from support.built_site import list_attributes
from support.channels import make_channel
from support.entries import make_typeset_site

OVERRIDES = Path(__file__).parents[2] / "overrides"
DAY = date(2026, 11, 21)
TOPICS = {
    name: Term(name, {"en": name, "fr": name}, {"en": name, "fr": name}, first=name == "support")
    for name in ("danger", "support", "scams")
}
MakeSite = Callable[..., TypesetSite]


@pytest.fixture
def make_site() -> MakeSite:
    def make(*channels: Channel, own: str = "") -> TypesetSite:
        known = {each.id: each for each in channels}
        return replace(make_typeset_site(), channels=known, topics=TOPICS, own_country=own)

    return make


def build(site: TypesetSite, topic: str, country: str = "FR") -> TopicServices:
    reader = (site, site.default_locale, NullTranslations(), DAY)
    return build_topic_services(Country(country), site.topics[topic], reader, str)


def list_ids(here: TopicServices) -> list[str]:
    return [linked.card.id for linked in (*here.services, *here.more)]


def build_all_inserts(site: TypesetSite) -> Inserts:
    partials = PartialRenderer([OVERRIDES], site.default_locale, NullTranslations())
    return build_inserts(site, partials, DAY)


def test_services_whose_first_topic_it_is_come_first_and_emergencies_last(
    make_site: MakeSite,
) -> None:
    site = make_site(
        make_channel("17", topics=("scams",), emergency=True),
        make_channel("victims", topics=("support", "scams")),
        make_channel("fraud", topics=("scams",)),
    )
    assert list_ids(build(site, "scams")) == ["fraud", "victims", "17"]


def test_in_danger_a_sentence_names_all_numbers_to_call(make_site: MakeSite) -> None:
    site = make_site(
        make_channel("app", topics=("danger",), phone=None),
        make_channel("17", topics=("danger",), emergency=True),
        make_channel("text", topics=("danger",), emergency=True, phone=None, sms="114"),
        make_channel("112", topics=("danger",), emergency=True),
    )
    here = build(site, "danger")
    assert list_ids(here) == ["17", "text", "112", "app"]
    assert [linked.card.id for linked in here.line] == ["17", "112"]


def test_someone_to_talk_to_is_for_everyone_and_can_be_called(make_site: MakeSite) -> None:
    site = make_site(
        make_channel("young", topics=("support",), minors_only=True),
        make_channel("web", topics=("support",), phone=None),
        make_channel("line", topics=("support",)),
    )
    here = build(site, "support")
    assert list_ids(here) == ["web", "line", "young"]
    assert [linked.card.id for linked in here.line] == ["line"]
    assert here.line[0].url == "where-to-report/fr/#channel.line"


def test_what_knows_no_border_stands_in_and_emergency_numbers_do_not(make_site: MakeSite) -> None:
    site = make_site(
        make_channel("other", topics=("support",)),
        make_channel("w", country=WORLD),
        make_channel("112", country=WORLD, topics=("danger",), emergency=True),
    )
    assert list_ids(build(site, "scams")) == ["w"]
    assert build(site, "scams").borderless
    assert list_ids(build(site, "danger")) == []
    assert not build(site, "danger").borderless


def test_more_than_three_are_behind_a_press(make_site: MakeSite) -> None:
    here = build(make_site(*(make_channel(f"s{number}") for number in range(5))), "scams")
    assert here.line == (), "one alone is seldom for everybody"
    assert (len(here.services), len(here.more)) == (3, 2)


def test_zones_lead_to_countries_of_the_site_and_the_rest_of_europe(make_site: MakeSite) -> None:
    site = make_site(*(make_channel(code, country=code) for code in ("BE", "CA", EUROPE)))
    known, text = build_zones(site).split("export default ")
    assert known == 'export const countries = ["be", "ca", "europe"];\n'
    zones = json.loads(text.rstrip(";\n"))
    assert zones["Europe/Brussels"] == "be"
    assert zones["America/Toronto"] == "ca"
    assert zones["Europe/Lisbon"] == zones["Europe/Berlin"] == "europe"
    assert not {"Europe/Moscow", "America/New_York", "Asia/Tokyo"} & set(zones)


def test_with_one_country_its_services_stand_in_the_text(
    make_site: MakeSite,
) -> None:
    channels = (
        make_channel("be", country="BE"),
        make_channel("fr"),
        make_channel("w", country=WORLD),
    )
    made = build_all_inserts(make_site(*channels, own="BE"))
    block = BeautifulSoup(made["where.scams"].block, "html.parser")
    assert len(block.select(".service")) == 1
    assert list_attributes(block, "[href^='tel:']", "href") == ["tel:+33805805817"]
    assert not block.select(".where-change, ul.where")
    assert "where-to-report/be/#topic.scams" in made["where.scams"].inline
    assert made["where.scams"].expires


def test_without_it_every_country_is_a_link_with_its_code(make_site: MakeSite) -> None:
    made = build_all_inserts(make_site(make_channel("be", country="BE"), make_channel("fr")))
    block = BeautifulSoup(made["where.scams"].block, "html.parser")
    assert list_attributes(block, "ul[data-topic=scams] a", "data-in") == ["be", "fr"]


def test_a_sentence_about_danger_ends_in_a_link_or_in_numbers_without_hours(
    make_site: MakeSite,
) -> None:
    channels = (
        make_channel("17", topics=("danger",), emergency=True, hours={"en": "24 hours"}),
        make_channel("help", topics=("danger",), hours={"en": "weekdays"}),
    )
    link = BeautifulSoup(
        build_all_inserts(make_site(*channels))["where.danger"].inline, "html.parser"
    )
    assert link.get_text() == "the numbers, country by country"
    assert "where-to-report/#country.danger" in str(link).replace(BASE, "")
    own = build_all_inserts(make_site(*channels, own="FR"))["where.danger"].inline
    numbers = BeautifulSoup(own, "html.parser")
    assert len(numbers.select("a[href^='tel:']")) == 2
    assert "24 hours" not in numbers.get_text()
    assert "weekdays" in numbers.get_text()


def test_in_danger_leads_to_the_one_country_or_to_all(make_site: MakeSite) -> None:
    channel = make_channel("be", country="BE")
    for own, url in (("", "where-to-report/#"), ("BE", "where-to-report/be/#")):
        site = make_site(channel, own=own)
        assert make_danger_url(site, site.default_locale) == f"{url}country.danger"
        assert find_own_country(site) == (Country("BE") if own else None)
    assert make_danger_url(make_typeset_site(), make_typeset_site().default_locale) == ""
