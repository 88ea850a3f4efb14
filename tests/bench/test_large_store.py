"""The measurement of a large store has the rows that it says, and asks for every list of staff."""

from pathlib import Path

import pytest

from bench import large_store
from bench.large_store import LargeStore, make_large_store, measure_moving, measure_staff
from bench.staff_visits import PAGES
from bench.store_rows import PROPOSALS
from entraide.desk.tables import audit, daily_counts, feedback, proposals, votes
from support.desk_rows import count
from support.stores import require_postgres

VOTES = 4_000


@pytest.fixture(params=large_store.KINDS)
def large(request: pytest.FixtureRequest, tmp_path: Path) -> LargeStore:
    if request.param == "PostgreSQL":
        require_postgres()
    store = make_large_store(request.param, VOTES, tmp_path)
    made = store.__enter__()
    request.addfinalizer(lambda: store.__exit__(None, None, None))
    return made


@pytest.mark.thorough
def test_a_large_store_is_measured(large: LargeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_store, "TIMES", 1)
    few = VOTES // 20
    numbers = {votes: VOTES, feedback: few, audit: few, proposals: PROPOSALS, daily_counts: VOTES}
    assert {table: count(large.store, table) for table in numbers} == numbers
    pages = measure_staff(large)
    assert all(name in pages for name in PAGES)
    assert "of all days" in measure_moving(large)
