"""Channels within texts: `{{channel.ID}}`, a card or a name with its number, and `{{where.TOPIC}}`.

In the place of a channel that may not be shown on the day stands the general instruction. It names
no service, so that it holds for every one.
"""

from collections.abc import Iterator
from datetime import date
from html import unescape

from entraide.content.formats import format_day
from entraide.model.channel import Channel
from entraide.model.places import COUNTRIES, make_country_place
from entraide.model.site import Term, TypesetSite
from entraide.publish.channel_cards import ChannelCard, make_channel_card
from entraide.publish.country_names import list_countries_by_name
from entraide.publish.inserts import Insert, mark_address
from entraide.publish.partial_rendering import PartialRenderer
from entraide.publish.views import Link


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
    card = make_channel_card(channel, site, partials.locale, partials.words, day)
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
    check = partials.words.gettext("To be checked again by %(end)s.") % {
        "end": format_day(card.review_by, lang)
    }
    reach = "; ".join(filter(None, ways))
    sentences = " ".join([*([f"{reach}."] if reach else []), card.origin, check])
    return f"{card.name.text} ({sentences})"


def iter_where_inserts(
    site: TypesetSite, partials: PartialRenderer, day: date
) -> Iterator[tuple[str, Insert]]:
    """Yield the name and the insert of every topic: countries, with a link to the topic in each."""
    del day  # the pages of the countries know it
    named = list_countries_by_name(site, partials.locale, partials.words)
    for topic in site.topics.values():
        links = [
            Link(
                name, mark_address(f"{make_country_place(country).path}#{make_topic_anchor(topic)}")
            )
            for country, name in named
        ]
        label = topic.label[partials.locale.code]
        yield (
            f"where.{topic.id}",
            _make_where_insert(label, links, partials) if links else _make_past_insert(partials),
        )


def _make_where_insert(label: str, links: list[Link], partials: PartialRenderer) -> Insert:
    title, url = (
        partials.words.gettext("where to report in your country"),
        mark_address(COUNTRIES.path),
    )
    return Insert(
        block=partials.render("where", label=label, links=links),
        inline=f'<a href="{url}">{title}</a>',
        words=f"[{title}]({url})",
    )


def make_topic_anchor(topic: Term) -> str:
    """Return the id of a topic's section on a country's page; ids of headings have no dot."""
    return f"topic.{topic.id}"
