"""Scripts and styles that no page loads, which are not published.

Styles are joined into assets/site.css. The script of a part that is off is of no use.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from entraide.content.settings import Settings
from entraide.model.countries import list_countries
from entraide.model.site import TypesetSite
from entraide.publish.page_actions import has_country_choice
from entraide.shipped_folders import get_theme_folder

JOINED_STYLES = ("assets/tokens.css", "assets/styles/*")
PROPOSAL_ASSETS = (
    "assets/propose.css",
    "assets/scripts/propose.js",
    "assets/scripts/propose/*",
    "assets/vendor/markdown-it/*",
)
LOG_ASSETS = (
    "assets/incident_log.css",
    "assets/scripts/incident_log.js",
    "assets/scripts/incident_log/*",
)
PROOF_ASSETS = ("assets/scripts/proof.js", "assets/vendor/altcha/*")
COUNTRY_CHOICE = ("assets/scripts/country.js", "assets/scripts/law.js")


def is_unused_asset(uri: str, site: TypesetSite, settings: Settings) -> bool:
    """Return whether the file of the theme at `uri` serves nothing that the site has."""
    is_ours = (get_theme_folder() / uri).is_file()
    patterns = _iter_unused_patterns(site, settings)
    return is_ours and any(fnmatchcase(uri, pattern) for pattern in patterns)


def _iter_unused_patterns(site: TypesetSite, settings: Settings) -> Iterator[str]:
    yield from JOINED_STYLES
    parts = site.parts
    asks = parts.rating and settings.desk
    if not parts.exit:
        yield "assets/scripts/exit.js"
    if not asks:
        yield "assets/scripts/rating.js"
    if not parts.proposals:
        yield from PROPOSAL_ASSETS
    if not site.incident_log:
        yield from LOG_ASSETS
    if not parts.questions:
        yield "assets/scripts/ask.js"
    if not (asks or parts.proposals or parts.questions):
        yield "assets/scripts/requests.js"
    if not (asks or parts.questions or (parts.proposals and settings.desk)):
        yield from PROOF_ASSETS
    yield from _iter_service_scripts(site)


def _iter_service_scripts(site: TypesetSite) -> Iterator[str]:
    """Yield the scripts about services that the site has no use for."""
    if not has_country_choice(site):
        yield from COUNTRY_CHOICE
    if not site.pinned:
        yield "assets/scripts/search/pinned.js"
    if not (site.pinned or site.incident_log or has_country_choice(site)):
        yield "assets/scripts/services.js"
    if not list_countries(site):
        yield "assets/scripts/channels.js"
