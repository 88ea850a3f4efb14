"""“Where to report”: the list of countries, and the page of each.

First come emergencies, then the services topic by topic, then those without a border. A service of
two topics is drawn whole once, and named the second time with a link to where it stands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

from entraide.model.channel import WORLD, Channel
from entraide.model.countries import Country, channels_shown
from entraide.model.locales import Locale
from entraide.model.places import country_place
from entraide.model.site import Site
from entraide.model.taxonomy import Term
from entraide.publish.channel_cards import ChannelCard, channel_card
from entraide.publish.channel_inserts import topic_anchor
from entraide.publish.countries import named_countries
from entraide.publish.views import Link


@dataclass(frozen=True, slots=True)
class Listed:
    """A service in a list: whole, with its `anchor`, or by its name only."""

    card: ChannelCard
    anchor: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """What to do about one thing; without `channels` there is only the general instruction."""

    title: str
    summary: str
    anchor: str
    channels: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class CountryView:
    """The page of a country. Emergency services alone answer the topics of `danger`."""

    emergency: tuple[Listed, ...]
    danger: tuple[Topic, ...]
    topics: tuple[Topic, ...]  # those with services
    bare: tuple[Topic, ...]  # those without any that may be shown
    world: tuple[Listed, ...]  # services that know no border, on a page of their own
    world_url: str


def country_links(site: Site, locale: Locale, words: NullTranslations) -> tuple[Link, ...]:
    """Return the countries by name, each with a link to its page."""
    return tuple(
        Link(name, country_place(country).url(locale))
        for country, name in named_countries(site, locale, words)
    )


def country_view(
    country: Country, site: Site, locale: Locale, words: NullTranslations, day: date
) -> CountryView:
    """Build the page of `country` as of `day`, for readers of `locale` with catalog `words`."""
    shown = tuple(channels_shown(site, country, day))
    world = () if country.is_world else channels_shown(site, Country(WORLD), day)
    drawn: set[str] = set()

    def listed(channels: Iterable[Channel]) -> Iterator[Listed]:
        for channel in channels:
            if card := channel_card(channel, site, locale, words, day):
                yield Listed(card, f"channel.{card.id}", card.id not in drawn)
                drawn.add(card.id)

    emergency = tuple(listed(channel for channel in shown if channel.emergency))
    topics = tuple(
        _make_topic(topic, tuple(listed(c for c in shown if topic.id in c.topics)), locale)
        for topic in site.topics.values()
    )
    danger = tuple(topic for topic in topics if topic.channels and _has_all_in(topic, emergency))
    return CountryView(
        emergency=emergency,
        danger=danger,
        topics=tuple(topic for topic in topics if topic.channels and topic not in danger),
        bare=tuple(topic for topic in topics if not topic.channels),
        world=tuple(listed(world)),
        world_url=country_place(Country(WORLD)).url(locale),
    )


def _make_topic(topic: Term, channels: tuple[Listed, ...], locale: Locale) -> Topic:
    code = locale.code
    return Topic(topic.label[code], topic.description[code], topic_anchor(topic), channels)


def _has_all_in(topic: Topic, emergency: tuple[Listed, ...]) -> bool:
    drawn = {listed.card.id for listed in emergency}
    return all(listed.card.id in drawn for listed in topic.channels)
