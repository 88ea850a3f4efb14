"""Requests of a network that wait for their turn are bounded, and others wait for none of them."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from entraide.desk import cost_meter, middleware
from entraide.desk.cost_meter import CostMeter
from entraide.desk.desk import Desk
from entraide.desk.middleware import BudgetMiddleware
from entraide.desk.networks import Visitor
from support.coroutines import run


def test_requests_that_wait_are_as_many_as_memory_has_room_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cost_meter, "MOST_PRESENT", 5)
    monkeypatch.setattr(middleware, "CROWDED_SECONDS", 0)
    monkeypatch.setattr(CostMeter, "spend", lambda *_: 0)  # budgets are not what is looked at
    assert run(ask_while_five_wait(desk)) == [429, 200, 200]


async def ask_while_five_wait(desk: Desk) -> list[int]:
    """The statuses for one more of a network of which five requests wait, another, and after."""
    release = asyncio.Event()

    async def answer_later(_scope: Scope, _receive: Receive, send: Send) -> None:
        await release.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    budgets = BudgetMiddleware(answer_later, desk)

    async def ask(network: str) -> int:
        statuses: list[int] = []

        async def send(message: Message) -> None:
            statuses.extend([message["status"]] if "status" in message else [])

        scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/desk/healthz"}
        scope |= {"headers": [], "state": {"visitor": Visitor(network, network)}}
        await budgets.answer(scope, asyncio.Queue().get, send)
        return statuses[0]

    waiting = [asyncio.create_task(ask("192.0.2.0/24")) for _ in range(5)]
    await asyncio.sleep(0)  # each begins, and waits
    statuses = [await ask("192.0.2.0/24")]
    other = asyncio.create_task(ask("198.51.100.0/24"))
    await asyncio.sleep(0)
    release.set()
    assert await asyncio.gather(*waiting) == [200] * 5
    return [*statuses, await other, await ask("192.0.2.0/24")]
