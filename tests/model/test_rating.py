"""Which votes count for a page, and when they may be told."""

from datetime import date
from decimal import Decimal

import pytest

from entraide.model.entry import Status
from entraide.model.rating import Ratings, ScaleName, Tally
from entraide.model.revision import Change, Significance
from support.entries import make_entry

MINOR, MEDIUM, MAJOR = Significance.MINOR, Significance.MEDIUM, Significance.MAJOR


def make_ratings(*tallies: tuple[str, int, tuple[int, ...]], scale: ScaleName = "five") -> Ratings:
    """Of entry 1: locale, revision, votes."""
    found: dict[tuple[int, str], tuple[Tally, ...]] = {}
    for locale, revision, votes in tallies:
        own = Tally(1, locale, revision, {5: "five", 2: "helpful"}[len(votes)], votes)
        found[1, locale] = (*found.get((1, locale), ()), own)
    return Ratings(scale, found)


def make_change(revision: int, significance: Significance) -> Change:
    return Change(revision, date(2026, 9, revision), significance, "A note")


def test_the_votes_of_all_revisions_since_the_last_major_one_count() -> None:
    changes = (make_change(4, MINOR), make_change(3, MEDIUM), make_change(2, MAJOR))
    made = make_entry(1, revision=4, changes=changes)
    found = make_ratings(
        ("en", 1, (9, 0, 0, 0, 0)),
        ("en", 2, (0, 1, 0, 0, 1)),
        ("en", 3, (0, 0, 0, 2, 0)),
        ("en", 4, (0, 0, 0, 0, 3)),
    ).summarize(made, "en")
    assert found is not None
    assert (found.votes, found.count) == ((0, 1, 0, 2, 4), 7)
    assert found.since == changes[-1]


@pytest.mark.parametrize(("votes", "told"), [((0, 0, 2, 2, 0), False), ((0, 0, 2, 2, 1), True)])
def test_nothing_is_reported_of_fewer_than_five(votes: tuple[int, ...], *, told: bool) -> None:
    assert (make_ratings(("en", 1, votes)).summarize(make_entry(1), "en") is not None) is told


def test_without_any_votes_nothing_is_reported() -> None:
    assert Ratings().summarize(make_entry(1), "en") is None


def test_a_translation_counts_the_votes_of_its_own_text() -> None:
    made = make_entry(1, localised=("fr",), revision=2, changes=(make_change(2, MAJOR),))
    votes = make_ratings(
        ("en", 2, (0, 0, 0, 0, 9)), ("fr", 1, (5, 0, 0, 0, 1)), ("fr", 2, (0,) * 5)
    )
    found = votes.summarize(made, "fr")
    assert found is not None
    assert (found.votes, found.since) == ((5, 0, 0, 0, 1), None), "it was made from revision 1"


def test_a_fallback_page_has_the_votes_of_the_text_that_it_shows() -> None:
    votes = make_ratings(("en", 1, (0, 0, 0, 0, 5)))
    assert votes.summarize(make_entry(1), "fr") == votes.summarize(make_entry(1), "en") is not None


def test_votes_on_a_revision_to_come_wait_for_it() -> None:
    votes = make_ratings(("en", 1, (0, 0, 0, 0, 4)), ("en", 2, (0, 0, 0, 0, 4)))
    assert votes.summarize(make_entry(1), "en") is None
    assert votes.summarize(make_entry(1, revision=2), "en") is not None


def test_votes_on_the_scale_that_the_site_is_not_set_to_are_no_votes() -> None:
    votes = (("en", 1, (0, 0, 0, 0, 4)), ("en", 1, (2, 8)))
    assert make_ratings(*votes).summarize(make_entry(1), "en") is None
    found = make_ratings(*votes, scale="helpful").summarize(make_entry(1), "en")
    assert found is not None
    assert (found.votes, found.average) == ((2, 8), Decimal("0.8"))


@pytest.mark.parametrize("status", [Status.ARCHIVED, Status.DRAFT])
def test_a_page_that_cannot_be_rated_has_no_rating_form(status: Status) -> None:
    votes = make_ratings(("en", 1, (0, 0, 0, 0, 5)))
    assert votes.summarize(make_entry(1, status=status), "en") is None


@pytest.mark.parametrize(
    ("votes", "average"),
    [
        ((5, 0, 0, 0, 0), "1.0"),
        ((0, 0, 0, 0, 5), "5.0"),
        ((0, 0, 0, 15, 5), "4.3"),  # 4.25: half goes up
        ((1, 0, 0, 0, 5), "4.3"),  # 4.33
    ],
)
def test_the_average_is_the_mean_to_a_tenth(votes: tuple[int, ...], average: str) -> None:
    found = make_ratings(("en", 1, votes)).summarize(make_entry(1), "en")
    assert found is not None
    assert str(found.average) == average
