"""The page before publishing: what changes, what has to be answered, and what is wrong."""

from starlette.responses import Response

from entraide.editor.editor import OpenVersion
from entraide.editor.entry_text import BLANKS, read_entry_text, write_entry_text
from entraide.editor.pending_images import list_image_names
from entraide.editor.project_changes import list_inbound_links
from entraide.editor.publication import FileConflictError, PublicationRequest
from entraide.editor.review_page import check_approval
from entraide.editor.visit import EditorVisit
from entraide.editor.word_differences import compare_versions
from entraide.editor.working_copies import CopyConflictError, WorkingCopy
from entraide.errors import EntraideError, Problem
from entraide.model.revision import Significance


def show_plan(visit: EditorVisit) -> Response:
    """Answer with what publishing the working copy would do."""
    here = visit.editor.find_version(visit.number, visit.code)
    if here.copy is None:
        return visit.redirect(f"{visit.number}/{visit.code}/")
    return _render_plan(visit, here, here.copy)


def publish_copy(visit: EditorVisit) -> Response:
    """Publish the working copy as the form says, or say why not; nothing has changed then."""
    here = visit.editor.find_version(visit.number, visit.code)
    if here.copy is None or visit.get_field("number") != str(here.copy.number):
        return visit.redirect(f"{visit.number}/{visit.code}/publish/")
    editor = visit.editor
    names = list_image_names(here.file_text + here.copy.text)
    file = editor.settings.root / here.version.path
    try:
        check_approval(visit, here.copy)
        committed = editor.publisher.publish(
            here.copy, read_request(visit), visit.writer, editor.day
        )
    except (FileConflictError, CopyConflictError):
        return _render_plan(visit, here, here.copy, status=409)
    except EntraideError as error:
        return _render_plan(visit, here, here.copy, error.problems, 409)
    if editor.copies.find(visit.number, visit.code) is None:
        editor.reviews.drop(visit.number, visit.code)
    editor.preview.take_over([file, *map(file.with_name, names)]).result()
    word = "committed" if committed else "written"
    return visit.redirect(f"{visit.number}/{visit.code}/?done={word}")


def begin_from_file(visit: EditorVisit) -> Response:
    """Replace the file's text by that of the copy: a person has seen both."""
    here = visit.editor.find_version(visit.number, visit.code)
    copy = here.copy
    if copy is None or visit.get_field("number") != str(copy.number):
        return visit.redirect(f"{visit.number}/{visit.code}/publish/")
    parts, text = read_entry_text(copy.text), copy.text
    if parts:
        text = write_entry_text(here.file_text, here.version.path, parts.format_values())
    try:
        visit.editor.copies.begin_anew(copy, here.file_text, text)
    except CopyConflictError:
        return _render_plan(visit, here, copy, status=409)
    return visit.redirect(f"{visit.number}/{visit.code}/")


def _render_plan(
    visit: EditorVisit,
    here: OpenVersion,
    copy: WorkingCopy,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Response:
    plan, site = None, visit.editor.site.build.reading.site
    new, is_conflict = copy.text, False
    try:
        plan = visit.editor.publisher.plan(copy, visit.editor.day)
        new = plan.text
    except FileConflictError:
        is_conflict = True
    except EntraideError as error:
        problems = problems or error.problems
    typed = {name: visit.get_field(name) for name in ("significance", "note")}
    behind = [
        (
            each,
            [(site.get_locale(code).name, str(state)) for code, state in states.items()],
            each.value == typed["significance"],
        )
        for each, states in (plan.behind.items() if plan else ())
    ]
    return visit.render_change(
        "publish",
        status,
        here=here,
        copy=copy,
        plan=plan,
        is_conflict=is_conflict,
        problems=problems,
        differences=compare_versions(here.file_text, new),
        behind=behind,
        links=list_inbound_links(visit.editor, here.entry.id) if plan and plan.archives else [],
        words_in=site.get_locale(here.version.locale),
        typed=typed,
    )


def read_request(visit: EditorVisit) -> PublicationRequest:
    """Return what a form says of the change."""
    word = visit.get_field("significance")
    known = {each.value for each in Significance}
    return PublicationRequest(
        Significance(word) if word in known else None,
        BLANKS.sub(" ", visit.get_field("note")).strip(),
        is_up_to_date=visit.get_field("up_to_date") == "yes",
    )
