"""A visit: one request to the editor by somebody who may, and the page that answers it.

Every route but the way in is a handler that takes a visit, and runs beside the event loop: it reads
files and draws pages. What it refuses is answered by a page in words, and for scripts by JSON.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from entraide.content.field_types import LONGEST_NAME
from entraide.desk.http_errors import BROKEN, FORBIDDEN, Refusal, RefusalError
from entraide.desk.page_language import choose_page_locale
from entraide.editor.access import EditorSession
from entraide.editor.editor import Editor, OpenVersion
from entraide.editor.entry_text import BLANKS, BODY
from entraide.editor.forms import Form, SentFile, get_field, read_file_form, read_form
from entraide.editor.git_repository import Writer
from entraide.editor.working_copies import WorkingCopy
from entraide.errors import EntraideError
from entraide.model.staff_roles import Role
from entraide.preview.failures import explain_failure
from entraide.publish.desk_data import build_desk_locale
from entraide.published_files.site import PublishedLocale

EMAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+")
JSON_TYPE = "application/json"
NO_NAME = "–"  # who saves where neither git nor they said a name
NOBODY = EditorSession(csrf="", role=Role.VIEWER)  # who has no session: forms are for others
# Where somebody has to go at the desk before anything else, by the word of the refusal.
FIRST_PAGES = {
    "sign-in": "sign-in/",
    "new-password": "account/",
    "second-factor": "account/factor/",
}


@dataclass(frozen=True)
class EditorVisit:
    request: Request
    editor: Editor
    session: EditorSession
    form: Form = field(default_factory=dict)
    file: SentFile | None = None  # that came with the form

    @property
    def wants_json(self) -> bool:
        """Whether a script asks."""
        return self.request.headers.get("accept", "") == JSON_TYPE

    @property
    def writer(self) -> Writer | None:
        """Who publishes, as the desk or git knows them, or as they said."""
        if self.session.is_proven:
            return self.session.writer
        return self.editor.repository.find_writer() or self.session.writer

    def may(self, role: Role) -> bool:
        """Return whether they may do what `role` may."""
        return self.session.role.can_act_as(role)

    @property
    def number(self) -> int:
        """The number of the entry in the address."""
        return int(self.request.path_params["number"])

    @property
    def code(self) -> str:
        """The locale in the address."""
        return str(self.request.path_params["code"])

    @property
    def locales(self) -> Sequence[PublishedLocale]:
        """The languages of the site, the default first."""
        build = self.editor.site.build
        settings, site = build.reading.settings, build.typeset_site
        return [build_desk_locale(settings, site, locale) for locale in build.locales]

    @property
    def page_locales(self) -> Sequence[PublishedLocale]:
        """Those that have words for staff."""
        return self.editor.templates.list_staff_locales(self.locales)

    @property
    def locale(self) -> PublishedLocale:
        """The language of the pages: the one that was chosen, else the browser's."""
        return choose_page_locale(self.page_locales, (self.session.locale,), self.request)

    def get_field(self, name: str) -> str:
        """Return what the form has of a field; "" without it."""
        return get_field(self.form, name)

    def get_query(self, name: str) -> str:
        """Return what the query says of `name`; "" when nothing, or twice."""
        values = self.request.query_params.getlist(name)
        return values[0] if len(values) == 1 else ""

    def save(self, here: OpenVersion, text: str, number: int) -> WorkingCopy:
        """Keep `text`, made from the save with that number; CopyConflictError as of all saves."""
        new = WorkingCopy(
            entry=self.number,
            locale=self.code,
            path=here.version.path,
            base=here.file_text,
            text=text,
            number=number,
            writer=self.writer.name if self.writer else NO_NAME,
            saved=datetime.now(UTC),
        )
        copy = self.editor.copies.save(new)
        if here.copy is None or copy.number != here.copy.number:
            self.editor.reviews.note_writer(self.number, self.code, copy.writer)
        return copy

    def render_change(self, name: str, status: int = 200, **values: object) -> HTMLResponse:
        """Return the page of what is to be committed, which asks in whose name."""
        has_history = self.editor.repository.has_history
        return self.render(name, status, writer=self.writer, has_history=has_history, **values)

    def render(self, name: str, status: int = 200, **values: object) -> HTMLResponse:
        """Return a page."""
        frame = build_frame(self)
        html = self.editor.templates.render(f"edit/{name}.html", self.locale, **frame, **values)
        return HTMLResponse(html, status)

    def render_part(self, name: str, **values: object) -> str:
        """Return a part of a page, for a script that puts it there."""
        return self.editor.templates.render(
            f"edit/{name}.html", self.locale, root=self.editor.root, **values
        )

    def redirect(self, path: str = "") -> RedirectResponse:
        """Lead to another page of the editor, after something was done."""
        return RedirectResponse(self.editor.root + path, 303)


Handler = Callable[[EditorVisit], Response]


def build_frame(visit: EditorVisit) -> Mapping[str, object]:
    """Return the values of the frame of every page."""
    locales, is_page = visit.page_locales, visit.request.method == "GET"
    return {
        "base": visit.editor.base,
        "root": visit.editor.root,
        "csrf": visit.session.csrf,
        "member": visit.session.writer if visit.session.is_proven else None,
        "desk_root": visit.editor.desk_root,
        "may_approve": visit.may(Role.REVIEWER),
        "may_publish": visit.may(Role.PUBLISHER),
        "clone": visit.editor.clone,
        "languages": [(each, each == visit.locale) for each in locales] * (len(locales) > 1),
        "back": visit.request.url.path if is_page else visit.editor.root,
        "longest_name": LONGEST_NAME,
    }


@dataclass(frozen=True, slots=True)
class RouteRule:
    """Who may use a route: `role` at least. Its form may have a file; what it does is committed."""

    role: Role = Role.WRITER
    has_file: bool = False
    commits: bool = False


def make_route(
    path: str, handler: Handler, method: str = "GET", rule: RouteRule = RouteRule()
) -> Route:
    """Return the route of a handler, below the editor's address."""
    return Route(path, make_endpoint(handler, rule), methods=[method])


def make_endpoint(handler: Handler, rule: RouteRule) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers a request by `handler`, or says why not."""

    def work(visit: EditorVisit) -> Response:
        clone = visit.editor.clone if rule.commits else None
        with clone.hold() if clone else nullcontext():
            return handler(visit)

    async def answer(request: Request) -> Response:
        editor: Editor = request.app.state.editor
        visit = None
        try:
            visit = await _open_visit(request, editor, rule)
            return await run_in_threadpool(work, visit)
        except RefusalError as error:
            visit = getattr(request.state, "visit", None)  # with what they typed
            return await run_in_threadpool(render_refusal, request, error.refusal, visit)
        except Exception as error:  # noqa: BLE001 - of templates and files, too: it is shown
            known = explain_failure(error, editor.settings.root)
            return await run_in_threadpool(_render_problems, request, known, visit)

    vars(answer)["rule"] = rule  # for those who ask who may use the route
    return answer


async def _open_visit(request: Request, editor: Editor, rule: RouteRule) -> EditorVisit:
    session = await run_in_threadpool(editor.access.find_session, request)
    if not session.role.can_act_as(rule.role):
        raise RefusalError(FORBIDDEN)
    if request.method != "POST":
        return EditorVisit(request, editor, session)
    read = read_file_form(request) if rule.has_file else _read_plain_form(request)
    form, file = await read
    visit = request.state.visit = EditorVisit(request, editor, session, form, file)
    session.check_form(get_field(form, "csrf"))
    if not session.is_proven:
        session.writer = _read_writer(form) or session.writer
    return visit


async def _read_plain_form(request: Request) -> tuple[Form, None]:
    return await read_form(request), None


def _read_writer(form: Form) -> Writer | None:
    """Return who somebody says they are, where git does not know."""
    name, email = (BLANKS.sub(" ", get_field(form, each)).strip() for each in ("name", "email"))
    is_name = name and not set(name) & set("<>")
    return Writer(name, email) if is_name and EMAIL.fullmatch(email) else None


def render_refusal(
    request: Request, refusal: Refusal, visit: EditorVisit | None = None
) -> Response:
    """Return why a request was refused, in words where there is a site to speak its language."""
    editor: Editor = request.app.state.editor
    if request.headers.get("accept") == JSON_TYPE or editor.preview.site is None:
        return refusal.to_response()
    if editor.desk and request.method == "GET" and refusal.word in FIRST_PAGES:
        return RedirectResponse(f"{editor.desk_root}{FIRST_PAGES[refusal.word]}", 303)
    visit = visit or EditorVisit(request, editor, NOBODY)
    typed = "\n\n".join(visit.form.get(BODY, ()))
    way = FIRST_PAGES.get(refusal.word, "")
    response = visit.render("refused", refusal.status, refusal=refusal, typed=typed, way=way)
    response.headers.update(refusal.headers)
    return response


def _render_problems(request: Request, error: EntraideError, visit: EditorVisit | None) -> Response:
    editor: Editor = request.app.state.editor
    if visit is None:  # a stranger learns nothing
        return BROKEN.to_response()
    if visit.wants_json or editor.preview.site is None:
        return JSONResponse({"error": "problems", "problems": list(map(str, error.problems))}, 409)
    return visit.render("problems", 409, problems=error.problems)
