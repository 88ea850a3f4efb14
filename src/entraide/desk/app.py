"""The ASGI application: its routes in one list, what opens and closes with it, and its shield."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from entraide.desk import proposal_routes, rating_routes
from entraide.desk.bodies import FORM_TYPE, JSON_TYPE
from entraide.desk.desk import Desk, open_desk
from entraide.desk.housekeeping import run_housekeeping
from entraide.desk.http_errors import (
    BROKEN,
    EXPIRED_TOKEN,
    INVALID,
    MOVED,
    NO_METHOD,
    NOT_FOUND,
    UNPROVEN,
    Refusal,
    RefusalError,
    too_many,
)
from entraide.desk.logs import log_failure, start_logging
from entraide.desk.middleware import Shield, refused
from entraide.desk.migrate import migrate
from entraide.desk.openapi import ABOUT, Told, described
from entraide.desk.schemas import (
    Challenge,
    ChallengeQuery,
    Feedback,
    FeedbackAnswer,
    FormQuery,
    Health,
    ProposalAnswer,
    Rating,
    RatingAnswer,
    SentProposal,
)
from entraide.desk.settings import read_desk_settings
from entraide.desk.staff.access import guarded
from entraide.desk.staff.api import API, behind_token
from entraide.desk.staff.described import described as described_page
from entraide.desk.staff.described import described_call
from entraide.desk.staff.routes import STAFF
from entraide.errors import EntraideError

ASSETS = Path(__file__).with_name("assets")  # what the desk's own pages load
START_FAILED = 3  # the exit status after which uvicorn starts no other worker


@dataclass(frozen=True, slots=True)
class PublicRoute:
    method: str
    path: str  # below the site's base
    answer: Callable[[Request], Awaitable[Response]]
    told: Told


PUBLIC = (
    PublicRoute(
        "POST",
        "desk/ratings",
        rating_routes.rate,
        Told("Rate a version", gives=RatingAnswer, takes=Rating),
    ),
    PublicRoute(
        "POST",
        "desk/feedback",
        rating_routes.give_feedback,
        Told(
            "Say what was wrong, after a rating",
            gives=FeedbackAnswer,
            takes=Feedback,
            refuses=(EXPIRED_TOKEN, UNPROVEN, too_many(60)),
        ),
    ),
    PublicRoute(
        "GET",
        "desk/challenge",
        rating_routes.challenge,
        Told("Ask for a proof of work", gives=Challenge, asks=ChallengeQuery, refuses=(NOT_FOUND,)),
    ),
    PublicRoute(
        "POST",
        "desk/proposals",
        proposal_routes.propose,
        Told(
            "Propose a translation, or a correction of one",
            gives=ProposalAnswer,
            takes=SentProposal,
            kinds=(JSON_TYPE,),
            refuses=(MOVED, UNPROVEN, too_many(60)),
        ),
    ),
    PublicRoute(
        "GET",
        "desk/propose/",
        proposal_routes.find_form,
        Told("Find the form", gives=None, asks=FormQuery, leads_on=True, refuses=(NOT_FOUND,)),
    ),
    PublicRoute(
        "GET",
        "desk/propose/{entry}/{locale}/",
        proposal_routes.show_form,
        Told("The form of a proposal, without JavaScript", gives=None, refuses=(NOT_FOUND,)),
    ),
    PublicRoute(
        "POST",
        "desk/propose/{entry}/{locale}/",
        proposal_routes.send_form,
        Told(
            "Send the form of a proposal",
            gives=None,
            takes=SentProposal,
            kinds=(FORM_TYPE,),
            refuses=(MOVED, UNPROVEN, too_many(60)),
        ),
    ),
    PublicRoute(
        "GET",
        "desk/receipts/{token}/",
        proposal_routes.show_receipt,
        Told("What became of a proposal", gives=None, refuses=(NOT_FOUND,)),
    ),
    PublicRoute(
        "GET",
        "desk/healthz",
        rating_routes.healthz,
        Told("Whether the process answers", gives=Health),
    ),
    PublicRoute(
        "GET",
        "desk/readyz",
        rating_routes.readyz,
        Told("Whether the store answers too", gives=Health, unready=True),
    ),
)


def create_app() -> ASGIApp:
    """The application of this process's environment; what `uvicorn --factory` calls."""
    start_logging()
    try:
        settings = read_desk_settings()
        migrate(settings)
        app = build_app(open_desk(settings))
    except EntraideError as error:
        sys.stderr.write(f"{error}\n")
    except Exception as error:  # noqa: BLE001 - its words may quote what nobody should read
        log_failure("no start", error)
    else:
        gc.freeze()  # all this stays: looking for garbage in it takes 0.1 s, every few seconds
        return app
    sys.exit(START_FAILED)


def build_app(desk: Desk) -> ASGIApp:
    """The application of `desk`, which it closes when it stops."""

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        try:
            await desk.keys.get_today()
        except Exception as error:
            log_failure("no start", error)
            raise
        rounds = asyncio.create_task(run_housekeeping(desk))
        try:
            yield
        finally:
            rounds.cancel()
            with suppress(asyncio.CancelledError):
                await rounds
            await asyncio.to_thread(desk.store.close)

    app = _routed(desk.settings.base, openapi=desk.settings.openapi, lifespan=running)
    app.state.desk = desk
    app.add_exception_handler(RefusalError, _refused)
    app.add_exception_handler(HTTPException, _not_routed)
    app.add_exception_handler(Exception, _broken)
    return Shield(app, desk)


def description() -> dict[str, Any]:
    """The interface in OpenAPI 3.1, as of a site at the root of its host."""
    return _routed("/", openapi=True).openapi()


def _routed(base: str, *, openapi: bool, **rest: Any) -> FastAPI:
    app = FastAPI(
        title="Entraide desk",
        description=ABOUT,
        version="1",
        openapi_url=f"{base}desk/openapi.json" if openapi else None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        **rest,
    )
    for route in PUBLIC:
        app.add_api_route(
            base + route.path,
            route.answer,
            methods=[route.method],
            response_model=None,
            **described(route.told, route.path),
        )
    for place in STAFF:
        app.add_api_route(
            base + place.path,
            guarded(place),
            methods=[place.method],
            response_model=None,
            **described_page(place),
        )
    for call in API:
        app.add_api_route(
            base + call.path,
            behind_token(call),
            methods=[call.method],
            response_model=None,
            **described_call(call),
        )
    app.mount(f"{base}desk/assets", StaticFiles(directory=ASSETS))
    return app


async def _refused(_request: Request, error: Exception) -> Response:
    refusal: Refusal = error.refusal if isinstance(error, RefusalError) else INVALID
    return refused(refusal)


async def _not_routed(_request: Request, error: Exception) -> Response:
    """No such route, or not by this method."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return refused(NO_METHOD if status == 405 else NOT_FOUND)


async def _broken(_request: Request, _error: Exception) -> Response:
    """The answer; the shield, which the error reaches all the same, tells the log."""
    return refused(BROKEN)
