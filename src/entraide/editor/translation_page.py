"""Starting a translation that is missing: readers get the original until it is published."""

from collections.abc import Sequence

from starlette.responses import Response

from entraide.content.file_plan import ChangePlan
from entraide.content.number_lock import hold_numbers
from entraide.content.translation_start import plan_translation
from entraide.desk.http_errors import NOT_FOUND, RefusalError
from entraide.editor.project_changes import apply_plan, refuse_mistakes
from entraide.editor.visit import EditorVisit
from entraide.errors import EntraideError, FileLine, Problem
from entraide.model.entry import Entry


def show_translation_start(visit: EditorVisit) -> Response:
    """Answer with what happens when a translation is started."""
    return _render(visit, _find_missing(visit))


def start_translation(visit: EditorVisit) -> Response:
    """Make the file of the translation, a draft, and go on to write it; or say why not."""
    entry, editor = _find_missing(visit), visit.editor
    try:
        with hold_numbers(editor.settings.root, lambda: None):
            texts = plan_translation(entry, visit.code, editor.settings, editor.day)
            refuse_mistakes(
                Problem(FileLine(editor.settings.make_relative(file)), "it is there", "Open it")
                for file in texts
                if file.exists()
            )
            message = f"Entry {entry.id} ({visit.code}): {entry.source.title}, a draft"
            apply_plan(editor, ChangePlan(texts), message, visit.writer)
    except EntraideError as error:
        return _render(visit, entry, error.problems)
    return visit.redirect(f"{entry.id}/{visit.code}/")


def _find_missing(visit: EditorVisit) -> Entry:
    """Return the entry; RefusalError where there is none, or it has a text in this language."""
    entry = visit.editor.entries.get(visit.number)
    codes = {locale.code for locale in visit.editor.site.build.locales}
    if entry is None or visit.code not in codes or entry.find_version(visit.code):
        raise RefusalError(NOT_FOUND)
    return entry


def _render(visit: EditorVisit, entry: Entry, problems: Sequence[Problem] = ()) -> Response:
    site = visit.editor.site.build.reading.site
    return visit.render_change(
        "translation",
        409 if problems else 200,
        entry=entry,
        original=site.get_locale(entry.source.locale),
        words_in=site.get_locale(visit.code),
        problems=problems,
    )
