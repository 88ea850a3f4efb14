"""The text of an entry's file as the fields of a form, and back.

Only values that somebody changed are written, in place: order, comments and quotes of the rest
stay. Nothing is judged here: the checks judge the file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from entraide.content.docs.entry_editor import (
    remove_keys,
    rewrite_source,
    rewrite_version,
)
from entraide.content.docs.front_matter import parse_field
from entraide.content.text_files import split_file
from entraide.content.yaml.editor import UnsafeEditError
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import load_yaml
from entraide.errors import FileLine, Problem
from entraide.model.line_ends import detect_line_end, unify_line_ends

BLANKS = re.compile(r"[ \t\r\n]+")  # not the no-break space, which French needs
BODY = "body"
FILE = "file"  # the whole file, where its front matter cannot be read as fields


class FieldKind(StrEnum):
    """The kind of value that a field holds, which decides how it is shown and read."""

    LINE = "line"
    LINES = "lines"  # a list, an item a line
    CHOICES = "choices"  # a list of ids
    NUMBERS = "numbers"
    DATE = "date"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class FormField:
    """A key of the front matter in the form; one that is `needed` stays even when it is empty."""

    name: str
    kind: FieldKind
    needed: bool = False


TITLE = FormField("title", FieldKind.LINE, needed=True)
SUMMARY = FormField("summary", FieldKind.LINE, needed=True)
KEYWORDS = FormField("keywords", FieldKind.LINES)
REVIEWER = FormField("reviewer", FieldKind.LINE)
REVIEWED = FormField("reviewed", FieldKind.DATE)

SOURCE_FIELDS = (
    TITLE,
    SUMMARY,
    FormField("tags", FieldKind.CHOICES),
    FormField("related", FieldKind.NUMBERS),
    KEYWORDS,
    FormField("author", FieldKind.LINE, needed=True),
    REVIEWER,
    REVIEWED,
    FormField("status", FieldKind.LINE, needed=True),
    FormField("publish_on", FieldKind.DATE),
    FormField("archive_on", FieldKind.DATE),
    FormField("review_by", FieldKind.DATE),
    FormField("sensitive", FieldKind.SWITCH),
)
LOCALISED_FIELDS = (
    TITLE,
    SUMMARY,
    KEYWORDS,
    FormField("status", FieldKind.LINE),
    FormField("translator", FieldKind.LINE),
    REVIEWER,
    REVIEWED,
)

FormValues = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class EntryText:
    """The file of a version in parts: `front_matter` as values, `body` without blank edges."""

    front_matter: Mapping[str, Any]
    body: str
    body_line: int  # the line of the file where `body` begins, from 1

    @property
    def is_localised(self) -> bool:
        return "source_revision" in self.front_matter

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The keys that the form shows."""
        return LOCALISED_FIELDS if self.is_localised else SOURCE_FIELDS

    def get_shown(self, field: FormField) -> object:
        """Return the value of a field as a form sends it back that nobody has changed."""
        return _parse_value(field, _format_value(self.front_matter.get(field.name)))

    def format_values(self) -> dict[str, list[str]]:
        """Return what the form shows of each field."""
        shown = {
            field.name: _format_value(self.front_matter.get(field.name)) for field in self.fields
        }
        return shown | {BODY: [self.body]}


def read_entry_text(text: str) -> EntryText | None:
    """Return the parts of a file; None where its front matter cannot be read as a mapping."""
    _, matter, _, body = split_file(text)
    try:
        facts = load_yaml(matter)
    except YAML_ERRORS:
        return None
    if not isinstance(facts, dict) or not all(isinstance(key, str) for key in facts):
        return None
    plain = unify_line_ends(body)
    shown = plain.strip("\n")
    start = unify_line_ends(text[: len(text) - len(body)])
    line = start.count("\n") + 1 + len(plain) - len(plain.lstrip("\n"))
    return EntryText(facts, shown, line)


def write_entry_text(text: str, path: str, values: FormValues) -> str:
    """Return the file `text` with what a form has; UnsafeEditError where it cannot be edited.

    The whole file is taken from the form where `text` has no fields to show.
    """
    parts = read_entry_text(text)
    if parts is None and FILE not in values:  # it was broken while somebody wrote
        what, cure = "the keys at its top cannot be read", "Mend them: what you wrote is kept"
        raise UnsafeEditError(Problem(FileLine(path, 1), what, cure))
    if parts is None:
        return unify_line_ends(values[FILE][0]).replace("\n", detect_line_end(text))
    changes = {
        each: value
        for each in parts.fields
        if each.name in values
        and (value := _read_value(each, values[each.name], parts)) != parts.get_shown(each)
    }
    facts = {each.name: value for each, value in changes.items() if value or each.needed}
    dropped_keys = [each.name for each in changes if each.name not in facts]
    rewrite = rewrite_version if parts.is_localised else rewrite_source
    body = _make_body(text, values[BODY][0]) if BODY in values else _get_body(text)
    return rewrite(remove_keys(text, dropped_keys), path, facts, body)


def _get_body(text: str) -> str:
    return unify_line_ends(split_file(text)[3])


def _make_body(text: str, typed: str) -> str:
    """Return the body with what was typed; the old one where that says the same."""
    old, new = _get_body(text), unify_line_ends(typed).strip("\n")
    return old if new == old.strip("\n") else f"\n{new}\n"


def _read_value(field: FormField, typed: Sequence[str], parts: EntryText) -> object:
    """Return what stands in the front matter for what was typed; choices stay in their order."""
    value, before = _parse_value(field, typed), parts.get_shown(field)
    if field.kind is FieldKind.CHOICES and isinstance(value, list) and isinstance(before, list):
        old = [each for each in before if each in value]
        return old + [each for each in value if each not in old]
    return value


def _parse_value(field: FormField, typed: Sequence[str]) -> object:
    """Return what stands in the front matter for what was typed."""
    parts = [each for each in typed if each.strip()]
    if field.kind is FieldKind.SWITCH:
        return bool(parts)
    if field.kind is FieldKind.LINES:
        return parse_field(field.name, unify_line_ends("\n".join(parts)))
    words = [BLANKS.sub(" ", each).strip() for each in parts]
    if field.kind is FieldKind.CHOICES:
        return words
    if field.kind is FieldKind.NUMBERS:
        return list(dict.fromkeys(int(each) if each.isdecimal() else each for each in words))
    word = words[0] if words else ""
    return _parse_date(word) if field.kind is FieldKind.DATE else word


def _parse_date(word: str) -> date | str:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return word


def _format_value(value: object) -> list[str]:
    """Return a value of front matter as the form shows it; nothing where there is none."""
    if value is None or value is False:
        return []
    if isinstance(value, list):
        return [str(each) for each in value]
    return ["yes"] if value is True else [str(value)]
