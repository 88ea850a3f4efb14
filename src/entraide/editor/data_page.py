"""Words that pages share: tags, the glossary, categories, facts of the platform, the home page.

They are lists, and forms in every language.

What is written is checked with the whole project before it is committed: a wording that a new row
forbids may stand in a text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response

from entraide.content.code_digest import hash_texts
from entraide.content.file_plan import ChangePlan
from entraide.desk.http_errors import INVALID, NOT_FOUND, RefusalError
from entraide.editor.data_rows import (
    KINDS,
    DataField,
    DataFile,
    DataKind,
    TypedValues,
    format_row,
    list_names,
    read_kind_rows,
    write_row,
)
from entraide.editor.project_changes import (
    OVERTAKEN,
    SAVE_AGAIN,
    refuse_mistakes,
    write_checked,
)
from entraide.editor.row_shapes import FACTS, RowValues
from entraide.editor.visit import EditorVisit
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.locales import Locale

FACT_NAME = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*")


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row in the list: its words in the language of the page, and the languages it lacks."""

    id: str
    words: str
    lacking: tuple[Locale, ...]


def show_rows(visit: EditorVisit) -> Response:
    """Answer with the rows of a kind, and the form of a new one."""
    return _render_list(visit, _find_kind(visit), {})


def add_row(visit: EditorVisit) -> Response:
    """Add a row, or say why not."""
    kind = _find_kind(visit)
    id_ = _number_next(visit, kind) if kind.has_numbers else visit.get_field("id").strip()
    typed = _read_typed(visit, kind, {}) | {"id": id_}
    try:
        words = _open(visit, kind)
        refuse_mistakes(_iter_name_mistakes(visit, kind, id_))
        _write(visit, words, id_, typed, f"{kind.name}: {id_} added")
    except EntraideError as error:
        return _render_list(visit, kind, typed, error.problems)
    return visit.redirect(f"words/{kind.name}/{id_}/?done=yes")


def _iter_name_mistakes(visit: EditorVisit, kind: DataKind, id_: str) -> Iterator[Problem]:
    """Yield what keeps a new row from its name; what a name may be, the checks say."""
    if not id_:
        yield Problem(Argument("id"), "it is empty", "Write small letters, digits and hyphens")
    elif kind.shape is FACTS and not FACT_NAME.fullmatch(id_):
        what, cure = f"“{id_}” is no name of a fact", "Write small letters, as in report.ad"
        yield Problem(Argument("id"), what, cure)
    for row in _list_rows(visit, kind):
        there = str(row.get("id"))
        if (id_ and f"{there}.".startswith(f"{id_}.")) or f"{id_}.".startswith(f"{there}."):
            yield Problem(Argument("id"), f"“{there}” is there", "Choose another name")
            return


def _number_next(visit: EditorVisit, kind: DataKind) -> str:
    """Return the name of the next row of a kind whose rows have numbers."""
    return str(sum(str(row["id"]).isdecimal() for row in _list_rows(visit, kind)) + 1)


def show_row(visit: EditorVisit) -> Response:
    """Answer with the form of a row."""
    kind = _find_kind(visit)
    row = _find_row(visit, kind, visit.request.path_params["id"])
    if row is None:
        raise RefusalError(NOT_FOUND)
    return _render_row(visit, kind, format_row(kind, row, _list_codes(visit)))


def save_row(visit: EditorVisit) -> Response:
    """Change a row as the form says, or take it out; or say why not."""
    kind, id_ = _find_kind(visit), str(visit.request.path_params["id"])
    row = _find_row(visit, kind, id_)
    if row is None:
        raise RefusalError(NOT_FOUND)
    typed, is_dropped = _read_typed(visit, kind, row), visit.get_field("do") == "remove"
    if is_dropped and not kind.may_drop(id_):
        raise RefusalError(INVALID)
    message = f"{kind.name}: {id_}" + " removed" * is_dropped
    try:
        words = _open(visit, kind)
        refuse_mistakes(_iter_changes(visit, kind, id_))
        _write(visit, words, id_, None if is_dropped else typed, message)
    except EntraideError as error:
        return _render_row(visit, kind, typed, error.problems)
    return visit.redirect(f"words/{kind.name}/" + ("" if is_dropped else f"{id_}/") + "?done=yes")


def _iter_changes(visit: EditorVisit, kind: DataKind, id_: str) -> Iterator[Problem]:
    """Yield a problem where the row is no more what the form showed."""
    row = _find_row(visit, kind, id_) or {}
    if visit.get_field("shown") != _hash_row(visit, kind, row):
        yield Problem(Argument(id_), OVERTAKEN, SAVE_AGAIN)


def _hash_row(visit: EditorVisit, kind: DataKind, row: RowValues) -> str:
    return hash_texts(repr(sorted(format_row(kind, row, _list_codes(visit)).items())))


def _write(
    visit: EditorVisit, words: DataFile, id_: str, typed: TypedValues | None, message: str
) -> None:
    """Write, check and commit a row; EntraideError, and nothing changed, with a new mistake."""
    file = visit.editor.settings.root / words.path
    plan = ChangePlan({file: write_row(words, id_, typed)}, expected={file: words.text})
    write_checked(visit.editor, plan, message, visit.writer)


def _open(visit: EditorVisit, kind: DataKind) -> DataFile:
    """Return the file as it is before what a form says is compared with it."""
    settings = visit.editor.settings
    file = kind.find_file(settings.data)
    return DataFile(kind, settings.make_relative(file), _read(file), _list_codes(visit))


def _read(file: Path) -> str:
    return file.read_bytes().decode() if file.exists() else ""


def _find_kind(visit: EditorVisit) -> DataKind:
    kind = KINDS.get(str(visit.request.path_params["kind"]))
    if kind is None:
        raise RefusalError(NOT_FOUND)
    return kind


def _list_rows(visit: EditorVisit, kind: DataKind) -> list[RowValues]:
    text = _read(kind.find_file(visit.editor.settings.data))
    return read_kind_rows(kind, text, _list_codes(visit))


def _find_row(visit: EditorVisit, kind: DataKind, id_: str) -> RowValues | None:
    return next((row for row in _list_rows(visit, kind) if row.get("id") == id_), None)


def _list_codes(visit: EditorVisit) -> list[str]:
    return [locale.code for locale in visit.editor.settings.locales]


def _read_typed(visit: EditorVisit, kind: DataKind, row: RowValues) -> dict[str, str]:
    codes = _list_codes(visit)
    fields = [name for field in kind.list_fields(row) for name in list_names(field, codes).values()]
    return {name: visit.get_field(name) for name in (*fields, *kind.switches)}


def _make_row(visit: EditorVisit, kind: DataKind, row: RowValues) -> ListRow:
    locales = visit.editor.settings.locales
    shown = format_row(kind, row, [each.code for each in locales])
    field = kind.list_fields(row)[0]
    if field.is_shared:
        return ListRow(str(row["id"]), ", ".join(shown[field.name].split("\n")), ())
    words = shown[f"{field.name}-{visit.locale.code}"] or shown[f"{field.name}-{locales[0].code}"]
    lacking = tuple(each for each in locales if not shown[f"{field.name}-{each.code}"])
    return ListRow(str(row.get("id", "")), words, lacking if len(lacking) < len(locales) else ())


def _make_groups(
    visit: EditorVisit, kind: DataKind, row: RowValues
) -> list[tuple[DataField, list[tuple[str, Locale]]]]:
    """Return the fields of the form, each with its names by language."""
    locales = {locale.code: locale for locale in visit.editor.settings.locales}
    return [
        (
            field,
            [
                (name, locales.get(code, next(iter(locales.values()))))
                for code, name in list_names(field, list(locales)).items()
            ],
        )
        for field in kind.list_fields(row)
    ]


def _render_list(
    visit: EditorVisit,
    kind: DataKind,
    typed: Mapping[str, str],
    problems: tuple[Problem, ...] = (),
) -> Response:
    return visit.render_change(
        "data_list",
        409 if problems else 200,
        kind=kind,
        rows=[_make_row(visit, kind, row) for row in _list_rows(visit, kind)],
        groups=_make_groups(visit, kind, {}),
        typed=typed,
        problems=problems,
        done=visit.get_query("done"),
    )


def _render_row(
    visit: EditorVisit,
    kind: DataKind,
    typed: Mapping[str, str],
    problems: tuple[Problem, ...] = (),
) -> Response:
    id_ = str(visit.request.path_params["id"])
    row = _find_row(visit, kind, id_) or {}
    return visit.render_change(
        "data_row",
        409 if problems else 200,
        kind=kind,
        id=id_,
        shown=_hash_row(visit, kind, row),
        groups=_make_groups(visit, kind, row),
        may_drop=kind.may_drop(id_),
        typed=typed,
        problems=problems,
        done=visit.get_query("done"),
    )
