"""Starting an entry: its title, its category and its language; the rest is written afterwards.

It may be made of a question of the desk: its words are in the form, and the desk is told which
entry came of it.
"""

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
from entraide.desk.http_errors import NO_QUESTION, RefusalError
from entraide.editor.desk_questions import DeskQuestion
from entraide.editor.project_changes import apply_plan, refuse_mistakes
from entraide.editor.visit import EditorVisit
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.hidden_characters import find_hidden_character
from entraide.model.line_ends import unify_line_ends

FIELDS = ("title", "category", "locale", "slug", "text", "question")
LOST = "done=unnoted"  # the desk does not know which entry answers the question
LONGEST_TEXT = 20_000  # characters of what an entry begins with


def show_start(visit: EditorVisit) -> Response:
    """Answer with the form of a new entry; with the words of a question, where one is named."""
    typed = dict.fromkeys(FIELDS, "")
    if question := _find_question(visit, visit.get_query("question")):
        if question.entry:
            return visit.redirect(f"{question.entry}/{question.locale}/")
        typed |= {"title": question.question, "locale": question.locale}
        typed |= {"text": question.details, "question": question.id}
    return _render_start(visit, typed)


def start_entry(visit: EditorVisit) -> Response:
    """Make the files of a new entry, as a draft, and go on to write it; or say why not."""
    typed = {name: visit.get_field(name).strip() for name in FIELDS}
    question = _find_question(visit, typed["question"])
    slug = typed["slug"] or find_slug(typed["title"])
    request = EntryRequest(
        *(typed["category"], slug, typed["title"], typed["locale"], (), ()),
        text=unify_line_ends(typed["text"]),
    )
    settings = visit.editor.settings
    try:
        with hold_numbers(settings.root, lambda: None):
            reading = read_site(settings)
            refuse_mistakes([*_check_title(typed["title"]), *_check_text(request.text)])
            refuse_mistakes(iter_start_mistakes(request, reading))
            start = plan_entry(request, reading, None, visit.editor.day)
            plan = ChangePlan({**start.texts, **start.records})
            message = f"Entry {start.number} ({request.locale}): {request.title}, a draft"
            apply_plan(visit.editor, plan, message, visit.writer)
    except EntraideError as error:
        return _render_start(visit, typed, error.problems)
    path = f"{start.number}/{request.locale}/"
    return visit.redirect(path if _note_entry(visit, question, start.number) else f"{path}?{LOST}")


def _find_question(visit: EditorVisit, id_: str) -> DeskQuestion | None:
    """Return the question of the desk; None without a name, RefusalError where there is none."""
    if not id_:
        return None
    if visit.editor.desk is None:
        raise RefusalError(NO_QUESTION)
    return visit.editor.desk.questions.find(visit.request, id_)


def _note_entry(visit: EditorVisit, question: DeskQuestion | None, number: int) -> bool:
    """Tell the desk which entry was made of the question; return whether all is known there."""
    if question is None or visit.editor.desk is None:
        return True
    csrf = visit.session.csrf
    return visit.editor.desk.questions.note_entry(visit.request, question, number, csrf)


def _check_text(text: str) -> Sequence[Problem]:
    if len(text) <= LONGEST_TEXT and not find_hidden_character(text.replace("\n", " ")):
        return []
    cure = "Take them out, or write it once the entry is there"
    return [Problem(Argument("text"), "it is too long, or has signs that nobody sees", cure)]


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
