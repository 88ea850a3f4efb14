"""Removing an entry for good: what links to it, and where its readers should go."""

from collections.abc import Sequence

from starlette.responses import Response

from entraide.content.checks.project import Project
from entraide.content.entry_removal import (
    iter_removal_mistakes,
    make_removal,
    plan_removal,
)
from entraide.content.number_lock import hold_numbers
from entraide.content.reader import read_site
from entraide.editor.project_changes import (
    apply_plan,
    find_entry_at_rest,
    list_inbound_links,
    refuse_mistakes,
)
from entraide.editor.visit import EditorVisit
from entraide.errors import Argument, EntraideError, Problem, select_errors
from entraide.model.entry import Entry, Status


def show_removal(visit: EditorVisit) -> Response:
    """Answer with what links to the entry, and the form that removes it."""
    return _render_removal(visit, find_entry_at_rest(visit))


def remove_entry(visit: EditorVisit) -> Response:
    """Remove the entry in all languages, and go back to the list; or say why not."""
    entry, editor = find_entry_at_rest(visit), visit.editor
    try:
        with hold_numbers(editor.settings.root, lambda: None):
            reading = read_site(editor.settings)
            refuse_mistakes(select_errors(reading.problems))  # their links would be left behind
            project = Project(reading, editor.day)
            here = reading.site.entries[entry.id]
            has_agreed = visit.get_field("links") == "yes"
            refuse_mistakes(iter_removal_mistakes(project, here, allows_links=has_agreed))
            removal = make_removal(here, _read_goal(visit, project, here), editor.day)
            plan = plan_removal(project, here, removal)
            message = f"Entry {entry.id} removed: {here.source.title}"
            apply_plan(editor, plan, message, visit.writer)
    except EntraideError as error:
        return _render_removal(visit, entry, error.problems)
    return visit.redirect()


def _read_goal(visit: EditorVisit, project: Project, removed: Entry) -> int | None:
    """Return the entry where readers should go; EntraideError where they cannot."""
    word = visit.get_field("instead").strip()
    if not word:
        return None
    goal = project.site.entries.get(int(word)) if word.isdecimal() else None
    if goal is None or goal.status is Status.DRAFT or goal is removed:
        what = f"readers cannot go to “{word}” instead"
        raise EntraideError(Problem(Argument("instead"), what, "Name a published entry"))
    return goal.id


def _render_removal(visit: EditorVisit, entry: Entry, problems: Sequence[Problem] = ()) -> Response:
    site = visit.editor.site.build.reading.site
    return visit.render_change(
        "remove",
        409 if problems else 200,
        here=visit.editor.find_version(visit.number, visit.code),
        links=list_inbound_links(visit.editor, entry.id),
        instead=visit.get_field("instead"),
        problems=problems,
        words_in=site.get_locale(visit.code),
    )
