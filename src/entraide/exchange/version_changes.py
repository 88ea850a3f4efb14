"""What the rows of a bundle change in a localised version, and whether each may come in.

A row comes in when it is done and says something else than the version, or takes a fuzzy mark away.
The rest is left alone, so that an export which comes back unchanged changes nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from entraide.content.field_types import VISIBLE
from entraide.errors import Problem, Severity
from entraide.model.line_ends import unify_line_ends
from entraide.model.objections import Objection, ObjectionKind, find_objections
from entraide.model.segment import SegmentKind, SegmentState, compute_digest
from entraide.model.segment_keys import FieldKey, SegmentKey
from entraide.translation.formats.bundle import BundlePart, UnitRow
from entraide.translation.job import TranslationJob
from entraide.translation.units import TranslationUnit

OUTER = " \t\r\n"
BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class VersionChanges:
    """The rows of `part` that come in, by the key of their unit in `job`.

    Those in `moved` are done too, and of a text that is not the source's any more.
    """

    job: TranslationJob
    part: BundlePart
    rows: Mapping[SegmentKey, UnitRow]
    moved: tuple[UnitRow, ...]

    @property
    def texts(self) -> Mapping[SegmentKey, str]:
        """What each unit will say, where it says anything."""
        texts = {unit.key: unit.target for unit in self.job.units if unit.target}
        return texts | {key: clean_text(row.target, key) for key, row in self.rows.items()}

    @property
    def waiting(self) -> tuple[TranslationUnit, ...]:
        """The units without which the version is not that of its revision."""
        return tuple(
            unit
            for unit in self.job.units
            if unit.is_needed and not unit.is_done and unit.key not in self.rows
        )

    @property
    def is_complete(self) -> bool:
        return not self.waiting


def find_changes(part: BundlePart, job: TranslationJob) -> VersionChanges:
    """Return what the rows of `part` change, known again by their keys and sources."""
    units = {(unit.key, compute_digest(unit.source)): unit for unit in job.units}
    rows, moved = {}, []
    for row in part.rows:
        unit = units.get((row.key, compute_digest(row.source)))
        if row.fuzzy or not re.search(VISIBLE, row.target):
            continue
        if unit is None:
            moved.append(row)
        elif unit.state is SegmentState.CHANGED or row.target not in (
            unit.target,
            f"{unit.target}\n",
        ):
            rows[row.key] = row
    return VersionChanges(job, part, rows, tuple(moved))


def clean_text(text: str, key: SegmentKey) -> str:
    """Return `text` as it is written into a file.

    What editors put around it goes; a field that is no list becomes one line.
    """
    text = unify_line_ends(text.strip(OUTER))
    is_list = isinstance(key, FieldKey) and key.field.is_list
    one_line = key.kind is SegmentKind.FIELD and not is_list
    return BLANKS.sub(" ", text) if one_line else text


def check_changes(changes: VersionChanges) -> Iterator[Problem]:
    """Yield what keeps rows out, and warn of those that have moved."""
    units = {unit.key: unit for unit in changes.job.units}
    for key, row in changes.rows.items():
        unit = units[key]
        source = row.source or unit.target  # what only the target has is held to itself
        for objection in find_objections(source, row.target, unit.kind, guarded=unit.is_guarded):
            yield describe_objection(objection, row, unit.kind)
    for row in changes.moved:
        what = f"{row.title} is of a text that has changed since: “{_shorten(row.source)}”"
        cure = "Left out. Export anew, and carry your work over (PO: msgmerge)"
        yield Problem(row.location, what, cure, Severity.WARNING)


def describe_objection(objection: Objection, row: UnitRow, kind: str) -> Problem:
    """Return what is wrong with `row`, the text of a segment of that kind."""
    parts = ", ".join(f"“{part}”" for part in objection.parts)
    what, cure = {
        ObjectionKind.LONG: (
            f"has {len(row.target)} signs, its source {len(row.source)}",
            "Say what the source says",
        ),
        ObjectionKind.SIGN: (
            f"has the sign {''.join(objection.parts)}, which nobody sees",
            "Remove it",
        ),
        ObjectionKind.TAG: (
            f"has {parts}, and its source has no such tag",
            "Write it without the tag",
        ),
        ObjectionKind.BLOCK: (
            f"would no longer be one {kind}, because of {parts}",
            "Write it without these signs of Markdown",
        ),
        ObjectionKind.SPLIT: (f"would no longer be one {kind}", "Write it without empty lines"),
        ObjectionKind.LACKS: (f"lacks {parts} of its source", "Put it in, as it is there"),
        ObjectionKind.BESIDE: (
            f"has {parts}, which its source has not",
            "Take it out, or write it as the source does",
        ),
    }[objection.kind]
    return Problem(row.location, f"{row.title} {what}", cure)


def describe_split(row: UnitRow, kind: str) -> Problem:
    """Return what is wrong with a text that Markdown takes for something else than its segment."""
    what = f"{row.title} would no longer be one {kind}"
    cure = "Write it without blank lines, and without signs of Markdown at its start"
    return Problem(row.location, what, cure)


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
