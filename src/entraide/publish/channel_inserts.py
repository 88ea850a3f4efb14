"""Channels within texts: `{{channel.ID}}`, a card or a name with its number, and `{{where.TOPIC}}`.

A channel that may not be shown on the day is replaced by the general instruction, which names no
service, so that it is always right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import unescape

from entraide.content.formats import format_day
from entraide.model.channel import Channel
from entraide.model.places import COUNTRIES, make_country_place
from entraide.model.site import Term, TypesetSite
from entraide.publish.channel_cards import ChannelCard, make_channel_card
from entraide.publish.country_names import list_countries_by_name
from entraide.publish.country_services import (
    DANGER_ANCHOR,
    DANGER_TOPIC,
    Reader,
    TopicServices,
    build_topic_services,
    find_own_country,
    list_first_cards,
    make_topic_anchor,
)
from entraide.publish.inserts import Insert, mark_address
from entraide.publish.partial_rendering import PartialRenderer


def iter_channel_inserts(
    site: TypesetSite, partials: PartialRenderer, day: date
) -> Iterator[tuple[str, Insert]]:
    """Yield the name and the insert of every channel of the site, shown or not."""
    past = _make_past_insert(partials)
    for channel in site.channels.values():
        yield f"channel.{channel.id}", _make_insert(channel, site, partials, day) or past


def _make_insert(
    channel: Channel, site: TypesetSite, partials: PartialRenderer, day: date
) -> Insert | None:
    card = make_channel_card(channel, site, partials.locale, partials.catalog, day)
    if card is None:
        return None
    return Insert(
        block=partials.render("channel", card=card),
        inline=partials.render("channel_inline", card=card),
        words=_format_words(card, partials),
        expires=True,
    )


def _make_past_insert(partials: PartialRenderer) -> Insert:
    block, inline = partials.render("channel_past"), partials.render("channel_past_inline")
    return Insert(
        block=f'<div class="channel-past">{block}</div>',
        inline=f'<span class="channel-past">{inline}</span>',
        words=unescape(inline),
    )


def _format_words(card: ChannelCard, partials: PartialRenderer) -> str:
    """Format the name, the ways to reach it, how they are known and until when, as Markdown."""
    numbers = [number.text for number in (card.phone, card.sms) if number]
    ways = [*numbers, f"<{card.site.absolute_url}>" if card.site else "", card.email or ""]
    lang = partials.locale.lang
    check = partials.catalog.gettext("To be checked again by %(end)s.") % {
        "end": format_day(card.review_by, lang)
    }
    reach = "; ".join(filter(None, ways))
    sentences = " ".join([*([f"{reach}."] if reach else []), card.origin, check])
    return f"{card.name.text} ({sentences})"


@dataclass(frozen=True, slots=True)
class CountryLink:
    """A country in the list of one topic; `cards` are for paper, where nobody can press a link."""

    title: str
    url: str
    code: str
    cards: tuple[ChannelCard, ...] = ()


def iter_where_inserts(
    site: TypesetSite, partials: PartialRenderer, day: date
) -> Iterator[tuple[str, Insert]]:
    """Yield the name and the insert of every topic.

    A block is a list of countries, with a link to the topic in each; where the operator has set one
    country, its services.
    """
    own = find_own_country(site)
    reader = (site, partials.locale, partials.catalog, day)
    for topic in site.topics.values():
        name = f"where.{topic.id}"
        if own:
            here = build_topic_services(own, topic, reader, mark_address)
            yield name, _make_own_insert(here, partials)
        else:
            links = list(_iter_topic_links(topic, reader))
            yield name, _make_where_insert(topic, links, partials, site)


def _iter_topic_links(topic: Term, reader: Reader) -> Iterator[CountryLink]:
    """Yield a link to the topic on the page of every country, with the services seen at once."""
    site, locale, catalog, _day = reader
    anchor = f"#{make_topic_anchor(topic)}"
    for country, title in list_countries_by_name(site, locale, catalog):
        url = mark_address(make_country_place(country).path + anchor)
        cards = list_first_cards(country, topic, reader)
        yield CountryLink(title, url, country.slug, cards)


def _select_one(cards: tuple[ChannelCard, ...]) -> tuple[ChannelCard, ...]:
    """Return the first card with a number to call; without one, the first."""
    return (*(card for card in cards if card.phone), *cards)[:1]


def list_country_links(site: TypesetSite, partials: PartialRenderer) -> list[CountryLink]:
    """Return a link to the page of every country, by name."""
    return [
        CountryLink(title, mark_address(make_country_place(country).path), country.slug)
        for country, title in list_countries_by_name(site, partials.locale, partials.catalog)
    ]


def _make_own_insert(here: TopicServices, partials: PartialRenderer) -> Insert:
    title = f"{here.topic}: {here.country}"
    return Insert(
        block=partials.render("where_here", here=here),
        inline=partials.render("where_line", here=here),
        words=f"[{title}]({here.url})",
        expires=True,
    )


def _make_where_insert(
    topic: Term, links: list[CountryLink], partials: PartialRenderer, site: TypesetSite
) -> Insert:
    if not links:
        return _make_past_insert(partials)
    _ = partials.catalog.gettext
    title, path = _("where to report in your country"), COUNTRIES.path
    if topic.id == DANGER_TOPIC:  # after “call your country’s emergency number:”
        title = _("the numbers, country by country")
        path += f"#{DANGER_ANCHOR}" if site.parts.danger else ""
    url = mark_address(path)
    values = {"label": topic.label[partials.locale.code], "topic": topic.id}
    # Whoever loads a page loads what is for paper: only the first list has several services.
    shorter = [replace(link, cards=_select_one(link.cards)) for link in links]
    return Insert(
        block=partials.render("where", links=links, **values),
        again=partials.render("where", links=shorter, folded=True, **values),
        inline=f'<a class="where-word" data-topic="{topic.id}" href="{url}">{title}</a>',
        words=f"[{title}]({url})",
        expires=True,
    )
