"""The page of one version: its votes by revision, the reasons given, and the comments."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk import votes
from entraide.desk.http_errors import NOT_FOUND, RefusalError
from entraide.desk.request_bodies import WHOLE_NUMBER
from entraide.desk.routing import declare_refusals
from entraide.desk.staff import feedback_queue
from entraide.desk.staff.access import VIEWER, CurrentVisit, make_staff_router
from entraide.desk.staff.day_charts import read_day_charts
from entraide.desk.staff.feedback_queue import FeedbackFilter, FeedbackItem
from entraide.desk.staff.masks import split_comment, split_signs
from entraide.desk.staff.paging import Paging, make_paging
from entraide.desk.staff.rating_stats import RevisionVotes, VersionKey, group_by_revision
from entraide.model.rating import SCALES

PAGE_SIZE = 25  # on a page
LOCALE_CODE = re.compile(r"[A-Za-z0-9_-]{2,20}")


@dataclass(frozen=True, slots=True)
class VersionFeedback:
    revisions: Mapping[str, Sequence[RevisionVotes]]  # by scale, those that have votes
    reasons: Mapping[str, int]
    spam: int
    page: Paging
    items: Sequence[FeedbackItem]


@dataclass(frozen=True, slots=True)
class BarPart:
    """The part of a bar that is one rating; `start` and length are counted in votes."""

    rating: int
    start: int
    votes: int


router = make_staff_router(VIEWER)


@router.get("/entries/{entry}/{locale}/", summary="Votes and feedback on one version")
@declare_refusals(NOT_FOUND)
async def show_version(visit: CurrentVisit, entry: str, locale: str) -> Response:
    """Show the votes on a version by revision, the reasons given, and what people wrote."""
    key = _parse_key(entry, locale)
    page_number = visit.get_query("page")
    today = visit.now.date()
    feedback, charts = await visit.desk.store.read_soon(
        lambda connection: (
            _read(connection, key, page_number),
            read_day_charts(connection, today, key),
        )
    )
    site = visit.desk.site.snapshot
    published = site.find_version(*key)
    if not (published or feedback.revisions or feedback.items or feedback.spam):
        raise RefusalError(NOT_FOUND)
    return visit.render(
        "version",
        entry=key[0],
        of=site.get_locale(locale),
        version=published,
        read=feedback,
        charts=charts,
        ratings={name: scale.values for name, scale in SCALES.items()},
        most=max(
            (revision.votes for revisions in feedback.revisions.values() for revision in revisions),
            default=0,
        ),
        parts=split_bar,
        signs=split_signs,
        split_comment=split_comment,
    )


def split_bar(revision: RevisionVotes) -> Sequence[BarPart]:
    """Return the parts of a revision's bar, one for each rating given, the lowest first."""
    starts = accumulate(revision.counts, initial=0)
    ratings = zip(SCALES[revision.scale].values, starts, revision.counts, strict=False)
    return [BarPart(rating, start, votes) for rating, start, votes in ratings if votes]


def _parse_key(entry: str, locale: str) -> VersionKey:
    if not WHOLE_NUMBER.fullmatch(entry) or not LOCALE_CODE.fullmatch(locale):
        raise RefusalError(NOT_FOUND)
    return int(entry), locale


def _read(connection: Connection, key: VersionKey, page_number: str) -> VersionFeedback:
    entry, locale = key
    feedback_filter = FeedbackFilter(("open", "work", "done"), entry, locale)
    page = make_paging(
        page_number, feedback_queue.count_items(connection, feedback_filter), PAGE_SIZE, {}
    )
    counts = list(votes.count_votes(connection, entry))
    revisions = {scale: group_by_revision(counts, scale).get(key, ()) for scale in SCALES}
    return VersionFeedback(
        revisions={
            scale: revision_votes for scale, revision_votes in revisions.items() if revision_votes
        },
        reasons=feedback_queue.count_reasons(connection, feedback_filter),
        spam=feedback_queue.count_items(connection, FeedbackFilter(("spam",), entry, locale)),
        page=page,
        items=feedback_queue.list_items(connection, feedback_filter, page.start, PAGE_SIZE),
    )
