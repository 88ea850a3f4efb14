"""`python -m bench.load`: clients that vote, each for another voter, and wait for every answer.

It is a process of its own, since it needs processor time too; what it sends is made before the
clock starts. It prints one JSON object: how many votes were acknowledged, how long that took, and
the milliseconds that answers took. The connections stay open, as a proxy's do.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from time import perf_counter
from typing import cast

import uvloop

BODY = '{{"entry":{entry},"locale":"{locale}","revision":1,"rating":{rating}}}'
REQUEST = (
    "POST /desk/ratings HTTP/1.1\r\nHost: desk\r\nSec-Fetch-Site: same-origin\r\n"
    "X-Forwarded-For: {address}\r\nContent-Type: application/json\r\n"
    "Content-Length: {length}\r\n\r\n{body}"
)
MAX_RATE = 6_000  # votes a second to be ready for; more would end a run early


def iter_requests(first: int, count: int, entries: int) -> Iterator[bytes]:
    """Yield the votes of `count` voters, each at its own address, from number `first` on."""
    for number in range(first, first + count):
        body = BODY.format(
            entry=1 + number % entries, locale=("en", "fr")[number % 2], rating=1 + number % 5
        )
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        yield REQUEST.format(address=address, length=len(body), body=body).encode()


class VotingClient(asyncio.Protocol):
    """One connection: a vote, its answer, the next vote, until there are none or time is up."""

    def __init__(self, votes: Iterator[bytes], until: float) -> None:
        self.votes = votes
        self.until = until
        self.took: list[tuple[float, float]] = []  # when it was sent, seconds to the answer
        self.refused = 0
        self.over = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.WriteTransport, transport)
        self._send_next()

    def connection_lost(self, exc: Exception | None) -> None:
        """End: the server went away, and nobody knows whether the last vote was stored."""
        del exc
        if not self.over.done():
            self.over.set_result(None)

    def _send_next(self) -> None:
        vote = next(self.votes, None) if perf_counter() < self.until else None
        if vote is None:
            self.over.set_result(None)
            self.transport.close()
            return
        self.answer = b""
        self.sent = perf_counter()
        self.transport.write(vote)

    def data_received(self, data: bytes) -> None:
        self.answer += data
        if not _is_complete(self.answer):
            return
        if self.answer.startswith(b"HTTP/1.1 200"):
            self.took.append((self.sent, perf_counter() - self.sent))
        else:
            self.refused += 1
        self._send_next()


def _is_complete(answer: bytes) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end:
        return False
    length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
    return len(body) >= int(length)


async def run_load(options: argparse.Namespace) -> dict[str, object]:
    """Return what `options.clients` saw together; the first moments warm up and are not timed."""
    count = int(MAX_RATE * (options.seconds + options.warm))
    votes = iter(list(iter_requests(options.first, count, options.entries)))
    loop = asyncio.get_running_loop()
    begins = perf_counter() + options.warm
    until = begins + options.seconds
    clients = [
        (
            await loop.create_connection(
                lambda: VotingClient(votes, until), "127.0.0.1", options.port
            )
        )[1]
        for _ in range(options.clients)
    ]
    await asyncio.gather(*(client.over for client in clients))
    took = [one for client in clients for one in client.took]
    timed = [(start, seconds) for start, seconds in took if start >= begins]
    return {
        "acknowledged": len(took),
        "refused": sum(client.refused for client in clients),
        "timed": len(timed),
        "seconds": max((start + seconds for start, seconds in timed), default=begins) - begins,
        "milliseconds": sorted(round(seconds * 1000, 2) for _, seconds in timed),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.load", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--warm", type=float, default=1, help="seconds before the clock starts")
    parser.add_argument("--first", type=int, default=0, help="the number of the first voter")
    parser.add_argument("--entries", type=int, default=1000)
    json.dump(uvloop.run(run_load(parser.parse_args())), sys.stdout)


if __name__ == "__main__":
    main()
