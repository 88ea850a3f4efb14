"""The measurement of floods counts what it claims to count."""

import asyncio
import re
from math import inf
from pathlib import Path

import pytest

from bench import flood
from bench.attack import read_status
from bench.desk import write_site_files
from bench.flood import NO_FRONT, FloodResult, find_entry, measure_flood, run_servers
from bench.flood_requests import make_desk_floods, make_site_floods, make_vote
from bench.visitor import Visits, iter_addresses
from entraide.desk.app import ROUTES


@pytest.mark.thorough
def test_others_vote_and_are_answered_while_one_network_floods(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flood, "WARM", 0.2)
    write_site_files(tmp_path / "site")
    entry = find_entry(tmp_path / "site")
    request = make_desk_floods(entry)["unknown pages"]
    with run_servers(NO_FRONT, tmp_path, tmp_path) as servers:
        result = asyncio.run(measure_flood(servers, request, make_vote(entry), 2))
    (votes,) = result.visits
    assert votes.times
    assert votes.failures == 0
    assert result.answers["404"] > 10


def test_every_kind_of_route_is_flooded() -> None:
    words = re.compile(rb"^[A-Z]+ /desk/(\w+)")
    matches = (words.match(request) for request in make_desk_floods(1).values())
    flooded = {match[1].decode() for match in matches if match}
    assert flooded >= {route.path.split("/")[2] for route in ROUTES}


def test_a_request_has_the_length_of_its_body() -> None:
    for name, request in make_desk_floods(1).items():
        head, end, body = request.partition(b"\r\n\r\n")
        if request.startswith(b"POST"):
            assert b"Content-Length: %d" % len(body) in head, name
        else:
            assert request == b"" or end, name


def test_the_largest_text_of_a_site_is_flooded(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name, size in (("a/b.html", 9), ("large.json", 10), ("image.png", 11)):
        (tmp_path / name).write_text("x" * size)
    assert b"GET /large.json HTTP/1.1" in b"".join(make_site_floods(tmp_path).values())


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 429 No\r\nContent-Length: 5\r\n\r\nwords",
        b"HTTP/1.1 429 No\r\ntransfer-encoding: chunked\r\n\r\n5\r\nwords\r\n0\r\n\r\n",
    ],
)
def test_an_answer_is_read_to_its_end_and_no_further(answer: bytes) -> None:
    async def read() -> tuple[str, bytes]:
        reader = asyncio.StreamReader()
        reader.feed_data(answer + b"next")
        reader.feed_eof()
        return await read_status(reader), await reader.read()

    assert asyncio.run(read()) == ("429", b"next")


def test_a_visit_without_an_answer_is_longer_than_any_and_is_told() -> None:
    visits = Visits((*(float(number) for number in range(1, 100)), inf))
    assert (visits.find_percentile(50), visits.find_percentile(99)) == (51, inf)
    result = FloodResult(10, {"429": 800, "200": 100}, (visits,), (0.25,))
    assert result.to_row("x") == ("x", "90", "80", "51", "inf", "", "", "1", "25", "")


def test_every_visitor_has_a_network_of_its_own() -> None:
    addresses = iter_addresses(2)
    networks = [next(addresses).rpartition(".")[0] for _ in range(600)]
    assert len(set(networks)) == 600
    assert networks[0] == "127.2.0"
