"""How far each locale is: what counts, what waits, and in which order."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from entraide.model.entry import Status
from entraide.model.proposal import ProposalCount
from entraide.model.rating import Ratings, Tally
from entraide.model.revision import Change, Significance
from entraide.model.site import Site
from entraide.model.translation_state import State
from entraide.translation.coverage import measure_coverage
from support.entries import make_entry, make_site


def make_outdated_facts(significance: Significance) -> dict[str, Any]:
    change = Change(2, date(2026, 11, 21), significance, "note")
    return {"localised": ("fr",), "revision": 2, "changes": (change,)}


@pytest.fixture
def full_site() -> Site:
    """Current, outdated, misleading, missing, proposed, French, a draft; votes on 6 and 3."""
    made = make_site(
        make_entry(1, localised=("fr",)),
        make_entry(2, **make_outdated_facts(Significance.MEDIUM)),
        make_entry(3, **make_outdated_facts(Significance.MAJOR)),
        make_entry(4, **make_outdated_facts(Significance.MAJOR)),
        make_entry(5),
        make_entry(6),
        make_entry(7),
        make_entry(8, source="fr"),
        make_entry(9, status=Status.DRAFT),
    )
    counts = {(7, "fr"): ProposalCount(2, 0), (5, "fr"): ProposalCount(0, 3)}
    counts[4, "fr"] = ProposalCount(1, 0)
    tallies = {
        (6, "en"): (Tally(6, "en", 1, "five", (0, 0, 0, 0, 9)),),
        (4, "fr"): (Tally(4, "fr", 1, "helpful", (1, 2)),),
    }
    return replace(made, proposals=counts, ratings=Ratings("five", tallies))


def test_what_is_missing_and_has_an_open_proposal_is_proposed(full_site: Site) -> None:
    states = {
        number: full_site.get_state(full_site.entries[number], "fr") for number in (4, 5, 7, 8)
    }
    assert states == {
        4: State.MISLEADING,
        5: State.MISSING,
        7: State.PROPOSED,
        8: State.SOURCE,
    }


def test_the_most_harmful_comes_first_then_what_has_votes_then_the_older(full_site: Site) -> None:
    waiting = measure_coverage(full_site, "fr").waiting
    assert [(each.entry.id, each.state.value, each.votes, each.proposals) for each in waiting] == [
        (4, "misleading", 3, 1),
        (3, "misleading", 0, 0),
        (6, "missing", 9, 0),
        (5, "missing", 0, 0),
        (2, "outdated", 0, 0),
        (7, "proposed", 0, 2),
    ]


def test_only_published_entries_from_other_locales_count(full_site: Site) -> None:
    french, english = measure_coverage(full_site, "fr"), measure_coverage(full_site, "en")
    assert (french.current, french.total, french.percent) == (1, 7, 14)
    assert (english.current, english.total, english.percent) == (0, 1, 0)
    assert dict(french.count_states()) == {
        State.MISLEADING: 2,
        State.MISSING: 2,
        State.OUTDATED: 1,
        State.PROPOSED: 1,
    }


def test_a_locale_without_anything_to_translate_is_whole() -> None:
    assert measure_coverage(make_site(make_entry(1)), "en").percent == 100


def test_one_hundred_percent_is_shown_only_when_nothing_is_open() -> None:
    entries = [make_entry(number, localised=("fr",)) for number in range(2, 301)]
    assert measure_coverage(make_site(make_entry(1), *entries), "fr").percent == 99
