"""Published counts: whoever compares them with earlier ones learns of no single vote.

The threshold of five was on a sum, the rows were of revisions: a row of one vote was published, and
the next export showed the sixth vote.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from entraide.cli.main import main
from entraide.desk.migrate import open_store
from entraide.desk.settings import DeskSettings
from entraide.desk.store import Store
from entraide.desk.tables import votes
from support.desk_rows import make_vote, put
from support.projects import write_site

pytestmark = pytest.mark.both_stores


@pytest.fixture
def store(
    settings: DeskSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    """That of a desk, beside a project with entry 1029 at revision 4, which changed a step at 3."""
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", settings.database_url)
    changes = [
        {"revision": 4, "date": date(2026, 11, 1), "significance": "minor", "note": "A word."},
        {"revision": 3, "date": date(2026, 10, 1), "significance": "major", "note": "A step."},
        {"revision": 2, "date": date(2026, 9, 1), "significance": "minor", "note": "A word."},
    ]
    source = {"id": 1029, "revision": 4, "changes": changes}
    monkeypatch.chdir(write_site(tmp_path / "project", {"docs/en/scams/signs.md": source}))
    with open_store(settings) as opened:
        yield opened


def vote(store: Store, *ratings: int, **facts: Any) -> None:
    for rating in ratings:
        put(store, votes, **make_vote(rating=rating, **facts))


def export() -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, ["ratings", "export"], catch_exceptions=False)
    assert result.exit_code == 0
    rows: list[dict[str, Any]] = json.loads(Path("data/ratings.json").read_text())
    return rows


def test_no_row_has_fewer_than_five_votes(store: Store) -> None:
    vote(store, 5, 5, 4, 4, revision=3)
    vote(store, 1, revision=4)
    (row,) = export()
    assert row["revision"] == 3
    assert row["five"] == {"1": 1, "2": 0, "3": 0, "4": 2, "5": 2}


def test_two_exports_are_the_same_or_differ_by_five_votes(store: Store) -> None:
    vote(store, 5, 5, 5, 5, 5)
    published = export()
    for rating in (1, 2, 3, 4):
        vote(store, rating)
        assert export() == published
    vote(store, 5)
    (row,) = export()
    assert row["five"] == {"1": 1, "2": 1, "3": 1, "4": 1, "5": 6}


def test_votes_that_are_gone_change_nothing_before_they_are_five(store: Store) -> None:
    vote(store, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5)
    published = export()
    rows = votes.select().limit(1)
    for left in (9, 8, 7, 6):
        voter = store.read(lambda connection: connection.execute(rows).mappings().one()["voter"])
        gone = votes.delete().where(votes.c.voter == voter)
        store.write(lambda connection, gone=gone: connection.execute(gone))  # type: ignore[misc]
        assert export() == published, left


def test_a_vote_that_can_still_be_changed_is_not_published(store: Store) -> None:
    vote(store, 5, 5, 5, 5, 5, day=f"{datetime.now(UTC):%Y-%m-%d}")
    assert export() == []


def test_a_file_of_rows_by_revision_is_taken_for_what_was_published(store: Store) -> None:
    answers = {"1": 0, "2": 0, "3": 0, "4": 0}
    rows = [
        {"entry": 1029, "locale": "en", "revision": revision, "five": answers | {"5": number}}
        for revision, number in ((2, 9), (3, 4), (4, 2))
    ]
    Path("data/ratings.json").write_text(json.dumps(rows))
    vote(store, 5, 5, 5, 5, 5, 5, 1)
    (row,) = export()
    assert (row["revision"], row["five"]["5"], row["five"]["1"]) == (3, 6, 0)
