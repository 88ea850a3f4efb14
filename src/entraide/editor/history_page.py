"""The history of a version: who changed it, when and how; any two states compared, or one restored.

A state is restored as a working copy. Publishing it is a new revision, so nothing that was
published is ever removed.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

from starlette.responses import Response

from entraide.desk.http_errors import NOT_FOUND, RefusalError
from entraide.editor.editor import OpenVersion
from entraide.editor.entry_text import read_entry_text, write_entry_text
from entraide.editor.git_repository import FileState
from entraide.editor.pending_images import list_image_names
from entraide.editor.visit import EditorVisit
from entraide.editor.word_differences import compare_versions
from entraide.model.staff_roles import Role

MOST_STATES = 100
STAYS = frozenset({"status", "publish_on", "archive_on", "review_by"})  # are of today


@dataclass(frozen=True, slots=True)
class StateRow:
    """A state of the file, whether it is one of the two compared, and how it is restored."""

    state: FileState
    is_old: bool
    is_new: bool
    way_back: str  # "undo" of the last change, "restore", or "" where there is none


def show_history(visit: EditorVisit) -> Response:
    """Answer with the states of the file, and the differences of the two that are chosen."""
    here = visit.editor.find_version(visit.number, visit.code)
    states = visit.editor.repository.list_states(here.version.path)[:MOST_STATES]
    by_blob = {state.blob: state for state in states}
    old, new = (by_blob.get(visit.get_query(name)) for name in ("from", "to"))
    old = old or (states[1] if len(states) > 1 else None)
    new = new or (states[0] if states else None)
    read = visit.editor.repository.read
    return visit.render(
        "history",
        here=here,
        rows=[
            StateRow(each, each is old, each is new, _choose_way_back(here, index))
            for index, each in enumerate(states)
        ],
        old=old,
        new=new,
        differences=compare_versions(read(old), read(new)) if old and new else [],
        problems=(),
        has_history=visit.editor.repository.has_history,
        may_restore=here.copy is None,
        words_in=visit.editor.site.build.reading.site.get_locale(here.version.locale),
    )


def _choose_way_back(here: OpenVersion, index: int) -> str:
    """Return how the state at `index` of the list is restored; the newest need not be."""
    if index == 0 or here.copy is not None:
        return ""
    return "undo" if index == 1 else "restore"


def restore_state(visit: EditorVisit) -> Response:
    """Begin a working copy with the words of an earlier state, to be published."""
    here = visit.editor.find_version(visit.number, visit.code)
    states = {each.blob: each for each in visit.editor.repository.list_states(here.version.path)}
    state = states.get(visit.get_field("state"))
    if state is None or here.copy is not None:
        raise RefusalError(NOT_FOUND)
    text = _restore_words(visit, here, state)
    _restore_images(visit, here, text)
    visit.save(here, text, 0)
    step = "publish" if visit.may(Role.PUBLISHER) else "review"
    return visit.redirect(f"{visit.number}/{visit.code}/{step}/")


def _restore_images(visit: EditorVisit, here: OpenVersion, text: str) -> None:
    """Put images of an earlier text that were deleted since among those that wait."""
    beside = PurePosixPath(here.version.path)
    for name in list_image_names(text):
        path = str(beside.with_name(name))
        if not (visit.editor.settings.root / path).exists():
            data = visit.editor.repository.find_last_content(path)
            if data is not None:
                visit.editor.images.add(here.version.path, name, data)


def _restore_words(visit: EditorVisit, here: OpenVersion, state: FileState) -> str:
    parts = read_entry_text(visit.editor.repository.read(state))
    if parts is None:
        raise RefusalError(NOT_FOUND)
    values = {name: each for name, each in parts.format_values().items() if name not in STAYS}
    return write_entry_text(here.file_text, here.version.path, values)
