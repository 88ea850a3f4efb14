"""Make a channel in one line."""

from dataclasses import replace
from datetime import date
from typing import Any

from entraide.model.channel import Channel, ChannelStatus
from entraide.model.known_fact import Origin

REVIEW = date(2027, 5, 21)
CHANNEL = Channel(
    id="fr-line",
    path="data/channels/fr.yml",
    line=1,
    country="FR",
    topics=("scams",),
    name={"en": "The line", "fr": "La ligne"},
    official_in=("fr",),
    purpose={"en": "Scams.", "fr": "Les arnaques."},
    not_for={"en": "Not for danger.", "fr": "Pas pour un danger."},
    phone="+33805805817",
    known=Origin.OWN_PAGE,
    seen_on=date(2026, 11, 21),
    seen_by="Ada",
    sources=("line.example",),
    status=ChannelStatus.PUBLISHED,
    review_by=REVIEW,
)


def make_channel(id_: str = "fr-line", **facts: Any) -> Channel:
    return replace(CHANNEL, id=id_, **facts)
