"""The state of a localised version follows from the source's changes and nothing else."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from entraide.model.revision import RANK, Change, Significance, find_significance_since
from entraide.model.translation_state import State, find_state

DAY = date(2026, 11, 21)
HISTORY = st.lists(st.sampled_from(Significance), max_size=12).map(
    lambda found: tuple(
        Change(revision, DAY, significance, "note")
        for revision, significance in reversed(list(enumerate(found, start=2)))
    )
)
REVISION = st.integers(min_value=1, max_value=14)
WORST_FIRST = [State.MISLEADING, State.OUTDATED, State.CURRENT]


@given(HISTORY)
def test_a_version_made_from_the_last_revision_is_current(history: tuple[Change, ...]) -> None:
    assert find_state(history, len(history) + 1) is State.CURRENT


@given(HISTORY, REVISION)
def test_a_version_is_behind_unless_it_is_current(
    history: tuple[Change, ...], revision: int
) -> None:
    state = find_state(history, revision)
    assert state.is_behind == (state is not State.CURRENT)


def test_what_was_made_from_nothing_is_not_behind() -> None:
    assert not any(state.is_behind for state in (State.SOURCE, State.MISSING, State.PROPOSED))


@given(HISTORY, REVISION)
def test_any_major_revision_since_makes_it_misleading(
    history: tuple[Change, ...], revision: int
) -> None:
    majors = [c for c in history if c.revision > revision and c.significance is Significance.MAJOR]
    assert (find_state(history, revision) is State.MISLEADING) == bool(majors)


@given(HISTORY, REVISION)
def test_minor_revisions_alone_leave_it_current(history: tuple[Change, ...], revision: int) -> None:
    later = {c.significance for c in history if c.revision > revision}
    assert (find_state(history, revision) is State.CURRENT) == (later <= {Significance.MINOR})


@given(HISTORY, REVISION)
def test_catching_up_never_makes_a_state_worse(history: tuple[Change, ...], revision: int) -> None:
    before, after = find_state(history, revision), find_state(history, revision + 1)
    assert WORST_FIRST.index(after) >= WORST_FIRST.index(before)


@given(HISTORY, st.sampled_from(Significance))
def test_a_new_revision_never_makes_a_state_better(
    history: tuple[Change, ...], significance: Significance
) -> None:
    longer = (Change(len(history) + 2, DAY, significance, "note"), *history)
    before, after = find_state(history, 1), find_state(longer, 1)
    assert WORST_FIRST.index(after) <= WORST_FIRST.index(before)


@given(HISTORY, REVISION)
def test_the_order_of_the_history_does_not_matter(
    history: tuple[Change, ...], revision: int
) -> None:
    backwards = find_significance_since(reversed(history), revision)
    assert backwards == find_significance_since(history, revision)
    assert backwards is None or RANK[backwards] in range(3)
