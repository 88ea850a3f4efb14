"""The files of pages, which staff edit.

A page without a file of its own may be made of another file, as a fallback, or of none, as a list.
"""

from urllib.parse import urljoin

from entraide.model.places import Place
from entraide.publish.build_context import BuildContext
from entraide.publish.site_texts import find_page_text


def make_forge_url(repo_url: str | None, edit_uri: str | None) -> str:
    """Return the forge's address for editing files in the folder of texts; "" without one."""
    return urljoin(f"{repo_url.rstrip('/')}/", edit_uri) if repo_url and edit_uri else ""


def find_edited_file(place: Place, build: BuildContext) -> str | None:
    """Return the file of a page, below the folder of texts; of a fallback, the source's."""
    text = find_page_text(place, build.typeset_site, build.locale)
    return text.path.removeprefix(f"{build.reading.settings.docs_name}/") if text else None
