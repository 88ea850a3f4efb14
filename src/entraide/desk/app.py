"""The application of the desk: its routers, its middlewares, what is opened and closed with it."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from entraide.desk import (
    health_routes,
    news_feed,
    proposal_routes,
    question_routes,
    rating_routes,
    withdrawal_routes,
)
from entraide.desk.assets import DeskAssets
from entraide.desk.desk import Desk, open_desk
from entraide.desk.housekeeping import run_housekeeping
from entraide.desk.http_errors import NO_METHOD, NOT_FOUND
from entraide.desk.logs import log_failure, start_logging
from entraide.desk.middleware import make_middlewares
from entraide.desk.migrate import migrate
from entraide.desk.routing import DeskRoute
from entraide.desk.settings import read_desk_settings
from entraide.desk.staff import (
    account_pages,
    api,
    dashboard,
    factor_pages,
    feedback_item_page,
    feedback_pages,
    proposal_pages,
    question_item_page,
    question_pages,
    session_routes,
    sign_in,
    version_page,
)
from entraide.errors import EntraideError

ROUTERS = (
    rating_routes.router,
    proposal_routes.router,
    proposal_routes.page_router,
    question_routes.router,
    question_routes.challenge_router,
    withdrawal_routes.router,
    health_routes.router,
    news_feed.router,
    sign_in.entrance,
    sign_in.router,
    account_pages.router,
    factor_pages.router,
    dashboard.router,
    version_page.router,
    feedback_pages.router,
    feedback_item_page.router,
    proposal_pages.router,
    question_pages.router,
    question_item_page.router,
    api.router,
    session_routes.router,
)
ROUTES = tuple(
    route for router in ROUTERS for route in router.routes if isinstance(route, DeskRoute)
)
API_DESCRIPTION = (
    "Ratings, private feedback and proposed translations of a help site. Nothing that visitors "
    "send is published by itself, and no address, browser or referrer is stored. Whatever is "
    "refused is answered with a constant body: one word, nothing of what was sent."
)
START_FAILED = 3  # the exit status after which uvicorn starts no other worker


class DeskApp(FastAPI):
    """FastAPI, without its own description of the answer to wrong parameters: the desk has none."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI description, in which only our own refusals are listed."""
        description = super().openapi()
        for operations in description["paths"].values():
            for operation in operations.values():
                if "HTTPValidationError" in str(operation["responses"].get("422")):
                    del operation["responses"]["422"]
        for name in ("HTTPValidationError", "ValidationError"):
            description["components"]["schemas"].pop(name, None)
        return description


def create_app() -> FastAPI:
    """Return the application for the settings in the environment; `uvicorn --factory` calls it."""
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


def build_app(desk: Desk) -> FastAPI:
    """Return the application of `desk`; it closes the desk when it stops."""

    @asynccontextmanager
    async def run(_app: FastAPI) -> AsyncIterator[None]:
        try:
            desk.keys.get_today()
        except Exception as error:
            log_failure("no start", error)
            raise
        housekeeping = asyncio.create_task(run_housekeeping(desk))
        try:
            yield
        finally:
            housekeeping.cancel()
            with suppress(asyncio.CancelledError):
                await housekeeping
            await asyncio.to_thread(desk.store.close)
            desk.request_counts.write_all()

    app = _make_app(
        desk.settings.base,
        openapi=desk.settings.openapi,
        lifespan=run,
        middleware=make_middlewares(desk),
    )
    app.state.desk = desk
    return app


def describe_api() -> dict[str, Any]:
    """Return the OpenAPI 3.1 description, for a site at the root of its host."""
    return _make_app("/", openapi=True).openapi()


def _make_app(base: str, *, openapi: bool, **options: Any) -> FastAPI:
    app = DeskApp(
        title="Entraide desk",
        description=API_DESCRIPTION,
        version="1",
        openapi_url=f"{base}desk/openapi.json" if openapi else None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        **options,
    )
    for router in ROUTERS:
        app.include_router(router, prefix=base.rstrip("/"))
    app.mount(f"{base}desk/assets", DeskAssets())
    app.add_exception_handler(HTTPException, _answer_no_route)
    return app


async def _answer_no_route(_request: Request, error: Exception) -> Response:
    """Answer that no route has this address, or none by this method."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return (NO_METHOD if status == 405 else NOT_FOUND).to_response()
