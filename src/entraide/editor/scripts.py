"""The scripts of the editor’s pages, from the package; none is needed to write or to publish."""

from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).with_name("static")


class EditorScripts(StaticFiles):
    """The files of `static/`; a browser asks each time whether one has changed."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, for which browsers ask again each time."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response
