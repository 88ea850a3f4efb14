"""rows of data as the fields of a form, and back into their file: tags, the glossary, and more.

Only what somebody changed is written, in place: order, comments and quotes of the rest stay. What
is typed is judged by the checks, as in a file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entraide.content.yaml.editor import YamlEdit, edit_yaml
from entraide.content.yaml.limits import load_yaml
from entraide.content.yaml.values import QuotedText, format_pair, format_value
from entraide.editor.entry_text import BLANKS
from entraide.editor.row_shapes import (
    FACTS,
    HOME_PAGE,
    LIST,
    RowShape,
    RowValues,
    collect_keys,
    format_fact,
    parse_fact,
    parse_number,
)
from entraide.model.hidden_characters import HIDDEN_CHARACTER
from entraide.model.line_ends import detect_line_end, unify_line_ends

LONGEST_WORDS = 2_000  # letters of a field


@dataclass(frozen=True, slots=True)
class DataField:
    """A field of a row, in every language if it is not `is_shared`; `is_list`: one a line."""

    name: str
    is_list: bool = False
    is_long: bool = False
    is_shared: bool = False
    is_number: bool = False
    is_fact: bool = False  # “no” and days are no text


@dataclass(frozen=True, slots=True)
class DataKind:
    """A kind of rows: its fields, what can be ticked, and how the rows lie in their file.

    The file has the `name` of the kind, if no other is named. New rows are named by whoever adds
    one, or by their number.
    """

    name: str
    fields: tuple[DataField, ...]
    switches: tuple[str, ...] = ()
    shape: RowShape = LIST
    file_name: str = ""
    has_numbers: bool = False

    def find_file(self, data: Path) -> Path:
        """Return the file of these rows."""
        return data / f"{self.file_name or self.name}.yml"

    def list_fields(self, row: RowValues) -> Sequence[DataField]:
        """Return the fields of a row; the first ones where it has none yet."""
        if not self.shape.is_exact:
            return self.fields
        return [field for field in self.fields if field.name in (row or self.template)]

    @property
    def template(self) -> RowValues:
        """A row of this kind that says nothing yet."""
        names = ("label", "entry", "icon") if self.has_numbers else ("text",)
        return {name: {} if name in ("label", "text") else "" for name in names}

    def may_drop(self, id_: str) -> bool:
        """Return whether that row can go: the others keep their sense without it."""
        return self.has_numbers and id_.isdecimal()


KINDS: Mapping[str, DataKind] = {
    "categories": DataKind(
        "categories", (DataField("label"), DataField("description", is_long=True))
    ),
    "tags": DataKind("tags", (DataField("label"), DataField("description", is_long=True))),
    "glossary": DataKind(
        "glossary",
        (
            DataField("term"),
            DataField("definition", is_long=True),
            DataField("forms", is_list=True),
            DataField("synonyms", is_list=True),
            DataField("forbidden", is_list=True),
            DataField("instead"),
        ),
        ("everyday",),
    ),
    "platform": DataKind(
        "platform",
        (DataField("text", is_long=True), DataField("value", is_shared=True, is_fact=True)),
        shape=FACTS,
    ),
    "home": DataKind(
        "home",
        (
            DataField("label"),
            DataField("entry", is_shared=True, is_number=True),
            DataField("icon", is_shared=True),
            DataField("names", is_list=True, is_shared=True),
            DataField("entries", is_list=True, is_shared=True, is_number=True),
        ),
        shape=HOME_PAGE,
        file_name="settings",
        has_numbers=True,
    ),
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of rows: its path from the project, its text, and the languages of the site."""

    kind: DataKind
    path: str
    text: str
    codes: Sequence[str]


TypedValues = Mapping[str, str]  # by the name of the field of the form: `label-en`, `entry`


def read_kind_rows(kind: DataKind, text: str, codes: Sequence[str]) -> list[RowValues]:
    """Return the rows of a file; none where it holds anything else, which the checks tell."""
    return kind.shape.list_rows(load_yaml(text) if text.strip() else None, codes)


def list_names(field: DataField, codes: Sequence[str]) -> dict[str, str]:
    """Return the names of a field in the form, by language; "" for all of them together."""
    if field.is_shared:
        return {"": field.name}
    return {code: f"{field.name}-{code}" for code in codes}


def format_row(kind: DataKind, row: RowValues, codes: Sequence[str]) -> dict[str, str]:
    """Return what the form shows of a row."""
    shown = {name: "yes" if row.get(name) is True else "" for name in kind.switches}
    for field in kind.list_fields(row):
        words = row.get(field.name)
        for code, name in list_names(field, codes).items():
            each = (
                words if field.is_shared else words.get(code) if isinstance(words, dict) else None
            )
            lines = each if isinstance(each, list) else [] if each is None else [each]
            shown[name] = "\n".join(map(format_fact, lines))
    return shown


def write_row(file: DataFile, id_: str, typed: TypedValues | None) -> str:
    """Return the text of a file with what was typed of a row, which it may not have yet.

    Without the row where nothing is typed. UnsafeEditError where the file cannot be edited
    safely.
    """
    kind, text, codes = file.kind, file.text, file.codes
    rows = {str(row.get("id")): row for row in read_kind_rows(kind, text, codes)}
    row = rows.get(id_) or ({"id": id_} if kind.shape is LIST else kind.template)
    new = None if typed is None else _merge(kind, row, _read_changes(kind, row, typed, codes))
    if kind.shape is LIST and id_ not in rows:
        return _append(text, new or row)
    put = kind.shape.put_row
    old = load_yaml(text) if text.strip() else None
    if not old:  # there is nothing yet that could be edited
        return text + "".join(f"{format_pair(*pair)}\n" for pair in put(old, id_, new).items())
    keys = [field.name for field in kind.list_fields(row)]
    order = ["id", *(field.name for field in kind.fields), *kind.switches, *codes]
    order += [*collect_keys(old), *collect_keys(put(old, id_, new))]
    edit = YamlEdit(
        lambda value: put(value, id_, new),
        list(dict.fromkeys(order)),
        keys,
        file.path,
        f"the record “{id_}”",
    )
    return edit_yaml(text, edit)


def _merge(kind: DataKind, row: RowValues, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row with its changes; what has become empty is left out."""
    merged = {**row, **changes}
    emptied = {
        key
        for key, value in changes.items()
        if not value and (value is not False or key in kind.switches)
    }
    return {key: value for key, value in merged.items() if key not in emptied}


def _read_changes(
    kind: DataKind, row: RowValues, typed: TypedValues, codes: Sequence[str]
) -> dict[str, Any]:
    """Return the fields of which something else was typed than the form showed."""
    shown, changes = format_row(kind, row, codes), dict[str, Any]()
    for field in kind.list_fields(row):
        names = list_names(field, codes)
        new = {code: _clean(typed.get(name, "")) for code, name in names.items()}
        changed = [code for code, name in names.items() if new[code] != _clean(shown[name])]
        if changed and field.is_shared:
            changes[field.name] = _make_value(field, new[""])
        elif changed:
            before = row.get(field.name)
            values = dict(before) if isinstance(before, dict) else {}
            values |= {code: _make_value(field, new[code]) for code in changed}
            changes[field.name] = {code: value for code, value in values.items() if value}
    for name in kind.switches:
        if (typed.get(name, "") == "yes") != (shown[name] == "yes"):
            changes[name] = typed.get(name, "") == "yes"
    is_new = {name: value for name, value in changes.items() if value or value is False}
    return {name: value for name, value in changes.items() if name in is_new or name in row}


def _clean(words: str) -> str:
    """Return words as they are kept: lines without blanks around, and without empty ones."""
    plain = HIDDEN_CHARACTER.sub("", unify_line_ends(words)[:LONGEST_WORDS])
    lines = (BLANKS.sub(" ", line).strip() for line in plain.split("\n"))
    return "\n".join(filter(None, lines))


def _make_value(field: DataField, words: str) -> object:
    if field.is_list:
        lines = words.split("\n") if words else []
        return [parse_number(line) for line in lines] if field.is_number else lines
    line = " ".join(words.split("\n"))
    if field.is_number:
        return parse_number(line)
    if field.is_fact:
        return parse_fact(line)
    return QuotedText(line) if field.is_long and line else line


def _append(text: str, row: Mapping[str, Any]) -> str:
    """Return the file with one more row, at its end."""
    newline = detect_line_end(text) if text else "\n"
    pairs = [f"{key}: {format_value(value)}" for key, value in row.items()]
    lines = [f"- {pairs[0]}", *(f"  {pair}" for pair in pairs[1:]), ""]
    gap = newline if text and not text.endswith("\n") else ""
    return text + gap + newline.join(lines)
