"""`python -m bench.attack`: one network that asks a server for the same thing without a pause.

The request comes on standard input; without one, connections are opened and say nothing. It is a
process of its own, with the lowest priority: a flood comes from other machines, and takes no
processor time of the server. It prints one JSON object: how many answers there were, by status.
"""

import argparse
import asyncio
import json
import os
import resource
import ssl
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import uvloop

LOWEST = 19  # priority
ADDRESSES = 200  # of the network, in turn
OWN_GROUP = Path("/proc/self/autogroup")  # Linux: processes that share one priority


@dataclass(frozen=True, slots=True)
class Attack:
    """Where it goes, what it asks, until when (of perf_counter()), and what came back."""

    port: int
    tls: ssl.SSLContext | None
    request: bytes
    until: float
    answers: Counter[str] = field(default_factory=Counter)

    async def run(self, connections: int) -> None:
        """Run that many connections until time is up."""
        addresses = (f"127.0.1.{1 + number % ADDRESSES}" for number in range(connections))
        async with asyncio.TaskGroup() as group:
            for address in addresses:
                group.create_task(self._connect_again_and_again(address))

    async def _connect_again_and_again(self, address: str) -> None:
        while perf_counter() < self.until:
            try:
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1",
                    self.port,
                    ssl=self.tls if self.request else None,
                    local_addr=(address, 0),
                )
            except OSError:
                self.answers["no connection"] += 1
                await asyncio.sleep(0.05)
                continue
            with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
                async with asyncio.timeout(self.until - perf_counter()):
                    await self._use(reader, writer)
            writer.close()

    async def _use(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self.request:
            self.answers["connection"] += 1
            await reader.read()
            return
        while True:
            writer.write(self.request)
            for _ in range(self.request.count(b" HTTP/1.1\r\n") or 1):
                self.answers[await read_status(reader)] += 1


async def read_status(reader: asyncio.StreamReader) -> str:
    """Return the status of the next answer, once all of it has come; or IncompleteReadError."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    _, is_known, length = head.partition(b"content-length: ")
    if is_known:
        await reader.readexactly(int(length.partition(b"\r\n")[0]))
    elif b"transfer-encoding: chunked" in head:
        while size := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    return head[9:12].decode()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.attack", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--nice", type=int, default=LOWEST, help="priority, 0 for that of others")
    options = parser.parse_args()
    os.nice(options.nice)
    with suppress(OSError):  # of its whole session, which has a process of its own
        OWN_GROUP.write_text(str(options.nice))
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    tls = ssl._create_unverified_context() if options.tls else None  # noqa: S323, SLF001 - our own
    until = perf_counter() + options.seconds
    attack = Attack(options.port, tls, sys.stdin.buffer.read(), until)
    uvloop.run(attack.run(options.connections))
    json.dump(attack.answers, sys.stdout)


if __name__ == "__main__":
    main()
