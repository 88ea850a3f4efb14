"""The page of one version: its votes by revision, the reasons, and what people wrote."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk import votes
from entraide.desk.bodies import WHOLE
from entraide.desk.refusals import NOT_FOUND, Refused
from entraide.desk.staff import queue
from entraide.desk.staff.masks import pieces
from entraide.desk.staff.paging import Paging, paging
from entraide.desk.staff.queue import Item, Wanted
from entraide.desk.staff.standings import Key, RevisionVotes, by_revision
from entraide.desk.staff.visit import Visit
from entraide.model.rating import SCALES

COMMENTS = 25  # on a page
LOCALE = re.compile(r"[A-Za-z0-9_-]{2,20}")


@dataclass(frozen=True, slots=True)
class Read:
    revisions: Mapping[str, Sequence[RevisionVotes]]  # by scale, those that have votes
    reasons: Mapping[str, int]
    spam: int
    page: Paging
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Part:
    """One rating’s part of a bar, in votes from its start."""

    rating: int
    start: int
    votes: int


async def version(visit: Visit) -> Response:
    entry, locale = _named(visit)
    asked = visit.asked("page")
    read = await visit.desk.store.read_soon(
        lambda connection: _read(connection, (entry, locale), asked)
    )
    site = visit.desk.site.now
    published = site.version(entry, locale)
    if not (published or read.revisions or read.items or read.spam):
        raise Refused(NOT_FOUND)
    return visit.page(
        "version",
        entry=entry,
        of=site.locale(locale),
        version=published,
        read=read,
        ratings={name: scale.values for name, scale in SCALES.items()},
        most=max((one.votes for all_ in read.revisions.values() for one in all_), default=0),
        parts=parts,
        pieces=pieces,
    )


def parts(one: RevisionVotes) -> Sequence[Part]:
    """The bar of a revision: a part for each rating that was given, the lowest first."""
    starts = accumulate(one.counts, initial=0)
    ratings = zip(SCALES[one.scale].values, starts, one.counts, strict=False)
    return [Part(rating, start, votes) for rating, start, votes in ratings if votes]


def _named(visit: Visit) -> Key:
    path = visit.request.path_params
    if not WHOLE.fullmatch(path["entry"]) or not LOCALE.fullmatch(path["locale"]):
        raise Refused(NOT_FOUND)
    return int(path["entry"]), path["locale"]


def _read(connection: Connection, key: Key, asked: str) -> Read:
    entry, locale = key
    wanted = Wanted(("open", "done"), entry, locale)
    page = paging(asked, queue.how_many(connection, wanted), COMMENTS, {})
    counts = list(votes.counts(connection, entry))
    revisions = {scale: by_revision(counts, scale).get(key, ()) for scale in SCALES}
    return Read(
        revisions={scale: found for scale, found in revisions.items() if found},
        reasons=queue.reasons(connection, wanted),
        spam=queue.how_many(connection, Wanted(("spam",), entry, locale)),
        page=page,
        items=queue.items(connection, wanted, page.start, COMMENTS),
    )
