"""Routes that report the health of the desk to programs that watch it, and to the web server."""

import secrets

from fastapi import APIRouter, Request, Response, Security
from fastapi.responses import PlainTextResponse
from fastapi.security import HTTPBearer

from entraide.desk.dependencies import CurrentDesk
from entraide.desk.http_errors import NO_TOKEN, NOT_FOUND, RefusalError
from entraide.desk.routing import DeskRoute, declare_refusals
from entraide.desk.schemas import Health

SCHEME = HTTPBearer(
    auto_error=False,  # for the description: the token is read, and refused, below
    scheme_name="metricsToken",
    description="What `ENTRAIDE_METRICS_TOKEN` says.",
)
router = APIRouter(prefix="/desk", route_class=DeskRoute)


@router.get("/healthz", response_model_exclude_defaults=True, summary="Whether the process answers")
async def check_process() -> Health:
    """Answer that the process runs; nothing else is looked at."""
    return Health(ok=True)


@router.get(
    "/readyz",
    response_model_exclude_defaults=True,
    responses={503: {"description": "Not ready", "model": Health}},
    summary="Whether the store takes what is written, too",
)
async def check_store(desk: CurrentDesk, response: Response) -> Health:
    """Answer whether the store takes what is written, so that visitors may be sent here."""
    report = await desk.health.report()
    if not report.ready:
        response.status_code = 503
    return Health(ok=report.ready, problems=report.problems)


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    dependencies=[Security(SCHEME)],
    summary="Numbers of this process, for a program that watches it",
)
@declare_refusals(NO_TOKEN, NOT_FOUND)
async def show_metrics(request: Request, desk: CurrentDesk) -> Response:
    """Answer with numbers in the text form of Prometheus, for whoever shows the token."""
    token = desk.settings.metrics_token
    if not token:
        raise RefusalError(NOT_FOUND)
    shown = request.headers.get("authorization", "")
    if not secrets.compare_digest(shown.encode(), f"Bearer {token}".encode()):
        raise RefusalError(NO_TOKEN)
    report = await desk.health.report()
    text = desk.metrics.write_text(store_ready=report.ready)
    return Response(text, media_type=desk.metrics.content_type)
