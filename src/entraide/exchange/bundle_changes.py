"""Which rows of a catalogue are news, and whether each may come in.

A row is news when it is done and says something else than the entry, or takes a fuzzy mark away.
The rest is left alone, so that an export which comes back unchanged changes nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from entraide.content.front_matter import VISIBLE
from entraide.errors import Problem, Severity
from entraide.model.line_ends import unify_line_ends
from entraide.model.objections import Objection, ObjectionKind
from entraide.model.objections import find_objections as objected
from entraide.model.segment import SegmentKind, compute_digest
from entraide.model.segment_keys import KEYWORDS, SegmentKey
from entraide.translation.formats.bundle import BundlePart, BundleRow
from entraide.translation.job import TranslationJob
from entraide.translation.units import TranslationUnit

OUTER = " \t\r\n"
BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class BundleChanges:
    """The news for one entry, by the key of its unit; `waiting` counts what is not done yet."""

    job: TranslationJob
    part: BundlePart
    rows: Mapping[SegmentKey, BundleRow]
    moved: tuple[BundleRow, ...]  # done, and of a text that is not the source's any more

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


def find_changes(part: BundlePart, job: TranslationJob) -> BundleChanges:
    units = {(unit.key, compute_digest(unit.source)): unit for unit in job.units}
    news, moved = {}, []
    for row in part.rows:
        unit = units.get((row.key, compute_digest(row.source)))
        if row.fuzzy or not re.search(VISIBLE, row.target):
            continue
        if unit is None:
            moved.append(row)
        elif unit.fuzzy or row.target not in (unit.target, f"{unit.target}\n"):
            news[row.key] = row
    return BundleChanges(job, part, news, tuple(moved))


def clean_text(text: str, key: SegmentKey) -> str:
    """A text as it is written: without what editors put around it, in one line where one is."""
    text = unify_line_ends(text.strip(OUTER))
    one_line = key.kind is SegmentKind.FIELD and key != KEYWORDS
    return BLANKS.sub(" ", text) if one_line else text


def check_changes(found: BundleChanges, path: str) -> Iterator[Problem]:
    """What keeps the news out, by the lines of the catalogue in `path`."""
    units = {unit.key: unit for unit in found.job.units}
    for key, row in found.rows.items():
        unit = units[key]
        like = row.source or unit.target  # what only the target has is held to itself
        for objection in objected(like, row.target, unit.kind, guarded=unit.is_guarded):
            yield Problem(path, row.at, *describe_objection(objection, row, unit.kind))


def describe_objection(objection: Objection, row: BundleRow, kind: str) -> tuple[str, str]:
    """What is wrong with a row, a segment of that kind, and the cure."""
    parts = _listed(objection.parts)
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
    }[objection.fault]
    return f"{row.name} {what}", cure


def warn_of_moved_rows(found: BundleChanges, path: str) -> Iterator[Problem]:
    """What does not come in, though it is done."""
    for row in found.moved:
        what = f"{row.name} is of a text that has changed since: “{_short(row.source)}”"
        cure = "Left out. Export anew, and carry your work over (PO: msgmerge)"
        yield Problem(path, row.at, what, cure, Severity.WARNING)


def _listed(parts: tuple[str, ...]) -> str:
    return ", ".join(f"“{part}”" for part in parts)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
