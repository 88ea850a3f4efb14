"""The measurements of the desk count what they claim to count."""

from pathlib import Path

import pytest

from bench import desk, postgres
from bench.desk import LoadCase, LoadResult
from bench.load import iter_requests


def test_every_vote_has_a_voter_of_its_own() -> None:
    addresses = {
        line
        for request in iter_requests(60_000, 20_000, 10)
        for line in request.split(b"\r\n")
        if line.startswith(b"X-Forwarded-For")
    }
    assert len(addresses) == 20_000


def test_a_vote_has_a_content_length() -> None:
    head, _, body = next(iter_requests(999, 1, 1000)).partition(b"\r\n\r\n")
    assert b"Content-Length: %d" % len(body) in head
    assert body == b'{"entry":1000,"locale":"fr","revision":1,"rating":5}'


@pytest.mark.thorough
def test_what_was_acknowledged_is_compared_with_what_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "STORES", (("SQLite", 1),))
    monkeypatch.setattr(desk, "CLIENTS", (4, 8))
    first, second = desk.run_cases(tmp_path, 0.3)
    for case in (first, second):
        load = case.load
        assert load.stored == load.acknowledged > 10
        assert load.refused == 0
        assert 0 < load.p50 <= load.p99
        assert load.per_second > 10
        assert load.processor > 0


@pytest.mark.thorough
def test_without_postgresql_the_other_store_is_measured_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    monkeypatch.setattr(desk, "STORES", (("PostgreSQL", 1), ("SQLite", 1)))
    monkeypatch.setattr(desk, "CLIENTS", (1,))
    assert [case.store for case in desk.run_cases(tmp_path, 0.1)] == ["SQLite"]
    assert "PostgreSQL is not on this machine, and is left out." in capsys.readouterr().err


@pytest.mark.parametrize(("workers", "target"), [(1, "500/s, p99 150 ms"), (2, "")])
def test_each_case_has_its_goal_beside_it(workers: int, target: str) -> None:
    case = LoadCase("SQLite", workers, 64, LoadResult(812.4, 70.04, 99.96, 5000, 0, 5000, 1.2, 3.4))
    times = ("812", "70.0", "100.0", "5,000", "5,000", "1.20", "3.4")
    expected = (f"SQLite, {workers} worker{'s' * (workers - 1)}", "64", *times, target)
    assert case.to_row() == expected
