"""Whether the desk is well: for whoever watches it, and for the server before it."""

from fastapi import APIRouter, Response

from entraide.desk.dependencies import CurrentDesk
from entraide.desk.routing import DeskRoute
from entraide.desk.schemas import Health

router = APIRouter(prefix="/desk", route_class=DeskRoute)


@router.get("/healthz", response_model_exclude_defaults=True, summary="Whether the process answers")
async def check_process() -> Health:
    """The process answers."""
    return Health(ok=True)


@router.get(
    "/readyz",
    response_model_exclude_defaults=True,
    responses={503: {"description": "Not ready", "model": Health}},
    summary="Whether the store takes what is written, too",
)
async def check_store(desk: CurrentDesk, response: Response) -> Health:
    """The store takes what is written, so visitors may be sent here; and what is wrong in words."""
    report = await desk.health.report()
    if not report.ready:
        response.status_code = 503
    return Health(ok=report.ready, problems=report.problems)
