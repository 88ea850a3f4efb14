"""The ASGI application: its routes in one list, what opens and closes with it, and its shield."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from entraide.desk import public
from entraide.desk.desk import Desk, open_desk
from entraide.desk.journal import start_journal
from entraide.desk.refusals import INVALID, NO_METHOD, NOT_FOUND, Refusal, Refused
from entraide.desk.settings import read_desk_settings
from entraide.desk.shield import Shield, refused

HOUSEKEEPING = 3600  # seconds between two rounds


@dataclass(frozen=True, slots=True)
class PublicRoute:
    method: str
    path: str  # below the site's base
    answer: Callable[[Request], Awaitable[Response]]


PUBLIC = (
    PublicRoute("POST", "desk/ratings", public.rate),
    PublicRoute("POST", "desk/feedback", public.give_feedback),
    PublicRoute("GET", "desk/challenge", public.challenge),
    PublicRoute("GET", "desk/healthz", public.healthz),
    PublicRoute("GET", "desk/readyz", public.readyz),
)


def create_app() -> ASGIApp:
    """The application of this process's environment; what `uvicorn --factory` calls."""
    start_journal()
    return desk_app(open_desk(read_desk_settings()))


def desk_app(desk: Desk) -> ASGIApp:
    """The application of `desk`, which it closes when it stops."""

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        await desk.keys.today()
        rounds = asyncio.create_task(_keep_house(desk))
        try:
            yield
        finally:
            rounds.cancel()
            with suppress(asyncio.CancelledError):
                await rounds
            await asyncio.to_thread(desk.store.close)

    app = FastAPI(
        title="Entraide desk",
        version="1",
        lifespan=running,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.desk = desk
    for route in PUBLIC:
        app.add_api_route(
            desk.settings.base + route.path,
            route.answer,
            methods=[route.method],
            response_model=None,
        )
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _not_routed)
    return Shield(app, desk)


async def _keep_house(desk: Desk) -> None:
    """Once an hour: a new day’s keys, and away with what is over."""
    while True:
        await asyncio.sleep(HOUSEKEEPING)
        await desk.keys.today()


async def _refused(_request: Request, error: Exception) -> Response:
    refusal: Refusal = error.refusal if isinstance(error, Refused) else INVALID
    return refused(refusal)


async def _not_routed(_request: Request, error: Exception) -> Response:
    """No such route, or not by this method."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return refused(NO_METHOD if status == 405 else NOT_FOUND)
