"""Recent changes: of listed entries, the newest first, in the reader's words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from entraide.model.entry import Entry, Status
from entraide.model.recent_changes import find_newest_timestamp, list_recent_changes
from entraide.model.revision import Change, Significance
from support.entries import make_entry, make_site

DAY = date(2026, 3, 1)
DAYS = st.lists(st.integers(0, 60), max_size=5)


def make_change(revision: int, day: int, note: str = "A note") -> Change:
    return Change(revision, DAY + timedelta(days=day), Significance.MAJOR, note)


def make_history(number: int, days: list[int]) -> Entry:
    """An entry with a change on each of these days, counted from the first one."""
    dated = list(enumerate(sorted(days), start=2))
    changes = tuple(make_change(revision, day) for revision, day in reversed(dated))
    return make_entry(number, changes=changes, revision=len(days) + 1)


@given(histories=st.lists(DAYS, max_size=8), limit=st.integers(0, 12))
def test_the_newest_come_first_and_none_is_left_out(histories: list[list[int]], limit: int) -> None:
    entries = [make_history(number, days) for number, days in enumerate(histories, start=1)]
    whole = list_recent_changes(make_site(*entries), "en", 1000)
    dates = [found.date for found in whole]
    assert dates == sorted(dates, reverse=True)
    assert len(whole) == sum(max(1, len(days)) for days in histories)
    assert list_recent_changes(make_site(*entries), "en", limit) == whole[:limit]


@given(days=DAYS)
def test_the_changes_of_one_entry_are_in_the_order_of_its_revisions(days: list[int]) -> None:
    whole = make_site(make_history(1, days))
    revisions = [found.revision for found in list_recent_changes(whole, "en", 50)]
    assert revisions == sorted(revisions, reverse=True)


def test_a_new_entry_is_a_change_without_a_note() -> None:
    (found,) = list_recent_changes(make_site(make_entry(1)), "fr", 50)
    assert found.is_publication
    assert (found.revision, found.note, found.significance) == (1, "", None)
    assert found.date == make_entry(1).source.updated


def test_the_day_of_publication_is_not_guessed_once_there_are_changes() -> None:
    one = make_entry(1, revision=2, changes=(make_change(2, 5),))
    assert [found.revision for found in list_recent_changes(make_site(one), "en", 50)] == [2]


def test_drafts_and_archived_entries_are_left_out() -> None:
    hidden = make_entry(1, status=Status.DRAFT), make_entry(2, status=Status.ARCHIVED)
    assert list_recent_changes(make_site(*hidden), "en", 50) == []


def test_a_note_is_in_the_readers_words_where_there_are_some() -> None:
    one = make_entry(
        1, localised=("fr",), revision=3, changes=(make_change(3, 9, "Three"), make_change(2, 5))
    )
    french = replace(one.localised["fr"], notes={3: "Trois"})
    whole = make_site(replace(one, localised={"fr": french}))
    notes = [(found.note, found.note_locale) for found in list_recent_changes(whole, "fr", 50)]
    assert notes == [("Trois", "fr"), ("A note", "en")]
    assert {found.note_locale for found in list_recent_changes(whole, "en", 50)} == {"en"}


def test_the_newest_text_may_be_a_localised_one() -> None:
    old, new = make_entry(1), make_entry(2, localised=("fr",))
    french = replace(new.localised["fr"], updated=date(2027, 1, 2))
    new = replace(new, localised={"fr": french})
    assert (
        find_newest_timestamp(make_site(old, new)) == datetime(2027, 1, 2, tzinfo=UTC).timestamp()
    )
    assert find_newest_timestamp(make_site()) == 0
