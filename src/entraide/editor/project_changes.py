"""Changes of several files at once from the editor: written and committed together, or not at all.

The plans are those of the commands (`entraide new`, `entraide move`).
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from entraide.content.checks import check_project
from entraide.content.checks.project import Project
from entraide.content.entry_removal import iter_inbound_links
from entraide.content.file_plan import ChangePlan, read_files, restore_files
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.desk.http_errors import NOT_FOUND, RefusalError
from entraide.editor.editor import Editor
from entraide.editor.git_repository import Writer
from entraide.editor.visit import EditorVisit
from entraide.errors import EntraideError, FileLine, Problem, select_errors
from entraide.model.entry import Entry
from entraide.preview.texts_on_demand import OutlinesOnDemand

OVERTAKEN = "somebody has changed it since this form was opened"
SAVE_AGAIN = "Compare it with what you have typed, then save again"


def apply_plan(
    editor: Editor,
    plan: ChangePlan,
    message: str,
    writer: Writer | None,
    check: Callable[[], object] = lambda: None,
) -> bool:
    """Write and commit what is planned, in the name of `writer`; return whether there was a commit.

    EntraideError where somebody was first, `check` finds a mistake in the files, git refuses, or
    nobody is named: then everything is as it was, as after any other fault.
    """
    editor.repository.check_writer(writer)
    paths = [*plan.texts, *plan.removals]
    with editor.publisher.lock:
        refuse_mistakes(
            Problem(FileLine(editor.settings.make_relative(path)), OVERTAKEN, SAVE_AGAIN)
            for path in plan.iter_overtaken()
        )
        before = read_files(paths)
        try:
            plan.apply()
            check()
            committed = _commit(editor, paths, message, writer)
        except BaseException:
            restore_files(before)
            raise
    editor.preview.take_over(paths).result()
    return committed


def write_checked(editor: Editor, plan: ChangePlan, message: str, writer: Writer | None) -> None:
    """Write files, check the whole project as it then is, and commit them.

    EntraideError, and nothing changed, where that makes a mistake that was not there before.
    """
    if plan.texts == plan.expected:
        return
    before = set(_list_mistakes(editor))

    def check() -> None:
        refuse_mistakes(each for each in _list_mistakes(editor) if each not in before)

    apply_plan(editor, plan, message, writer, check)


def _list_mistakes(editor: Editor) -> list[Problem]:
    """Return the mistakes of the whole project, as its files are; the settings are one of them."""
    reading = read_site(read_settings(editor.settings.config_file), remembers=True)
    return select_errors(check_project(reading, editor.day, remembers=True))


def refuse_mistakes(problems: Iterable[Problem]) -> None:
    """Raise EntraideError if there are any mistakes among `problems`."""
    if mistakes := list(problems):
        raise EntraideError(*mistakes)


def find_entry_at_rest(visit: EditorVisit) -> Entry:
    """Return the entry; RefusalError while somebody is writing one of its texts.

    Links in such a text would be forgotten.
    """
    entry = visit.editor.find_version(visit.number, visit.code).entry
    codes = (entry.source.locale, *entry.localised)
    if any(visit.editor.copies.find(entry.id, code) for code in codes):
        raise RefusalError(NOT_FOUND)
    return entry


def list_inbound_links(editor: Editor, number: int) -> list[Problem]:
    """Return the places where other texts link to the entry with that number."""
    project = open_shown_project(editor)
    entry = project.site.entries.get(number)
    return list(iter_inbound_links(project, entry)) if entry else []


def open_shown_project(editor: Editor) -> Project:
    """Return the project as the preview shows it, with the outlines that it has converted."""
    site = editor.site
    return Project(site.build.reading, editor.day, OutlinesOnDemand(site.converted))


def _commit(editor: Editor, paths: list[Path], message: str, writer: Writer | None) -> bool:
    if writer is None or not editor.repository.has_history:
        return False
    names = [editor.settings.make_relative(path) for path in paths]
    return editor.repository.commit(names, message, writer)
