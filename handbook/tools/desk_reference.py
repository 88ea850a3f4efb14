"""The page of the desk's interface, from its OpenAPI description in `deploy/`."""

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.tools.pages import render_page, render_table, wrap

INTRODUCTION = """
The addresses of the desk, below the address of the site. `deploy/openapi.json` describes them all,
with what to send and what comes back. A desk with the setting `ENTRAIDE_OPENAPI=1` serves the same
file. When the desk refuses a request, the answer has one word that says why, such as `bad-body`.
"""
PROGRAMS = """
These need a [token](../how-to/handle-proposals.md#get-a-token) in the header
`Authorization: Bearer TOKEN`. Being signed in is not enough. A token does not open the pages for
staff.
"""


def render_desk(description: Mapping[str, Any]) -> str:
    routes = list(iter_routes(description))
    groups = {
        "For visitors": ([row for row in routes if row[3] == "visitors"], ""),
        "For staff, in a browser": ([row for row in routes if row[3] == "staff"], ""),
        "For programs of staff": ([row for row in routes if row[3] == "programs"], PROGRAMS),
    }
    sections = (
        "\n\n".join(
            part
            for part in (
                f"## {title}",
                wrap(words),
                render_table(["method", "path", "what it does"], [row[:3] for row in rows]),
            )
            if part
        )
        for title, (rows, words) in groups.items()
    )
    return render_page("The desk’s interface", INTRODUCTION, sections)


def iter_routes(description: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Return method, path, summary, and for whom each route is."""
    for path, methods in sorted(description["paths"].items()):
        for method, route in methods.items():
            reader = "staff" if "staff" in route.get("tags", ()) else "visitors"
            reader = "programs" if route.get("security") else reader
            yield method.upper(), f"`{path}`", route["summary"], reader
