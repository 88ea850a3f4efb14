"""Sample votes and comments, which `entraide serve` stores if there are none.

One text has few votes, all bad; another has many, half of them bad. The comments are new, in work,
and done in a revision.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select

from entraide.desk import votes
from entraide.desk.desk import Desk
from entraide.desk.tables import feedback
from entraide.desk.votes import Vote
from entraide.model.rating import SCALES
from entraide.published_files.entries import PublishedVersion

COMMENTS: Mapping[str, str] = {  # by language; others get none
    "en": "I do not find the menu that step 2 names. Is it somewhere else on a phone?",
    "fr": "Je ne trouve pas le menu de l’étape 2. Est-il ailleurs sur un téléphone ?",
}
WORKS: Sequence[Mapping[str, Any]] = (
    {"state": "open"},
    {"state": "work", "note": "The menu has another name on small screens."},
    {"state": "done", "done_revision": 1},
    {"state": "open", "proven": False},
)
FEW, MANY = (False,) * 3, (False, True) * 6  # whether it helped, one answer a voter


def put_demo_feedback(desk: Desk, assignee: str) -> None:
    """Store votes and comments on some texts, for `assignee`; nothing if there are comments."""
    versions = [
        version
        for version in desk.site.snapshot.versions.values()
        if version.locale in COMMENTS and desk.site.snapshot.data.takes_votes
    ]
    rows = list(_make_comments(desk, versions, assignee))
    demo_votes = [
        vote
        for version, answers in zip(versions, (FEW, MANY), strict=False)
        for vote in _make_votes(desk, version, answers)
    ]

    def put(connection: Connection) -> None:
        if rows and not connection.scalar(select(func.count()).select_from(feedback)):
            for vote in demo_votes:
                votes.store_vote(connection, vote)
            connection.execute(insert(feedback), rows)

    desk.store.write(put)


def _make_comments(
    desk: Desk, versions: Sequence[PublishedVersion], assignee: str
) -> Iterator[dict[str, Any]]:
    scale, today = SCALES[desk.site.snapshot.data.rating], desk.clock().date()
    for number, (version, work) in enumerate(zip(versions, WORKS, strict=False)):
        yield {
            "id": secrets.token_urlsafe(16),
            "receipt": secrets.token_hex(32),  # no code leads to it
            "entry": version.entry,
            "locale": version.locale,
            "revision": version.served_revision,
            "scale": desk.site.snapshot.data.rating,
            "rating": scale.values[0],
            "reasons": "steps",
            "comment": COMMENTS[version.locale],
            "proven": True,
            "day": (today - timedelta(days=number)).isoformat(),
            "assignee": assignee if work["state"] == "work" else "",
            "note": "",
            "done_revision": 0,
        } | dict(work)


def _make_votes(desk: Desk, version: PublishedVersion, answers: Sequence[bool]) -> Iterator[Vote]:
    scale = SCALES[desk.site.snapshot.data.rating]
    for answer in answers:
        yield Vote(
            entry=version.entry,
            locale=version.locale,
            revision=version.served_revision,
            voter=secrets.token_hex(16),
            scale=desk.site.snapshot.data.rating,
            rating=scale.values[-1 if answer else 0],
            day=desk.clock().date().isoformat(),
            network=secrets.token_hex(16),
        )
