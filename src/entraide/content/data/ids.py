"""Read and write `data/ids.yml`, which remembers every number that an entry ever had.

Commands write it, and people commit it. A project may have none: then git alone remembers. After a
merge both sides may have added numbers; `salvage_register` keeps what each of them says.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import yaml
from pydantic import Discriminator, Field, RootModel, Tag, ValidationError

from entraide.content.data.files import read_data
from entraide.content.field_types import HTTPS, EntryAddress, Number, StrictModel
from entraide.content.settings import Settings
from entraide.content.validation import validate
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.values import format_value
from entraide.errors import ProblemLog
from entraide.model.numbers import GoneEntry, NumberRegister

FILE_NAME = "ids.yml"
HEADER = """\
# Every number that an entry ever had, and where it stands. Commands write this file; commit it.
# A number is never given twice: “entraide handbook move-and-remove” says what becomes of one.
"""
CURE = "Run: entraide fix"
ROW = re.compile(r"^([1-9][0-9]{0,8}):[ \t]+(\S.*)$", re.MULTILINE)


class GoneRow(StrictModel):
    """What became of the number of an entry that was removed."""

    was: Annotated[
        list[EntryAddress], Field(min_length=1, description="Where it stood, the last one first.")
    ]
    removed: Annotated[date, Field(description="The day on which it was removed.")]
    instead: Annotated[
        Number | Annotated[str, Field(pattern=HTTPS)] | None,
        Field(description="Where its readers should go: the number of an entry, or an address."),
    ] = None
    draft: Annotated[
        bool, Field(description="It was never published, so no page says what became of it.")
    ] = False
    sensitive: Annotated[bool, Field(description="As in the front matter of an entry.")] = False


def _choose_kind(value: object) -> str:
    return "gone" if isinstance(value, dict | GoneRow) else "place"


Row = Annotated[
    Annotated[EntryAddress, Tag("place")] | Annotated[GoneRow, Tag("gone")],
    Discriminator(_choose_kind),
]


class IdRows(RootModel[dict[Number, Row]]):
    """By number: the category and the slug of its entry, or what became of it."""


def read_ids(settings: Settings, log: ProblemLog) -> NumberRegister:
    """Read the register of a project; an empty one where there is no file, or a broken one."""
    file = settings.data / FILE_NAME
    if not os.path.lexists(file):
        return NumberRegister()
    file_log = ProblemLog()
    path, document = read_data(settings, file, file_log)
    rows = None
    if document.is_sound and document.value is not None:
        rows = validate(IdRows, document, path, file_log)
    log.extend(replace(problem, cure=CURE) for problem in file_log)
    lines = {number: document.get_line((number,)) for number in rows.root} if rows else {}
    return _make_register(rows.root if rows else {}, lines)


def _make_register(rows: Mapping[int, Any], lines: Mapping[int, int]) -> NumberRegister:
    places = {number: row for number, row in rows.items() if isinstance(row, str)}
    removals = {number: _make_gone(row) for number, row in rows.items() if isinstance(row, GoneRow)}
    return NumberRegister(places, removals, lines, exists=True)


def _make_gone(row: GoneRow) -> GoneEntry:
    return GoneEntry(tuple(row.was), row.removed, row.instead, row.draft, row.sensitive)


def list_broken_numbers(settings: Settings) -> frozenset[int]:
    """Return the numbers whose rows nobody can read: writing the file anew would lose them."""
    file = settings.data / FILE_NAME
    text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
    numbers = {int(match[1]) for match in ROW.finditer(text.replace("\r", ""))}
    return frozenset(numbers - {number for number, _ in _iter_rows(text)})


def salvage_register(settings: Settings) -> NumberRegister:
    """Read every readable line of a broken file, whatever is between them.

    Of two lines for one number, one that says that the entry was removed counts, else the first.
    """
    file = settings.data / FILE_NAME
    if not file.is_file():
        return NumberRegister()
    rows: dict[int, str | GoneRow] = {}
    for number, row in _iter_rows(file.read_bytes().decode("utf-8", "replace")):
        if number not in rows or isinstance(row, GoneRow):
            rows[number] = row
    return _make_register(rows, {})


def _iter_rows(text: str) -> Iterator[tuple[int, str | GoneRow]]:
    """Yield each line of `text` that is a row by itself."""
    for match in ROW.finditer(text.replace("\r", "")):
        try:
            value = yaml.load(match[0], Loader=yaml.CSafeLoader)
            yield from IdRows.model_validate(value).root.items()
        except (*YAML_ERRORS, ValidationError):
            continue


def format_register(register: NumberRegister) -> str:
    """Format the register as its file, a number a line."""
    rows = {number: format_value(place) for number, place in register.addresses.items()}
    rows |= {number: _format_gone(each) for number, each in register.gone.items()}
    return HEADER + "".join(f"{number}: {rows[number]}\n" for number in sorted(rows))


def _format_gone(entry: GoneEntry) -> str:
    facts: dict[str, object] = {"was": list(entry.addresses), "removed": entry.removed}
    if entry.instead is not None:
        facts["instead"] = entry.instead
    facts |= {name: True for name in ("draft", "sensitive") if getattr(entry, name)}
    return format_value(facts)
