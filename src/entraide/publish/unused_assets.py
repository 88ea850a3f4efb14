"""Scripts and styles of parts that are switched off: no page loads them, so none is published."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from entraide.model.site_parts import SiteParts

PROPOSAL_ASSETS = (
    "assets/propose.css",
    "assets/scripts/propose.js",
    "assets/scripts/propose/*",
    "assets/styles/propose*.css",
    "assets/vendor/markdown-it/*",
)


def is_unused_asset(uri: str, parts: SiteParts) -> bool:
    """Return whether the file of the theme at `uri` serves only what a site with `parts` lacks."""
    return any(fnmatchcase(uri, pattern) for pattern in _iter_unused_patterns(parts))


def _iter_unused_patterns(parts: SiteParts) -> Iterator[str]:
    if not (parts.exit or parts.danger):
        yield "assets/scripts/exit.js"
    if not parts.rating:
        yield "assets/scripts/rating.js"
    if not parts.proposals:
        yield from PROPOSAL_ASSETS
