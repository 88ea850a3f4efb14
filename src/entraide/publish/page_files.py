"""The files behind the pages of a locale, which staff edit.

A page that has no file of its own, a fallback or a list, may be made of another one, or of none.
"""

from urllib.parse import urljoin

from entraide.model.places import Place
from entraide.publish.build_context import BuildContext
from entraide.publish.site_texts import find_text


def make_forge_url(repo_url: str | None, edit_uri: str | None) -> str:
    """Return where the forge edits the folder of all texts; "" where there is none."""
    return urljoin(f"{repo_url.rstrip('/')}/", edit_uri) if repo_url and edit_uri else ""


def find_edited_file(place: Place, build: BuildContext) -> str | None:
    """Return the file that staff edit, below the folder of texts: the source's as a fallback."""
    text = find_text(place, build.typeset_site, build.locale)
    return text.path.removeprefix(f"{build.reading.settings.docs_name}/") if text else None
