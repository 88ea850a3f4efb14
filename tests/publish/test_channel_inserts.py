"""What a placeholder of a channel or of a topic becomes, drawn by the real partials."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from entraide.model.channel import Channel, ChannelStatus, Identity
from entraide.model.known_fact import Origin
from entraide.model.site import Term
from entraide.publish.insert_families import build_inserts
from entraide.publish.inserts import BASE, Insert, Inserts, fill_markdown
from entraide.publish.partial_rendering import PartialRenderer
from support.built_site import find_one, get_attribute, list_attributes
from support.channels import make_channel
from support.entries import make_typeset_site

OVERRIDES = Path(__file__).parents[2] / "overrides"
DAY = date(2026, 11, 21)
PAST = "a service that we are checking (until then: your country’s emergency number, or the police)"
SCAMS = Term("scams", {"en": "Scams", "fr": "Arnaques"}, {"en": "Scams.", "fr": "Arnaques."})
MakeInserts = Callable[..., Inserts]


@pytest.fixture
def make_inserts() -> MakeInserts:
    def make(*channels: Channel, code: str = "en") -> Inserts:
        whole = replace(
            make_typeset_site(),
            channels={each.id: each for each in channels},
            topics={"scams": SCAMS},
        )
        partials = PartialRenderer([OVERRIDES], whole.get_locale(code), NullTranslations())
        return build_inserts(whole, partials, DAY)

    return make


def parse_block(insert: Insert) -> BeautifulSoup:
    return BeautifulSoup(insert.block, "html.parser")


def parse_inline(insert: Insert) -> BeautifulSoup:
    return BeautifulSoup(insert.inline, "html.parser")


@pytest.mark.parametrize(
    ("phone", "country"),
    [("+33805805817", "FR"), ("3018", "FR"), ("+18884958501", "CA"), ("000", "AU")],
)
def test_a_number_is_a_link_that_dials_it_and_carries_its_day(
    make_inserts: MakeInserts, phone: str, country: str
) -> None:
    made = make_inserts(make_channel(phone=phone, country=country))["channel.fr-line"]
    for shown in (parse_block(made), parse_inline(made)):
        assert get_attribute(shown, "[data-review-by='2027-05-21'] a", "href") == f"tel:{phone}"


def test_a_card_says_what_the_service_is_for_and_what_not(make_inserts: MakeInserts) -> None:
    card = parse_block(make_inserts(make_channel())["channel.fr-line"])
    assert "Scams." in find_one(card, ".channel").get_text()
    assert "Not for danger." in find_one(card, ".channel-not").get_text()
    facts = find_one(card, ".channel-facts").get_text()
    assert "the source on 21 November 2026. To be checked again by 21 May 2027." in facts


def test_every_way_to_reach_a_service_is_a_link(make_inserts: MakeInserts) -> None:
    whole = make_channel(sms="114", url="https://www.line.example/x", email="report@line.example")
    card = parse_block(make_inserts(whole)["channel.fr-line"])
    assert list_attributes(card, "a", "href") == [
        "tel:+33805805817",
        "sms:114",
        "https://www.line.example/x",
        "mailto:report@line.example",
    ]
    assert find_one(card, "a[rel='noreferrer noopener'] bdi").get_text() == "www.line.example"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"known": Origin.STORED_COPY}, "Seen on a copy of the source"),
        ({"known": Origin.SECONDARY}, "We could not reach the source."),
        ({"identity": Identity.ASKED}, "You have to say who you are."),
        ({"identity": Identity.OPTIONAL}, "You do not have to"),
        ({"identity": Identity.NEVER}, "You do not have to"),
        ({"minors_only": True}, "Only for people under 18."),
        ({"hours": {"en": "All day"}}, "Open: All day"),
        ({"cost": {"en": "Free"}}, "Cost: Free"),
        ({"languages": ("fr", "en")}, "Languages: French and English"),
    ],
)
def test_a_card_says_what_is_known_and_nothing_else(
    make_inserts: MakeInserts, facts: dict[str, Any], said: str
) -> None:
    assert said not in parse_block(make_inserts(make_channel())["channel.fr-line"]).get_text()
    assert said in parse_block(make_inserts(make_channel(**facts))["channel.fr-line"]).get_text()


def test_a_name_that_is_the_number_is_the_link_itself(make_inserts: MakeInserts) -> None:
    made = make_inserts(make_channel(name={"en": "3018", "fr": "3018"}, phone="3018"))[
        "channel.fr-line"
    ]
    assert parse_inline(made).get_text() == "3018"
    assert get_attribute(parse_inline(made), "a", "href") == "tel:3018"


@pytest.mark.parametrize(
    ("facts", "links"),
    [
        ({"url": "https://line.example/"}, ["https://line.example/"]),
        ({"sms": "114"}, ["sms:114"]),
        ({"email": "a@line.example"}, ["mailto:a@line.example"]),
        ({}, []),
    ],
)
def test_within_a_sentence_a_service_without_a_phone_has_its_next_way(
    make_inserts: MakeInserts, facts: dict[str, str], links: list[str]
) -> None:
    shown = parse_inline(make_inserts(make_channel(phone=None, **facts))["channel.fr-line"])
    assert list_attributes(shown, "a", "href") == links
    assert shown.get_text().startswith("La ligne")


@pytest.mark.parametrize(
    "facts",
    [
        {"review_by": date(2026, 11, 20)},
        {"status": ChannelStatus.UNVERIFIED},
        {"status": ChannelStatus.CONFLICT},
    ],
)
def test_in_the_place_of_what_may_not_be_shown_stands_the_general_instruction(
    make_inserts: MakeInserts, facts: dict[str, Any]
) -> None:
    made = make_inserts(make_channel(url="https://line.example/", **facts))["channel.fr-line"]
    assert parse_inline(made).get_text() == made.words == PAST
    assert "emergency number" in parse_block(made).get_text()
    everything = f"{made.block}{made.inline}{made.words}"
    assert not any(word in everything for word in ("line.example", "ligne", "805", "href"))


def test_the_words_for_readers_of_markdown_have_a_day_too(make_inserts: MakeInserts) -> None:
    made = make_inserts(make_channel(url="https://line.example/"))
    assert fill_markdown("Call {{channel.fr-line}}.", made, "https://x.example/") == (
        "Call La ligne (0 805 80 58 17; <https://line.example/>. Seen at the source on "
        "21 November 2026. To be checked again by 21 May 2027.)."
    )


def test_where_leads_to_the_topic_of_every_country(make_inserts: MakeInserts) -> None:
    made = make_inserts(
        make_channel("us-line", country="US"),
        make_channel(),
        make_channel("int-x", country="international"),
    )["where.scams"]
    links = parse_block(made).select("a")
    assert [link.get_text() for link in links] == [
        "France",
        "United States",
        "International services",
    ]
    assert links[0]["href"] == f"{BASE}where-to-report/fr/#topic.scams{BASE}"
    assert get_attribute(parse_inline(made), "a", "href") == f"{BASE}where-to-report/{BASE}"
    text = fill_markdown("See {{where.scams}}.", {"where.scams": made}, "https://x.example/fr/")
    assert "](https://x.example/fr/where-to-report/)" in text


def test_on_paper_a_list_names_three_services_of_a_country_and_a_later_one_one(
    make_inserts: MakeInserts,
) -> None:
    urls = [make_channel(f"fr-{n}", phone=None, url=f"https://{n}.example/") for n in "ab"]
    phones = [make_channel(f"fr-{n}", phone="3018", url=None) for n in "cd"]
    made = make_inserts(*urls, *phones)["where.scams"]
    block, again = (BeautifulSoup(html, "html.parser") for html in (made.block, made.again))
    assert len(block.select(".where-paper > [data-review-by]")) == 3
    assert find_one(again, ".where-paper > [data-review-by]").get_text() == "La ligne 3018"


def test_where_leads_nowhere_without_a_country(make_inserts: MakeInserts) -> None:
    made = make_inserts(make_channel(status=ChannelStatus.UNVERIFIED))["where.scams"]
    assert "href" not in made.block + made.inline
