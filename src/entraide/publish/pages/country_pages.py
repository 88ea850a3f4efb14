"""“Where to report”: the list of countries, and the page of each.

First come emergencies, then the topic that is `first` (someone to talk to), then a fold for every
other topic and for the services without a border, so that a phone shows the whole page in a few
screens. A service of two topics is drawn whole under its first one, and in brief under the other,
with a link to where it stands. No topic is a dead end: one without a service of the country has
those without a border, or words on what to do.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

from entraide.model.channel import WORLD, Channel
from entraide.model.countries import Country, iter_shown_channels
from entraide.model.locales import N_, Locale
from entraide.model.places import PageKind, Place, make_country_place
from entraide.model.site import Term, TypesetSite
from entraide.publish.build_context import BuildContext
from entraide.publish.channel_cards import ChannelCard, make_channel_card
from entraide.publish.country_names import get_country_name, list_countries_by_name
from entraide.publish.country_services import (
    find_own_country,
    iter_services_anywhere,
    make_channel_anchor,
    make_topic_anchor,
    select_services,
)
from entraide.publish.page_type import PageType
from entraide.publish.views import Link

BRIEF = 3  # services of the first topic that stand open: more, and a phone has to scroll


@dataclass(frozen=True, slots=True)
class ListedChannel:
    """A service in a list: in full, with its `anchor`, or by its name only."""

    card: ChannelCard
    anchor: str
    whole: bool


@dataclass(frozen=True, slots=True)
class TopicView:
    """What to do about one thing.

    Where the country has no service for it, `borderless` says that `channels` know no border, or
    there are none: then `without` says what to do, or the general instruction does.
    """

    title: str
    summary: str
    anchor: str
    without: str
    channels: tuple[ListedChannel, ...]
    borderless: bool
    first: bool

    @property
    def brief(self) -> tuple[ListedChannel, ...]:
        """The first services that one can call or text now, whoever one is; or else the first."""
        open_to_all = [
            listed
            for listed in self.channels
            if (listed.card.phone or listed.card.sms) and not listed.card.minors_only
        ]
        return tuple(open_to_all or self.channels)[:BRIEF]

    def has_all_in(self, channel_ids: Collection[str]) -> bool:
        """Return whether `channel_ids` has each of its services."""
        return all(listed.card.id in channel_ids for listed in self.channels)


@dataclass(frozen=True, slots=True)
class CountryView:
    """The page of a country. Emergency services alone answer the topics of `danger`.

    Both are empty where the site has no “In danger?”: these services then stand open under the
    names of their topics.
    """

    slug: str
    emergency: tuple[ListedChannel, ...]
    danger: tuple[TopicView, ...]
    first: tuple[TopicView, ...]  # what stands open, with services
    topics: tuple[TopicView, ...]  # the others with services
    without_services: tuple[TopicView, ...]  # those that nothing shown answers
    world: tuple[ListedChannel, ...]  # services that know no border, on a page of their own
    world_url: str


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country in the list of all, with its emergency services that have a number to call.

    No number stands beside services without a border: none works everywhere, as their page says.
    """

    code: str
    title: str
    url: str
    numbers: tuple[ChannelCard, ...]


def fill_countries_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"countries": list_country_rows(build)}


def list_country_rows(build: BuildContext) -> tuple[CountryRow, ...]:
    """List every country by its name, with its emergency numbers."""
    return tuple(_iter_country_rows(build))


def _iter_country_rows(build: BuildContext) -> Iterator[CountryRow]:
    site, locale, catalog = build.typeset_site, build.locale, build.catalog
    for country, name in list_countries_by_name(site, locale, catalog):
        cards = (
            make_channel_card(channel, site, locale, catalog, build.day)
            for channel in iter_shown_channels(site, country, build.day)
            if channel.emergency and channel.phone and not country.is_world
        )
        url = make_country_place(country).get_url(locale)
        yield CountryRow(country.slug, name, url, tuple(filter(None, cards)))


def list_emergency_rows(build: BuildContext) -> tuple[CountryRow, ...]:
    """List the countries whose emergency numbers stand on paper: the operator's alone, or all."""
    own = find_own_country(build.typeset_site)
    return tuple(row for row in list_country_rows(build) if not own or row.code == own.slug)


def fill_country_page(place: Place, build: BuildContext) -> dict[str, object]:
    country, reader = place.get_subject(Country), (build.typeset_site, build.locale)
    return {"country": build_country_view(country, *reader, build.catalog, build.day)}


def list_country_links(
    site: TypesetSite, locale: Locale, catalog: NullTranslations
) -> tuple[Link, ...]:
    """Return the countries by name, each with a link to its page."""
    return tuple(
        Link(name, make_country_place(country).get_url(locale))
        for country, name in list_countries_by_name(site, locale, catalog)
    )


def build_country_view(
    country: Country, site: TypesetSite, locale: Locale, catalog: NullTranslations, day: date
) -> CountryView:
    """Build the page of `country` as of `day`, for readers of `locale` and its `catalog`."""
    shown, has_box = tuple(iter_shown_channels(site, country, day)), site.parts.danger
    world = () if country.is_world else tuple(iter_services_anywhere(site, day))
    listed_ids: set[str] = set()

    def list_cards(channels: Iterable[Channel], topic_id: str = "") -> Iterator[ListedChannel]:
        for channel in channels:
            if card := make_channel_card(channel, site, locale, catalog, day):
                whole = card.id not in listed_ids and topic_id in {"", channel.topics[0]}
                yield ListedChannel(card, make_channel_anchor(card.id), whole)
                listed_ids.update([card.id] if whole else [])

    emergencies = {channel.id for channel in shown if channel.emergency}
    emergency = tuple(list_cards(each for each in shown if has_box and each.emergency))

    def make_topic(topic: Term) -> TopicView:
        channels, borderless = select_services(country, topic, site, day)
        return TopicView(
            title=topic.label[locale.code],
            summary=topic.description[locale.code],
            anchor=make_topic_anchor(topic),
            without=topic.without.get(locale.code, ""),
            channels=tuple(list_cards(channels, "" if borderless else topic.id)),
            borderless=borderless,
            first=topic.first,
        )

    topics = tuple(map(make_topic, sorted(site.topics.values(), key=lambda each: not each.first)))
    answered = tuple(topic for topic in topics if topic.channels)
    urgent = tuple(topic for topic in answered if topic.has_all_in(emergencies))
    open_topics = (*urgent, *(each for each in answered if each.first and each not in urgent))
    return CountryView(
        slug=country.slug,
        emergency=emergency,
        danger=urgent if has_box else (),
        first=open_topics[len(urgent) if has_box else 0 :],
        topics=tuple(topic for topic in answered if topic not in open_topics),
        without_services=tuple(topic for topic in topics if not topic.channels),
        world=tuple(list_cards(world)),
        world_url=make_country_place(Country(WORLD)).get_url(locale),
    )


def _get_country_title(place: Place, build: BuildContext) -> str:
    name = get_country_name(place.get_subject(Country), build.locale, build.catalog)
    return build.catalog.gettext("Where to report: %(what)s") % {"what": name}


PAGES = {
    PageKind.COUNTRIES: PageType(
        N_("Where to report"),
        N_("Who to call or write to, what each service is for, and what it is not for."),
        fill_countries_page,
    ),
    PageKind.COUNTRY: PageType(
        _get_country_title,
        N_("Who to call or write to, what each service is for, and what it is not for."),
        fill_country_page,
    ),
}
