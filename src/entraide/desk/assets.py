"""What the desk's own pages load: the files in `static/`, of which style sheets are joined."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).with_name("static")
STAFF_STYLES = "staff.css"


class DeskAssets(StaticFiles):
    """The files, and `staff.css` as the files that it includes, one a component."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file, or the style sheet of staff."""
        if path == STAFF_STYLES and scope["method"] in ("GET", "HEAD"):
            return Response(join_styles(), media_type="text/css")
        return await super().get_response(path, scope)


@cache
def join_styles() -> str:
    """Return the style sheet of staff with the files that it includes."""
    loader = FileSystemLoader(STATIC)
    environment = Environment(loader=loader, autoescape=False)  # noqa: S701 - style sheets
    return environment.get_template(STAFF_STYLES).render()
