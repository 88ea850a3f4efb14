"""What people are told of a row that is done and left out, so that they can choose.

Where project and file have both changed a text, they read both, and what each was made from.
"""

from enum import StrEnum

from entraide.errors import Problem, Severity
from entraide.model.segment import SegmentState
from entraide.model.segment_keys import LabelKey
from entraide.translation.formats.bundle import UnitRow
from entraide.translation.units import TranslationUnit


class LeftOut(StrEnum):
    """Why a row that is done is left out."""

    MOVED = "moved"  # its source has changed
    CORRECTED = "corrected"  # what it was made from has
    EARLIER = "earlier"  # it says what the version said once, and somebody has changed that
    COPIED = "copied"  # it says what its source says


CHOOSE = "Compare the two; --theirs takes the file’s text, --ours keeps what stands here"
LEFT_OUT = {
    LeftOut.MOVED: (
        "is of a text that has changed since",
        "Export anew, and carry your work over (PO: msgmerge)",
    ),
    LeftOut.CORRECTED: ("was corrected here since this was exported", CHOOSE),
    LeftOut.EARLIER: ("says what stood here once, and was corrected since", CHOOSE),
    LeftOut.COPIED: (
        "says the same as its source",
        "Translate it, or write it into the file of the version if it is meant",
    ),
}
LONGEST = 60  # signs of a text in a message
BEFORE = 20  # of them before the place where two texts begin to differ


def describe_left_out(row: UnitRow, why: LeftOut, unit: TranslationUnit | None) -> Problem:
    """Return the warning for `row`; `unit` is the one in the place of it, None without one."""
    what, cure = LEFT_OUT[why]
    is_conflict = unit is not None and why in (LeftOut.CORRECTED, LeftOut.EARLIER)
    texts = _format_both(row, unit) if unit and is_conflict else f"“{_shorten(row.source)}”"
    what = f"{row.title} {what}: {texts}"
    return Problem(row.location, what, f"Left out. {cure}", Severity.WARNING)


def _format_both(row: UnitRow, unit: TranslationUnit) -> str:
    """Return both texts with what each was made from, shortened around what differs."""
    mine, yours = _shorten_both(row.target, unit.target)
    theirs, ours = f"the file (--theirs) has “{mine}”", f"here (--ours) stands “{yours}”"
    source = _find_source(unit)
    if source and source == row.source:
        return f"{theirs}, {ours}; both were made from “{_shorten(source)}”"
    if not source:
        return f"{theirs}, made from “{_shorten(row.source)}”; {ours}"
    old, new = _shorten_both(row.source, source)
    return f"{theirs}, made from “{old}”; {ours}, made from “{new}”"


def _find_source(unit: TranslationUnit) -> str:
    """Return the text that the target of `unit` was made from; "" where nobody knows it."""
    if isinstance(unit.key, LabelKey):
        return ""
    return unit.previous if unit.state is SegmentState.CHANGED else unit.source


def _shorten_both(one: str, other: str) -> tuple[str, str]:
    """Return two texts, each cut so that it shows where they begin to differ."""
    one, other = (" ".join(text.split()) for text in (one, other))
    pairs = enumerate(zip(one, other, strict=False))
    differ = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    if max(len(one), len(other)) <= LONGEST or differ <= BEFORE:
        return _shorten(one), _shorten(other)
    start = differ - BEFORE
    return _shorten(f"…{one[start:]}"), _shorten(f"…{other[start:]}")


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
