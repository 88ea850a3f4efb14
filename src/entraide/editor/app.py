"""The editor as an ASGI application: its routes and its middlewares."""

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from entraide.desk.assets import DeskAssets
from entraide.desk.http_errors import NO_METHOD, NOT_FOUND, RefusalError
from entraide.desk.shared_middleware import HeadersMiddleware, OriginMiddleware
from entraide.editor import (
    data_page,
    draft_page,
    entry_page,
    history_page,
    image_page,
    links_page,
    list_page,
    move_page,
    proposal_page,
    publish_page,
    redirect_page,
    remove_page,
    review_page,
    service_page,
    start_page,
    suggestions,
    translation_page,
)
from entraide.editor.access import LocalAccess
from entraide.editor.editor import Editor
from entraide.editor.scripts import EditorScripts
from entraide.editor.visit import RouteRule, make_route, render_refusal
from entraide.model.headers import EDITOR_HEADERS
from entraide.model.staff_roles import Role


class NumberConvertor(Convertor[int]):
    """A convertor for the number of an entry in an address; it takes no longer ones."""

    regex = "[0-9]{1,9}"

    def convert(self, value: str) -> int:
        """Return the number in the address."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Return the number as an address has it."""
        return str(value)


register_url_convertor("entry", NumberConvertor())
VERSION = "/{number:entry}/{code}/"
DRAFTING = RouteRule(commits=True)
PUBLISHING = RouteRule(Role.PUBLISHER, commits=True)
ROUTES = (
    make_route("/", list_page.show_list),
    make_route("/at/", list_page.find_page),
    make_route("/language/", list_page.choose_language, "POST"),
    make_route("/new/", start_page.show_start),
    make_route("/new/", start_page.start_entry, "POST", DRAFTING),
    make_route(VERSION, entry_page.show_version),
    make_route(VERSION, entry_page.save_version, "POST"),
    make_route(f"{VERSION}entries/", suggestions.find_entries),
    make_route(f"{VERSION}form/", suggestions.show_form_token),
    make_route(f"{VERSION}image/", image_page.show_image_form),
    make_route(f"{VERSION}image/", image_page.add_image, "POST", RouteRule(has_file=True)),
    make_route(f"{VERSION}discard/", entry_page.discard_copy, "POST"),
    make_route(f"{VERSION}review/", review_page.show_review),
    make_route(f"{VERSION}review/", review_page.update_review, "POST"),
    make_route(f"{VERSION}publish/", publish_page.show_plan),
    make_route(f"{VERSION}publish/", publish_page.publish_copy, "POST", PUBLISHING),
    make_route(f"{VERSION}anew/", publish_page.begin_from_file, "POST"),
    make_route(f"{VERSION}start/", translation_page.show_translation_start),
    make_route(f"{VERSION}start/", translation_page.start_translation, "POST", DRAFTING),
    make_route(f"{VERSION}move/", move_page.show_move, rule=RouteRule(Role.PUBLISHER)),
    make_route(f"{VERSION}move/", move_page.move_entry, "POST", PUBLISHING),
    make_route(f"{VERSION}remove/", remove_page.show_removal, rule=RouteRule(Role.PUBLISHER)),
    make_route(f"{VERSION}remove/", remove_page.remove_entry, "POST", PUBLISHING),
    make_route(f"{VERSION}history/", history_page.show_history),
    make_route(f"{VERSION}history/", history_page.restore_state, "POST"),
    make_route(f"{VERSION}links/", links_page.show_links),
    make_route("/files/", links_page.show_files),
    make_route("/words/{kind}/", data_page.show_rows),
    make_route("/words/{kind}/", data_page.add_row, "POST", PUBLISHING),
    make_route("/words/{kind}/{id}/", data_page.show_row),
    make_route("/words/{kind}/{id}/", data_page.save_row, "POST", PUBLISHING),
    make_route("/redirects/", redirect_page.show_redirects),
    make_route("/redirects/", redirect_page.update_redirects, "POST", PUBLISHING),
    make_route("/services/", service_page.show_services),
    make_route("/services/{id}/", service_page.show_service),
    make_route("/services/{id}/", service_page.verify_service, "POST", PUBLISHING),
    make_route("/proposals/{id}/", proposal_page.show_proposal, rule=RouteRule(Role.PUBLISHER)),
    make_route("/proposals/{id}/", proposal_page.publish_proposal, "POST", PUBLISHING),
    make_route("/draft/{number:entry}/{code}/{page:path}", draft_page.draw_draft),
)


def make_entrance_route(editor: Editor, access: LocalAccess) -> Route:
    """Return the route that begins a session with the token in the address, and drops the token."""

    async def begin_session(request: Request) -> Response:
        response = RedirectResponse(editor.root, 303)
        try:
            access.begin_session(request.query_params.get("token", ""), response)
        except RefusalError as error:
            return render_refusal(request, error.refusal)
        return response

    return Route("/enter/", begin_session)


def build_app(editor: Editor) -> ASGIApp:
    """Return the application of `editor`; its paths begin where the site's base ends."""
    access = editor.access
    entrances = [make_entrance_route(editor, access)] if isinstance(access, LocalAccess) else []
    app = Starlette(
        routes=[
            Mount(
                editor.root.rstrip("/"),
                routes=[
                    *entrances,
                    *ROUTES,
                    Mount("/assets", DeskAssets()),
                    Mount("/scripts", EditorScripts()),
                ],
            )
        ],
        middleware=[
            Middleware(HeadersMiddleware, headers=EDITOR_HEADERS),
            Middleware(OriginMiddleware),
        ],
        exception_handlers={404: _answer_no_route, 405: _answer_no_route},
    )
    app.router.redirect_slashes = False
    app.state.editor = editor
    return app


async def _answer_no_route(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    return render_refusal(request, NO_METHOD if status == 405 else NOT_FOUND)
