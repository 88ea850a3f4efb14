"""Make a channel in one line."""

from dataclasses import replace
from datetime import date
from typing import Any

from entraide.model.channel import Channel, Verification

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
    source="line.example",
    source_date=date(2026, 10, 1),
    status=Verification.VERIFIED,
    checked_on=date(2026, 11, 21),
    review_by=REVIEW,
)


def make_channel(id_: str = "fr-line", **facts: Any) -> Channel:
    return replace(CHANNEL, id=id_, **facts)
