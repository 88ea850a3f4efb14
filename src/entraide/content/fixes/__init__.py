"""Fixes: `entraide fix` writes into files what their pages show anyway.

A fix changes front matter or body, but not where the text would then read differently. Line ends, a
byte order mark, trailing spaces and the last line stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from entraide.content.fixes.body_typography import fix_body_typography
from entraide.content.fixes.field_typography import fix_field_typography
from entraide.content.fixes.indentation import indent_lists
from entraide.content.fixes.key_order import order_keys
from entraide.content.text_files import split_file
from entraide.model.line_ends import copy_line_ends, unify_line_ends

TYPOGRAPHY, LISTS, KEYS = "typography", "indentation of lists", "order of keys"


@dataclass(frozen=True, slots=True)
class FixResult:
    """A file after its fixes: its text, and the number of changed lines by the name of the fix.

    `nested` has the lines (from 1) that have become part of the list item above them.
    """

    text: str
    lines: Mapping[str, int] = field(default_factory=dict)
    nested: tuple[int, ...] = ()


def fix_text(text: str, lang: str, kind: type[BaseModel]) -> FixResult:
    """Return `text` with every fix made.

    `text` is a whole file with front matter of the schema `kind`, in the language of the BCP 47 tag
    `lang`.
    """
    opening, matter, fence, body = split_file(unify_line_ends(text))
    fields = fix_field_typography(matter, lang)
    ordered = order_keys(fields, kind)
    lists = indent_lists(body)
    marks = fix_body_typography(lists.body, lang)
    lines = {
        TYPOGRAPHY: _count_changed_lines(matter, fields) + _count_changed_lines(lists.body, marks),
        LISTS: _count_changed_lines(body, lists.body),
        KEYS: _count_changed_lines(fields, ordered),
    }
    before = (opening + matter + fence).count("\n") + 1
    return FixResult(
        copy_line_ends(f"{opening}{ordered}{fence}{marks}", text),
        {name: number for name, number in lines.items() if number},
        tuple(line + before for line in lists.nested),
    )


def _count_changed_lines(before: str, after: str) -> int:
    """Return how many lines differ between two texts of as many lines."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return sum(old != new for old, new in pairs)
