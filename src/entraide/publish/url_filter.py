"""The `url` filter of templates, computed once for all pages of a folder.

A page has some sixty links, and most lead where those of its neighbours do: from all pages of one
folder, an address outside of it looks the same.
"""

from collections.abc import Callable

from jinja2 import pass_context
from jinja2.runtime import Context

from entraide.render.links import make_relative_url

UrlFilter = Callable[..., str]  # of a context and an address


def make_url_filter(otherwise: UrlFilter) -> UrlFilter:
    """Return a fast `url` filter; `otherwise`, MkDocs' own, gets addresses of any other form."""
    known: dict[tuple[str, str], str] = {}

    @pass_context
    def url(context: Context, address: str) -> str:
        page = context["page"]
        if page is None or not address or address[0] in "./#" or ":" in address:
            return otherwise(context, address)
        here: str = page.url
        folder = here[: here.rfind("/", 0, -1) + 1]
        if not here.endswith("/") or address.startswith(here):
            return make_relative_url(address, here)
        if (folder, address) not in known:
            known[folder, address] = make_relative_url(address, here)
        return known[folder, address]

    return url
