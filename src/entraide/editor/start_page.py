"""Starting an entry: its title, its category and its language; the rest is written afterwards."""

from collections.abc import Sequence

from starlette.responses import Response

from entraide.content.entry_start import (
    EntryRequest,
    find_slug,
    iter_start_mistakes,
    plan_entry,
)
from entraide.content.file_plan import ChangePlan
from entraide.content.number_lock import hold_numbers
from entraide.content.reader import read_site
from entraide.editor.project_changes import apply_plan, refuse_mistakes
from entraide.editor.visit import EditorVisit
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.hidden_characters import find_hidden_character

FIELDS = ("title", "category", "locale", "slug")


def show_start(visit: EditorVisit) -> Response:
    """Answer with the form of a new entry."""
    return _render_start(visit, dict.fromkeys(FIELDS, ""))


def start_entry(visit: EditorVisit) -> Response:
    """Make the files of a new entry, as a draft, and go on to write it; or say why not."""
    typed = {name: visit.get_field(name).strip() for name in FIELDS}
    slug = typed["slug"] or find_slug(typed["title"])
    request = EntryRequest(typed["category"], slug, typed["title"], typed["locale"], (), ())
    settings = visit.editor.settings
    try:
        with hold_numbers(settings.root, lambda: None):
            reading = read_site(settings)
            refuse_mistakes(_check_title(typed["title"]))
            refuse_mistakes(iter_start_mistakes(request, reading))
            start = plan_entry(request, reading, None, visit.editor.day)
            plan = ChangePlan({**start.texts, **start.records})
            message = f"Entry {start.number} ({request.locale}): {request.title}, a draft"
            apply_plan(visit.editor, plan, message, visit.writer)
    except EntraideError as error:
        return _render_start(visit, typed, error.problems)
    return visit.redirect(f"{start.number}/{request.locale}/")


def _check_title(title: str) -> Sequence[Problem]:
    argument = Argument("title")
    if not title:
        return [Problem(argument, "it is empty", "Write some words")]
    if "\n" in title or "\r" in title or find_hidden_character(title):
        return [Problem(argument, "it has signs that nobody sees", "Type it anew, in one line")]
    return []


def _render_start(
    visit: EditorVisit, typed: dict[str, str], problems: Sequence[Problem] = ()
) -> Response:
    site = visit.editor.site.build.reading.site
    code = typed["locale"] or visit.locale.code
    return visit.render_change(
        "start",
        409 if problems else 200,
        categories=[(each, each.id == typed["category"]) for each in site.categories.values()],
        locales=[(each, each.code == code) for each in visit.locales],
        typed=typed,
        problems=problems,
    )
