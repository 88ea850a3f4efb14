"""The site with what somebody is writing: each of its pages, as a build would write it.

The whole site stands below the address of a draft, so that links between pages lead on within it.
"""

from starlette.responses import RedirectResponse, Response

from entraide.desk.http_errors import NOT_FOUND, RefusalError
from entraide.editor.visit import EditorVisit
from entraide.model.file_headers import find_content_type
from entraide.model.headers import SITE_HEADERS
from entraide.model.places import make_entry_place
from entraide.preview.preview_site import PreviewSite

POLICY = "Content-Security-Policy"
# The editor shows the page beside the form.
HEADERS = {
    **SITE_HEADERS,
    POLICY: SITE_HEADERS[POLICY].replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
    "Cache-Control": "no-store",
}


def draw_draft(visit: EditorVisit) -> Response:
    """Answer with a file of the site in which the version has the text of its working copy."""
    editor, here = visit.editor, visit.editor.find_version(visit.number, visit.code)
    page = str(visit.request.path_params["page"])
    if not page:
        return RedirectResponse(get_draft_address(visit), 303)
    name = f"{page}index.html" if page.endswith("/") else page
    content = editor.sites.read_page(here.version.path, here.text, name)
    if content is None:
        raise RefusalError(NOT_FOUND)
    return Response(content, headers=HEADERS, media_type=find_content_type(name))


def get_draft_address(visit: EditorVisit) -> str:
    """Return the address of the page that shows the draft of the version."""
    editor, here = visit.editor, visit.editor.find_version(visit.number, visit.code)

    def find_page(site: PreviewSite) -> str:
        entry = site.build.typeset_site.entries.get(visit.number, here.entry)
        locale = site.build.typeset_site.get_locale(visit.code)
        return make_entry_place(entry).get_url(locale)

    url = editor.sites.take_turn(here.version.path, here.text, find_page).result()
    return f"{editor.root}draft/{visit.number}/{visit.code}/{url}"
