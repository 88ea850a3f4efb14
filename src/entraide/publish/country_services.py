"""The services of one country for one topic, as they stand in a text: for readers who chose it.

Where a text has `{{where.TOPIC}}`, every country stands in a list. Once a reader chooses one,
country.js puts its services there, from a module of the site that has those of each topic. Where
the operator has set one country, a build puts them there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from itertools import islice

from entraide.model.channel import WORLD, Channel
from entraide.model.countries import Country, iter_shown_channels, list_countries
from entraide.model.locales import Locale
from entraide.model.places import make_country_place
from entraide.model.site import Term, TypesetSite
from entraide.publish.channel_cards import ChannelCard, make_channel_card
from entraide.publish.country_names import get_country_name

OPEN = 3  # services that are seen at once; the others are behind a press
NUMBERS = 3  # emergency numbers within a sentence
DANGER_TOPIC = "danger"
DANGER_ANCHOR = "country.danger"  # where its numbers stand, on the page of a country and of all
MakeAddress = Callable[[str], str]  # of a path from the locale's own start
Reader = tuple[TypesetSite, Locale, NullTranslations, date]  # of one locale, on one day


@dataclass(frozen=True, slots=True)
class LinkedCard:
    """A service, and the address of all that is known of it."""

    card: ChannelCard
    url: str


@dataclass(frozen=True, slots=True)
class TopicServices:
    """The services of one country for one topic.

    `line` are those that a sentence names. Where the country has no service, `borderless` says that
    these are services without a border. Where there are none either, `without` says what to do, or
    is "".
    """

    country: str
    topic: str
    url: str
    services: tuple[LinkedCard, ...]
    more: tuple[LinkedCard, ...]
    line: tuple[LinkedCard, ...]
    without: str
    borderless: bool


def make_topic_anchor(topic: Term) -> str:
    """Return the id of a topic's section on a country's page; ids of headings have no dot."""
    return f"topic.{topic.id}"


def make_channel_anchor(channel_id: str) -> str:
    """Return the id of a service on a country's page."""
    return f"channel.{channel_id}"


def iter_services_anywhere(site: TypesetSite, day: date) -> Iterator[Channel]:
    """Yield the services without a border, but no emergency number: each country has its own."""
    for channel in iter_shown_channels(site, Country(WORLD), day):
        if not channel.emergency:
            yield channel


def select_services(
    country: Country, topic: Term, site: TypesetSite, day: date
) -> tuple[list[Channel], bool]:
    """Return the services of `country` for `topic` and False; or those without a border, and True.

    First come services of which it is the first topic; emergency numbers last, but in danger.
    """

    def select(channels: Iterator[Channel]) -> list[Channel]:
        return sorted((each for each in channels if topic.id in each.topics), key=get_rank)

    def get_rank(channel: Channel) -> tuple[bool, bool, int]:
        in_danger, place = topic.id == DANGER_TOPIC, channel.topics.index(topic.id)
        return channel.emergency != in_danger, topic.first and channel.minors_only, place

    here = select(iter_shown_channels(site, country, day))
    if here or country.is_world:
        return here, False
    anywhere = select(iter_services_anywhere(site, day))
    return anywhere, bool(anywhere)


def build_topic_services(
    country: Country,
    topic: Term,
    reader: Reader,
    make_address: MakeAddress,
) -> TopicServices:
    """Build what `country` has for `topic`, for `reader`."""
    site, locale, catalog, day = reader
    channels, borderless = select_services(country, topic, site, day)
    page = make_country_place(country).path

    cards = tuple(
        LinkedCard(card, make_address(f"{page}#{make_channel_anchor(card.id)}"))
        for channel in channels
        if (card := make_channel_card(channel, *reader))
    )
    return TopicServices(
        country=get_country_name(country, locale, catalog),
        topic=topic.label[locale.code],
        url=make_address(f"{page}#{make_topic_anchor(topic)}"),
        services=cards[:OPEN],
        more=cards[OPEN:],
        line=_select_line(topic, cards),
        without=topic.without.get(locale.code, ""),
        borderless=borderless,
    )


def list_first_cards(country: Country, topic: Term, reader: Reader) -> tuple[ChannelCard, ...]:
    """Return the first services of `country` for `topic` that paper can say how to reach."""
    site, _locale, _catalog, day = reader
    channels, _borderless = select_services(country, topic, site, day)
    cards = (make_channel_card(channel, *reader) for channel in channels)
    return tuple(islice((card for card in cards if card and card.written), OPEN))


def _select_line(topic: Term, cards: tuple[LinkedCard, ...]) -> tuple[LinkedCard, ...]:
    """Return what a sentence names: all to call in danger, or somebody to talk to.

    Other topics have none, since one service is seldom right for everybody.
    """
    with_phone = tuple(linked for linked in cards if linked.card.phone)
    if topic.id == DANGER_TOPIC:
        return (with_phone or cards)[:NUMBERS]
    with_number = tuple(linked for linked in cards if linked.card.phone or linked.card.sms)
    return (with_number or cards)[:1] if topic.first else ()


def find_own_country(site: TypesetSite) -> Country | None:
    """Return the country that the operator has set, if it has a page."""
    return next((each for each in list_countries(site) if each.code == site.own_country), None)
