"""The pages of “Where to report”: which there are, and what stands on that of a country."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from gettext import NullTranslations

import pytest

from entraide.model.channel import EUROPE, WORLD, Channel, ChannelStatus
from entraide.model.countries import Country
from entraide.model.places import COUNTRIES, PageKind, iter_places, make_country_place
from entraide.model.site import Term, TypesetSite
from entraide.model.site_parts import SiteParts
from entraide.publish.llms_txt import build_llms_txt
from entraide.publish.pages.country_pages import CountryView, build_country_view, list_country_links
from entraide.publish.sitemap import find_last_change
from support.channels import make_channel
from support.entries import make_entry, make_typeset_site

DAY = date(2026, 11, 21)
PAST = date(2026, 11, 20)
TOPICS = {
    name: Term(name, {"en": name, "fr": name}, {"en": name, "fr": name})
    for name in ("danger", "scams", "bank")
}
MakeWhole = Callable[..., TypesetSite]
FRANCE = Country("FR")


@pytest.fixture
def make_whole_site() -> MakeWhole:
    def make(*channels: Channel) -> TypesetSite:
        return replace(
            make_typeset_site(), channels={each.id: each for each in channels}, topics=TOPICS
        )

    return make


def build_view(site: TypesetSite, country: Country = FRANCE) -> CountryView:
    return build_country_view(country, site, site.default_locale, NullTranslations(), DAY)


def list_stems(site: TypesetSite) -> list[str]:
    return [place.stem for place in iter_places(site, drafts=False) if "where" in place.stem]


def test_there_is_a_page_for_each_country_with_a_published_service(
    make_whole_site: MakeWhole,
) -> None:
    site = make_whole_site(
        make_channel("a", country=WORLD),
        make_channel("b", country="US"),
        make_channel("c", country="LU", status=ChannelStatus.UNVERIFIED),
        make_channel("d", country="BE", review_by=PAST),
        make_channel("e", country="IE", status=ChannelStatus.CONFLICT),
    )
    assert list_stems(site) == [
        "where-to-report/index",
        "where-to-report/us",
        "where-to-report/be",
        "where-to-report/international",
    ]


def test_without_services_there_is_no_page(make_whole_site: MakeWhole) -> None:
    assert list_stems(make_whole_site()) == []


def test_countries_are_sorted_in_the_readers_language_with_worldwide_last(
    make_whole_site: MakeWhole,
) -> None:
    codes = ("US", WORLD, "DE", "FR", "CH")
    site = make_whole_site(*(make_channel(code, country=code) for code in codes))
    french = list_country_links(site, site.get_locale("fr"), NullTranslations())
    assert [link.title for link in french] == [
        "Allemagne",
        "États-Unis",
        "France",
        "Suisse",
        "International services",
    ]
    assert french[1].url == "fr/where-to-report/us/"


def test_the_emergency_comes_first_and_answers_its_topic(make_whole_site: MakeWhole) -> None:
    shown = build_view(
        make_whole_site(make_channel("112", emergency=True, topics=("danger",)), make_channel("b"))
    )
    assert [listed.card.id for listed in shown.emergency] == ["112"]
    assert [topic.anchor for topic in shown.danger] == ["topic.danger"]
    assert [topic.anchor for topic in shown.topics] == ["topic.scams"]


def test_without_the_box_an_emergency_service_stands_open_under_its_topic(
    make_whole_site: MakeWhole,
) -> None:
    services = (make_channel("112", emergency=True, topics=("danger",)), make_channel("b"))
    site = replace(make_whole_site(*services), parts=SiteParts(danger=False))
    shown = build_view(site)
    assert (shown.emergency, shown.danger) == ((), ())
    assert [topic.anchor for topic in shown.first] == ["topic.danger"]
    assert [(each.card.id, each.whole) for each in shown.first[0].channels] == [("112", True)]
    assert [topic.anchor for topic in shown.topics] == ["topic.scams"]


def test_a_topic_with_more_than_the_emergency_stands_on_its_own(make_whole_site: MakeWhole) -> None:
    one = make_channel("112", emergency=True, topics=("danger",))
    shown = build_view(make_whole_site(one, make_channel("police", topics=("danger",))))
    assert shown.danger == ()
    listed = shown.topics[0].channels
    assert [(each.card.id, each.whole) for each in listed] == [("112", False), ("police", True)]


def test_a_service_of_two_topics_is_drawn_whole_under_the_first_that_it_names(
    make_whole_site: MakeWhole,
) -> None:
    shown = build_view(make_whole_site(make_channel("a", topics=("bank", "scams"))))
    assert [topic.anchor for topic in shown.topics] == ["topic.scams", "topic.bank"]
    assert [topic.channels[0].whole for topic in shown.topics] == [False, True]
    assert {topic.channels[0].anchor for topic in shown.topics} == {"channel.a"}


def test_topics_without_a_service_to_show_stand_together(make_whole_site: MakeWhole) -> None:
    shown = build_view(
        make_whole_site(make_channel("a"), make_channel("b", topics=("bank",), review_by=PAST))
    )
    assert [topic.anchor for topic in shown.without_services] == ["topic.danger", "topic.bank"]


def test_services_that_know_no_border_are_named_on_every_page_but_their_own(
    make_whole_site: MakeWhole,
) -> None:
    site = make_whole_site(make_channel("a"), make_channel("w", country=WORLD))
    assert [listed.card.id for listed in build_view(site).world] == ["w"]
    assert build_view(site).world_url == "where-to-report/international/"
    world = build_view(site, Country(WORLD))
    assert world.world == ()
    assert [listed.card.id for listed in world.topics[0].channels] == ["w"]


def test_a_topic_without_a_service_of_the_country_has_those_without_a_border(
    make_whole_site: MakeWhole,
) -> None:
    bank = make_channel("w", country=WORLD, topics=("bank", "scams"))
    shown = build_view(make_whole_site(make_channel("a"), bank))
    found = {topic.anchor: topic for topic in shown.topics}
    assert [listed.card.id for listed in found["topic.scams"].channels] == ["a"]
    assert [listed.card.id for listed in found["topic.bank"].channels] == ["w"]
    assert [topic.anchor for topic in shown.topics if topic.borderless] == ["topic.bank"]


def test_an_emergency_number_without_a_border_stands_on_its_own_page_only(
    make_whole_site: MakeWhole,
) -> None:
    site = make_whole_site(
        make_channel("a"), make_channel("112", country=WORLD, emergency=True, topics=("danger",))
    )
    shown = build_view(site)
    assert shown.world == ()
    assert [topic.anchor for topic in shown.without_services] == ["topic.danger", "topic.bank"]
    assert [each.card.id for each in build_view(site, Country(WORLD)).emergency] == ["112"]


def test_elsewhere_in_europe_comes_after_the_countries_and_its_services_stay_there(
    make_whole_site: MakeWhole,
) -> None:
    codes = (WORLD, EUROPE, "FR", "US")
    site = make_whole_site(*(make_channel(code, country=code) for code in codes))
    names = [
        link.title for link in list_country_links(site, site.default_locale, NullTranslations())
    ]
    assert names == ["France", "United States", "Elsewhere in Europe", "International services"]
    assert "where-to-report/europe" in list_stems(site)
    for code in ("FR", WORLD):
        ids = str(build_view(site, Country(code)))
        assert "channel.europe" not in ids
    assert "channel.europe" in str(build_view(site, Country(EUROPE)))


def test_a_page_of_services_changed_when_one_was_last_seen(make_whole_site: MakeWhole) -> None:
    site = make_whole_site(
        make_channel("a"), make_channel("b", country="US", seen_on=date(2026, 12, 24))
    )
    assert find_last_change(make_country_place(FRANCE), site.default_locale, site) == date(
        2026, 11, 21
    )
    assert find_last_change(COUNTRIES, site.default_locale, site) == date(2026, 12, 24)
    assert COUNTRIES.kind is PageKind.COUNTRIES


def test_programs_are_told_the_page_of_each_country(make_whole_site: MakeWhole) -> None:
    home = make_entry(1).source
    site = replace(make_whole_site(make_channel()), homes={"en": home, "fr": home})
    words = {code: NullTranslations() for code in ("en", "fr")}
    text = build_llms_txt(site, "https://x.example/", words)
    assert "## Where to report (en)\n\n- [France](https://x.example/where-to-report/fr/)" in text
    assert "(https://x.example/fr/where-to-report/fr/)" in text
    assert "805" not in text


def test_the_first_topic_shows_three_services_that_everyone_can_call(
    make_whole_site: MakeWhole,
) -> None:
    site = make_whole_site(
        make_channel("web", phone=None, topics=("bank",)),
        make_channel("young", minors_only=True, topics=("bank",)),
        *(make_channel(f"line-{number}", topics=("bank",)) for number in range(4)),
        make_channel("a"),
    )
    site = replace(site, topics=TOPICS | {"bank": replace(TOPICS["bank"], first=True)})
    shown = build_view(site)
    (topic,) = shown.first
    assert [listed.card.id for listed in topic.brief] == ["line-0", "line-1", "line-2"]
    assert len(topic.channels) == 6
    assert [other.anchor for other in shown.topics] == ["topic.scams"]


def test_without_a_number_for_all_the_first_topic_shows_what_there_is(
    make_whole_site: MakeWhole,
) -> None:
    site = make_whole_site(make_channel("web", phone=None, topics=("bank",)))
    site = replace(site, topics=TOPICS | {"bank": replace(TOPICS["bank"], first=True)})
    assert [listed.card.id for listed in build_view(site).first[0].brief] == ["web"]
