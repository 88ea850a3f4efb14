"""Moving an entry to another address; links, and its old address, lead there from then on."""

from collections.abc import Sequence

from starlette.responses import Response

from entraide.content.checks.project import Project
from entraide.content.entry_moves import iter_move_mistakes, plan_moves
from entraide.content.number_lock import hold_numbers
from entraide.content.reader import read_site
from entraide.editor.project_changes import apply_plan, find_entry_at_rest, refuse_mistakes
from entraide.editor.visit import EditorVisit
from entraide.errors import EntraideError, Problem, select_errors


def show_move(visit: EditorVisit) -> Response:
    """Answer with the form of another address."""
    entry = find_entry_at_rest(visit)
    return _render_move(visit, {"category": entry.category, "slug": entry.slug})


def move_entry(visit: EditorVisit) -> Response:
    """Move the entry in all languages, and go back to its text; or say why not."""
    entry, editor = find_entry_at_rest(visit), visit.editor
    typed = {name: visit.get_field(name).strip() for name in ("category", "slug")}
    new = f"{typed['category']}/{typed['slug']}"
    try:
        with hold_numbers(editor.settings.root, lambda: None):
            reading = read_site(editor.settings)
            refuse_mistakes(select_errors(reading.problems))  # their links would be left behind
            project = Project(reading, editor.day)
            here = reading.site.entries[entry.id]
            refuse_mistakes(iter_move_mistakes(project, here, new))
            message = f"Entry {entry.id}: from {here.address} to {new}"
            apply_plan(editor, plan_moves(project, {here.address: new}, {}), message, visit.writer)
    except EntraideError as error:
        return _render_move(visit, typed, error.problems)
    return visit.redirect(f"{visit.number}/{visit.code}/?done=moved")


def _render_move(
    visit: EditorVisit, typed: dict[str, str], problems: Sequence[Problem] = ()
) -> Response:
    site = visit.editor.site.build.reading.site
    return visit.render_change(
        "move",
        409 if problems else 200,
        here=visit.editor.find_version(visit.number, visit.code),
        categories=[(each, each.id == typed["category"]) for each in site.categories.values()],
        typed=typed,
        problems=problems,
        words_in=site.get_locale(visit.code),
    )
