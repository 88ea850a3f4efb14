"""`entraide desk votes`, as whoever runs a desk types it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from entraide.desk.migrate import open_store
from entraide.desk.settings import StoreSettings
from entraide.desk.tables import votes
from support.commands import Run
from support.desk_rows import count, make_vote, put
from support.stores import CopyStore

TODAY = f"{datetime.now(UTC):%Y-%m-%d}"
NETWORK = "3f2a91b07c44" + "0" * 20
MINE = ("--since", TODAY, "--entry", "1029", "--network-of", "3f2a91b0")


@pytest.fixture
def store(
    tmp_path: Path, copy_sqlite_store: CopyStore, monkeypatch: pytest.MonkeyPatch
) -> StoreSettings:
    """The one that the commands find, with six votes of one network and one of another."""
    url = copy_sqlite_store(tmp_path / "var" / "desk.sqlite3")
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", url)
    settings = StoreSettings(database_url=url)
    with open_store(settings) as opened:
        for _ in range(6):
            put(opened, votes, **make_vote(day=TODAY, network=NETWORK, rating=1))
        put(opened, votes, **make_vote(day=TODAY, scale="helpful", rating=0))
    return settings


def count_votes(settings: StoreSettings) -> int:
    with open_store(settings) as opened:
        return count(opened, votes)


def test_bursts_are_listed_with_the_id_of_their_network(
    store: StoreSettings, run_entraide: Run
) -> None:
    of_network = "of the network 3f2a91b07c44  votes: 6, which count as 4"
    line = f"{TODAY}  1029 en  {of_network}\n"
    assert run_entraide("desk", "votes", "bursts").output == line
    assert run_entraide("desk", "votes", "bursts", "--entry", "1030").output == "None.\n"
    with open_store(store) as opened:
        for _ in range(31):
            put(opened, votes, **make_vote(day=TODAY, entry=1030))
    unusual = f"{TODAY}  1030 en  votes: 31, usually 0.0 a day\n"
    assert run_entraide("desk", "votes", "bursts").output == unusual + line
    assert run_entraide("desk", "votes", "bursts", "--since", "2999-01-01").output == "None.\n"


def test_what_would_be_voided_is_shown_and_voided_with_yes(
    store: StoreSettings, run_entraide: Run
) -> None:
    shown = run_entraide("desk", "votes", "void", *MINE)
    assert shown.output.splitlines() == [
        "entry  language  revision  answer  votes  that count",
        "1029   en        4         1 of 5  6      4",
        "Votes: 6, which count as 4.",
        "Nothing was changed. To void these votes, add --yes.",
    ]
    assert (shown.exit_code, count_votes(store)) == (0, 7)
    done = run_entraide("desk", "votes", "void", *MINE, "--yes")
    said = "Voided: 6. To bring them back within 48 hours: entraide desk votes restore"
    assert done.output.splitlines()[-1] == said
    assert count_votes(store) == 1
    assert run_entraide("desk", "votes", "restore").output == "Brought back: 6.\n"
    assert run_entraide("desk", "votes", "restore").output == "Brought back: 0.\n"
    assert count_votes(store) == 7


def test_votes_that_are_only_counts_are_said_to_stay(
    store: StoreSettings, run_entraide: Run
) -> None:
    first = f"{datetime.now(UTC) - timedelta(days=30):%Y-%m-%d}"
    run = run_entraide("desk", "votes", "void", "--since", "2026-01-01")
    note = f"Votes before {first} are only counts, without a day or a network: they stay.\n"
    assert run.output.startswith(note)
    assert "no      1" in run.output
    assert count_votes(store) == 7


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "2999-01-01"), "--since: no vote is like this. See which votes there are:"),
        (("--since", TODAY, "--entry", "7"), "--since: no vote is like this."),
        (("--since", TODAY, "--entry", "x"), "--entry"),
        (("--since", "29/11/2026"), "“29/11/2026” is no date. Write YYYY-MM-DD."),
        (("--since", TODAY, "--until", "2026-01-01"), "--until: 2026-01-01 is before --since"),
        (("--since", TODAY, "--network-of", "me"), "--network-of: “me” is no id of a vote"),
        (("--since", TODAY, "--network-of", "0" * 9), "no vote and no network is “000000000”"),
        ((), "missing: --since DATE. For example:"),
    ],
)
def test_a_mistake_about_votes_is_explained_and_changes_nothing(
    store: StoreSettings, run_entraide: Run, words: tuple[str, ...], said: str
) -> None:
    run = run_entraide("desk", "votes", "void", *words, "--yes")
    assert run.exit_code == 2
    assert said in run.output
    assert count_votes(store) == 7


def test_an_entry_has_a_number_that_every_store_takes(run_entraide: Run) -> None:
    run = run_entraide("desk", "votes", "void", "--since", TODAY, "--entry", "9" * 30)
    assert run.exit_code == 2
    assert "Traceback" not in run.output
