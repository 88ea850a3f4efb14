"""The style sheets and scripts of the desk's own pages: files in `static/`."""

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).with_name("static")
STAFF_STYLES = "staff.css"
FOR_EVER = "public, max-age=31536000, immutable"  # at an address with the hash of the files


class DeskAssets(StaticFiles):
    """The files, and `staff.css` joined from the files that it includes, one for each component."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, or the joined style sheet.

        Browsers keep it if the address has its hash.
        """
        if path == STAFF_STYLES and scope["method"] in ("GET", "HEAD"):
            response = Response(join_styles(), media_type="text/css")
        else:
            response = await super().get_response(path, scope)
        is_named = scope["query_string"] == hash_styles().encode()
        response.headers["Cache-Control"] = FOR_EVER if is_named else "no-cache"
        return response


@cache
def hash_styles() -> str:
    """Return a hash of all style sheets, which is a part of their address."""
    files = sorted(STATIC.rglob("*.css"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


@cache
def join_styles() -> str:
    """Return the style sheet of staff, joined from the files that it includes."""
    loader = FileSystemLoader(STATIC)
    environment = Environment(loader=loader, autoescape=False)  # noqa: S701 - style sheets
    return environment.get_template(STAFF_STYLES).render()
