"""Fixes: what `entraide fix` writes into a file, so that it says what a page shows anyway.

Each changes the front matter or the body and nothing else of it, and stops where the text would
read otherwise. Line ends, a mark of byte order, trailing spaces and the last line stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from entraide.content.fixes.fields import correct_fields
from entraide.content.fixes.indentation import indent_lists
from entraide.content.fixes.key_order import order_keys
from entraide.content.fixes.marks import correct_marks
from entraide.content.text_files import parted
from entraide.model.line_ends import copy_line_ends, unify_line_ends

TYPOGRAPHY, LISTS, KEYS = "typography", "indentation of lists", "order of keys"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file as it becomes: its text, how many lines each fix touched, and what to know of it.

    `nested` are the lines (from 1) of what has become part of the item above it.
    """

    text: str
    lines: Mapping[str, int] = field(default_factory=dict)
    nested: tuple[int, ...] = ()


def fix_text(text: str, lang: str, kind: type[BaseModel]) -> Fixed:
    """`text`, a whole file with front matter of `kind`, in the language of the tag `lang`."""
    opening, matter, fence, body = parted(unify_line_ends(text))
    fields = correct_fields(matter, lang)
    ordered = order_keys(fields, kind)
    lists = indent_lists(body)
    marks = correct_marks(lists.body, lang)
    lines = {
        TYPOGRAPHY: _touched(matter, fields) + _touched(lists.body, marks),
        LISTS: _touched(body, lists.body),
        KEYS: _touched(fields, ordered),
    }
    before = (opening + matter + fence).count("\n") + 1
    return Fixed(
        copy_line_ends(f"{opening}{ordered}{fence}{marks}", text),
        {name: number for name, number in lines.items() if number},
        tuple(line + before for line in lists.nested),
    )


def _touched(before: str, after: str) -> int:
    """How many lines differ; none comes or goes."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return sum(old != new for old, new in pairs)
