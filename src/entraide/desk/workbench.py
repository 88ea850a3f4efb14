"""Threads on which texts of strangers are parsed, checked and made into pages.

The event loop answers everybody, so no long work may run there. On the workbench each network has
one piece of work at a time, and a few that wait; so networks take turns, however much one of them
asks for. A piece that takes too long is given up: its caller is told, and its network gets no other
turn until the piece ends. The limits on bodies keep a piece to a fraction of a second.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from entraide.desk.http_errors import BUSY, Refusal, RefusalError, make_too_many

T = TypeVar("T")
THREADS = 2
MOST_WAITING = 32  # of one network
LONGEST_WAIT = 10  # seconds, from the request to its result
SMALL_WORK = (
    4_096  # bytes of a body that is parsed at once: that takes less than a change of thread
)


class Workbench:
    """Threads for work that takes milliseconds, shared fairly among networks."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, "desk-work")
        self._free = asyncio.Semaphore(THREADS)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._present: Counter[str] = Counter()  # pieces that wait or are in progress

    async def run(self, network: str, work: Callable[[], T]) -> T:
        """Return the result of `work`; RefusalError if it is slow, or its network asks too much."""
        if self._present[network] >= MOST_WAITING:
            raise RefusalError(make_too_many(LONGEST_WAIT))
        self._present[network] += 1
        piece = asyncio.ensure_future(self._run_in_turn(network, work))
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                return await asyncio.shield(piece)
        except TimeoutError as error:
            raise RefusalError(BUSY) from error
        finally:
            piece.add_done_callback(lambda future: self._leave(network, future))

    async def _run_in_turn(self, network: str, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        async with self._turns[network], self._free:
            return await loop.run_in_executor(self._threads, work)

    def _leave(self, network: str, future: asyncio.Future[Any]) -> None:
        if not future.cancelled():
            future.exception()  # somebody has seen it, or nobody waits for it any more
        self._present[network] -= 1
        if not self._present[network]:
            del self._present[network], self._turns[network]


async def run_apart(request: Request, work: Callable[[], T]) -> T:
    """Run `work` on the desk's workbench, in the turn of the visitor's network."""
    bench: Workbench = request.app.state.desk.workbench
    return await bench.run(request.state.visitor.wide_network, work)


class LatePage(HTMLResponse):
    """A response whose page is rendered on the workbench when it is sent; `refuse` if it fails."""

    def __init__(
        self,
        request: Request,
        make_text: Callable[[], str],
        status: int = 200,
        refuse: Callable[[Refusal], Response] = Refusal.to_response,
    ) -> None:
        super().__init__("", status)
        self._refuse = refuse
        self._request = request
        self._make_text = make_text

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            text = await run_apart(self._request, self._make_text)
        except RefusalError as error:
            await self._refuse(error.refusal)(scope, receive, send)
            return
        self.body = self.render(text)
        self.headers["content-length"] = str(len(self.body))
        await super().__call__(scope, receive, send)
