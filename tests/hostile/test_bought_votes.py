"""Bought votes weigh little, staff are warned of them, and an operator takes them back.

M4: 700 votes of 700 networks in one free IPv6 /48, or of 700 such /48, moved an average for good.
"""

from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_network

import pytest
from bs4 import Tag
from click.testing import CliRunner
from sqlalchemy import select
from starlette.testclient import TestClient

from entraide.cli.main import main
from entraide.desk.desk import Desk
from entraide.desk.exports import count_tallies
from entraide.desk.settings import DeskSettings
from entraide.desk.tables import feedback, votes
from entraide.desk.votes import count_votes
from support.desk import HeldClock
from support.hostile_desk import VOTE, ReadText, Send
from support.staff import find_csrf_token, get_page, sign_in_as

pytestmark = pytest.mark.both_stores
SPREAD_48 = "2001:db8:77:{:x}::1"  # addresses in one /48, each a voter
MANY_48 = "2001:db8:{:x}::1"
SCHOOL = "203.0.113.{}"
GiveVotes = Callable[..., None]


@pytest.fixture
def settings(settings: DeskSettings) -> DeskSettings:
    """Those of a desk behind one proxy, the address of `client`."""
    return settings.model_copy(update={"trusted_proxies": (ip_network("192.0.2.7"),)})


@pytest.fixture
def give_votes(send: Send) -> GiveVotes:
    def give(number: int, addresses: str, rating: int = 1, entry: int = 1029) -> None:
        for voter in range(number):
            vote = VOTE | {"rating": rating, "entry": entry}
            answer = send("/desk/ratings", vote, X_Forwarded_For=addresses.format(voter + 1))
            assert answer.status_code == 200

    return give


@pytest.fixture
def run_desk(settings: DeskSettings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Runs `entraide desk votes` on the store, as a shell does with what the dashboard shows."""
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", settings.database_url)

    def run(command: str) -> str:
        result = CliRunner().invoke(main, command.split()[1:], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return run


def read_counts(desk: Desk) -> dict[int, int]:
    """The votes that count for 1029, by rating."""
    counts = desk.store.read(lambda connection: list(count_votes(connection, 1029)))
    return {count.rating: count.votes for count in counts}


def list_networks(desk: Desk) -> list[str]:
    rows = select(votes.c.network)
    return desk.store.read(lambda connection: list(connection.execute(rows).scalars()))


def find_alarms(client: TestClient) -> list[Tag]:
    return list(get_page(client, "/desk/staff/?in=en").select(".staff-alarms > ul > li"))


def test_a_bought_48_weighs_as_four_and_is_void_with_one_command(
    desk: Desk, client: TestClient, give_votes: GiveVotes, run_desk: Callable[..., str]
) -> None:
    give_votes(2, SCHOOL, rating=5)
    give_votes(40, SPREAD_48)
    assert read_counts(desk) == {5: 2, 1: 4}
    (alarm,) = find_alarms(sign_in_as(client, desk))
    assert "42 votes on" in alarm.text
    assert "One network gave 40 of them, which count as 4." in alarm.text
    command = alarm.select("code")[0].text
    shown = run_desk(command)
    assert "Votes: 40, which count as 4.\nNothing was changed." in shown
    assert read_counts(desk) == {5: 2, 1: 4}
    assert run_desk(f"{command} --yes").splitlines()[-1].startswith("Voided: 40.")
    assert read_counts(desk) == {5: 2}
    assert find_alarms(client) == []
    assert run_desk("entraide desk votes restore") == "Brought back: 40.\n"
    assert read_counts(desk) == {5: 2, 1: 4}
    assert len(find_alarms(client)) == 1


def test_many_48_are_an_alarm_and_their_day_is_void_as_a_whole(
    desk: Desk, client: TestClient, give_votes: GiveVotes, run_desk: Callable[..., str]
) -> None:
    give_votes(40, MANY_48)
    give_votes(2, MANY_48, entry=1032)
    assert len(set(list_networks(desk))) == 42
    assert read_counts(desk) == {1: 40}  # nothing tells them from readers but their number
    (alarm,) = find_alarms(sign_in_as(client, desk))
    (command,) = alarm.select("code")
    assert "--network-of" not in command.text
    assert "40 votes on" in alarm.text
    run_desk(f"{command.text} --yes")
    assert read_counts(desk) == {}
    assert len(list_networks(desk)) == 2
    assert find_alarms(client) == []


def test_a_slow_trickle_of_one_network_is_four_votes_a_day_at_most(
    desk: Desk, client: TestClient, give_votes: GiveVotes, clock: HeldClock
) -> None:
    for _ in range(3):
        give_votes(9, SPREAD_48)
        clock.now += timedelta(days=1)
    assert read_counts(desk) == {1: 12}
    assert len(set(list_networks(desk))) == 3  # nobody knows a network the next day
    assert find_alarms(sign_in_as(client, desk)) == []


def test_a_school_counts_and_harms_nobody(
    desk: Desk, client: TestClient, give_votes: GiveVotes
) -> None:
    give_votes(24, SCHOOL, rating=4)
    give_votes(3, MANY_48, rating=2)
    assert read_counts(desk) == {4: 4, 2: 3}
    page = sign_in_as(client, desk)
    (alarm,) = find_alarms(page)
    form = {str(field["name"]): field["value"] for field in alarm.select("input")}
    assert client.post("/desk/staff/alarms/", data=form, follow_redirects=False).status_code == 303
    assert find_alarms(page) == []
    assert read_counts(desk) == {4: 4, 2: 3}
    assert "set an alarm about votes aside" in get_page(client, "/desk/staff/log/?in=en").text


def test_what_is_published_has_no_burst(
    desk: Desk, give_votes: GiveVotes, clock: HeldClock
) -> None:
    give_votes(2, SCHOOL, rating=5)
    give_votes(20, SPREAD_48)
    clock.now += timedelta(days=1)
    give_votes(9, SPREAD_48)  # of today: can still be changed
    (tally,) = desk.store.read(lambda connection: count_tallies(connection, clock.now.date()))
    assert tally.votes == (4, 0, 0, 0, 2)


def test_a_viewer_sets_no_alarm_aside(
    desk: Desk, client: TestClient, give_votes: GiveVotes
) -> None:
    give_votes(12, SPREAD_48)
    (alarm,) = find_alarms(sign_in_as(client, desk, "viewer"))
    assert alarm.select("form") == []
    token = find_csrf_token(client.get("/desk/staff/").text)
    fields = {"csrf": token, "entry": 1029, "locale": "en", "day": str(desk.clock().date())}
    assert client.post("/desk/staff/alarms/", data=fields).status_code == 403
    assert len(find_alarms(client)) == 1


def test_a_network_is_another_on_each_page_and_day_and_no_comment_has_one(
    desk: Desk,
    give_votes: GiveVotes,
    clock: HeldClock,
    dump_store: ReadText,
) -> None:
    give_votes(2, SCHOOL)
    give_votes(1, SCHOOL, entry=1032)
    clock.now += timedelta(days=1)
    give_votes(1, SCHOOL)
    networks = list_networks(desk)
    assert len(networks) == 4
    assert len(set(networks)) == 3
    assert "203.0.113" not in dump_store()
    assert "network" not in feedback.columns
