"""Whether the desk is well: for whoever watches it, and for the server before it."""

import asyncio

from fastapi import APIRouter, Response

from entraide.desk.dependencies import CurrentDesk
from entraide.desk.routing import DeskRoute
from entraide.desk.schemas import Health
from entraide.desk.store import is_reachable

router = APIRouter(prefix="/desk", route_class=DeskRoute)


@router.get("/healthz", summary="Whether the process answers")
async def check_process() -> Health:
    """The process answers."""
    return Health(ok=True)


@router.get(
    "/readyz",
    responses={503: {"description": "Not ready", "model": Health}},
    summary="Whether the store answers too",
)
async def check_store(desk: CurrentDesk, response: Response) -> Health:
    """The store answers too, so that visitors may be sent here."""
    ready = await asyncio.to_thread(is_reachable, desk.store)
    if not ready:
        response.status_code = 503
    return Health(ok=ready)
