"""Visitors, each from a network of its own, who measure how long a server makes them wait."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from time import perf_counter

from bench.attack import read_status

PAUSE = 0.05  # seconds between two of them
PATIENCE = 10  # seconds until one gives up


@dataclass(frozen=True, slots=True)
class Visits:
    """The milliseconds of each visit, in their order; `inf` for one that got no answer of 200."""

    times: tuple[float, ...]

    def find_percentile(self, percent: int) -> float:
        """Return the time that so many of a hundred visits took at most."""
        return self.times[min(len(self.times) * percent // 100, len(self.times) - 1)]

    @property
    def failures(self) -> int:
        """How many got no answer, or another one than 200."""
        return self.times.count(inf)


def iter_addresses(first: int) -> Iterator[str]:
    """Yield addresses of this machine (Linux), each of another /24, from 127.`first` on."""
    for number in range(first << 8, 255 << 8):
        yield f"127.{number >> 8}.{number & 255}.1"


async def measure_visits(
    port: int, tls: ssl.SSLContext | None, request: bytes, until: float, addresses: Iterator[str]
) -> Visits:
    """Ask again and again, as somebody who has just come: each visit has its own connection."""
    times = []
    while perf_counter() < until:
        address, began, status = next(addresses), perf_counter(), ""
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
            async with asyncio.timeout(PATIENCE):
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", port, ssl=tls, local_addr=(address, 0)
                )
                writer.write(request)
                status = await read_status(reader)
                writer.close()
        times.append((perf_counter() - began) * 1000 if status == "200" else inf)
        await asyncio.sleep(PAUSE)
    return Visits(tuple(sorted(times)))
