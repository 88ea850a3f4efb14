"""What the rows of a bundle change in a localised version, and which of them may come in.

A row comes in when it is done and differs from the version, or when the unit was marked as changed
and the row says that it is right as it is. All other rows are left out: a bundle that comes back as
it was exported changes nothing, whatever others have corrected meanwhile.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from entraide.content.field_types import VISIBLE
from entraide.errors import Problem, Severity
from entraide.exchange.conflict_messages import LeftOut, describe_left_out
from entraide.model.line_ends import unify_line_ends
from entraide.model.objections import Objection, ObjectionKind, find_objections, has_only_numbers
from entraide.model.segment import SegmentKind, SegmentState, compute_digest, is_copied
from entraide.model.segment_keys import FieldKey, SegmentKey
from entraide.translation.formats.bundle import BundlePart, UnitRow
from entraide.translation.formats.row_notes import compute_checksum
from entraide.translation.job import TranslationJob
from entraide.translation.units import TranslationUnit


class ConflictSide(StrEnum):
    """Whose text to take, where project and bundle have both changed the same one."""

    OURS = "ours"  # that of the project
    THEIRS = "theirs"  # that of the file


OUTER = " \t\r\n"
BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class VersionChanges:
    """The rows of `part` that come in, by the key of their unit in `job`.

    `left_out` has the rows that are done and do not come in, each with the reason.
    """

    job: TranslationJob
    part: BundlePart
    rows: Mapping[SegmentKey, UnitRow]
    left_out: Mapping[UnitRow, LeftOut]

    @property
    def texts(self) -> Mapping[SegmentKey, str]:
        """The target of each unit after the import, of those that have one."""
        texts = {unit.key: unit.target for unit in self.job.units if unit.target}
        return texts | {key: clean_text(row.target, key) for key, row in self.rows.items()}

    @property
    def borrowed_texts(self) -> Mapping[SegmentKey, str]:
        """The texts of the source that stand in the version in place of missing translations."""
        version = self.job.version
        if version and version.status is None:
            return {}
        known = self.texts
        return {unit.key: unit.source for unit in self.waiting if unit.key not in known}

    @property
    def machine_texts(self) -> Mapping[SegmentKey, str]:
        """The texts after the import that a machine translated and no person has read."""
        known = self.texts
        new = (key for key, row in self.rows.items() if row.by_machine)
        old = (u.key for u in self.job.units if u.by_machine and u.key not in self.rows)
        return {key: known[key] for key in (*old, *new)}

    @property
    def waiting(self) -> tuple[TranslationUnit, ...]:
        """The units that keep the version from being at the revision of its job."""
        return tuple(
            unit
            for unit in self.job.units
            if unit.is_needed and not unit.is_done and not self._is_read(unit)
        )

    @property
    def percent(self) -> int:
        """The percentage of the source, in words, that people have translated or read."""
        units = [unit for unit in self.job.units if unit.is_needed and unit.is_offered]
        words = {unit.key: len(unit.source.split()) for unit in units}
        unread = {*self.borrowed_texts, *self.machine_texts}
        total, lacking = sum(words.values()), sum(words.get(key, 0) for key in unread)
        return 100 * (total - lacking) // max(total, 1)

    def _is_read(self, unit: TranslationUnit) -> bool:
        """Return whether a row gives `unit` a text that a person has written or read."""
        return unit.key in self.rows and not self.rows[unit.key].by_machine


def find_changes(
    part: BundlePart,
    job: TranslationJob,
    earlier: Collection[str] = (),
    side: ConflictSide | None = None,
    pivots: Iterable[TranslationUnit] = (),
) -> VersionChanges:
    """Return what `part` changes; its rows are matched to units by key and digest of the source.

    `pivots` are units of `job` whose source is the text of another language. `earlier` has the
    digests of texts that the version had at some time. A text that somebody has corrected since its
    row was exported is replaced only if `side` is THEIRS.
    """
    return VersionChanges(job, part, *select_rows(part.rows, (*pivots, *job.units), earlier, side))


def select_rows(
    rows_there: Iterable[UnitRow],
    units_there: Iterable[TranslationUnit],
    earlier: Collection[str] = (),
    side: ConflictSide | None = None,
) -> tuple[dict[SegmentKey, UnitRow], dict[UnitRow, LeftOut]]:
    """Return the rows that come in, by key; then those that are done and left out, and why."""
    units = {(unit.key, compute_digest(unit.source)): unit for unit in units_there}
    rows: dict[SegmentKey, UnitRow] = {}
    left_out: dict[UnitRow, LeftOut] = {}
    for row in rows_there:
        if row.fuzzy or not re.search(VISIBLE, row.target) or _is_no_news(row):
            continue
        unit = units.get((row.key, compute_digest(row.source)))
        if unit is None:
            left_out[row] = LeftOut.MOVED
        elif row.target in (unit.target, f"{unit.target}\n"):
            if unit.state is SegmentState.CHANGED:
                rows[row.key] = row
        elif is_copied(row.source, row.target) and unit.is_guarded:
            left_out[row] = LeftOut.COPIED
        elif side is not ConflictSide.THEIRS and (why := _find_later_text(row, unit, earlier)):
            if side is None:
                left_out[row] = why
        else:
            rows[row.key] = row
    return rows, left_out


def _is_no_news(row: UnitRow) -> bool:
    """Return whether `row` still has the text that it was exported with, which was not fuzzy."""
    base = row.base
    return base is not None and not base.fuzzy and compute_checksum(row.target) == base.checksum


def mark_changed_row(row: UnitRow) -> UnitRow:
    """Return `row`, marked as done if its file has no states and somebody has changed its text."""
    if not row.unmarked or not row.target or row.base is None:
        return row
    untouched = row.base.checksum and compute_checksum(row.target) == row.base.checksum
    return row if untouched else replace(row, fuzzy=False, unmarked=False)


def _find_later_text(
    row: UnitRow, unit: TranslationUnit, earlier: Collection[str]
) -> LeftOut | None:
    """Return why `row` would undo a later correction; None if it would not."""
    if row.base is None:
        return LeftOut.EARLIER if compute_digest(row.target) in earlier else None
    there = compute_checksum(unit.target) if unit.target else ""
    return None if there == row.base.checksum else LeftOut.CORRECTED


def clean_text(text: str, key: SegmentKey) -> str:
    """Return `text` as it is written into a file.

    Blanks around it are removed. A field that is no list becomes one line.
    """
    text = unify_line_ends(text.strip(OUTER))
    is_list = isinstance(key, FieldKey) and key.field.is_list
    one_line = key.kind is SegmentKind.FIELD and not is_list
    return BLANKS.sub(" ", text) if one_line else text


def check_changes(changes: VersionChanges) -> Iterator[Problem]:
    """Yield what is wrong with the rows that come in, and a warning for each that is left out."""
    yield from judge_rows(changes.rows, changes.left_out, changes.job.units)


def judge_rows(
    rows: Mapping[SegmentKey, UnitRow],
    left_out: Mapping[UnitRow, LeftOut],
    units_there: Iterable[TranslationUnit],
) -> Iterator[Problem]:
    """Yield what is wrong with `rows`, and a warning for each row that is left out.

    `units_there` has the unit of each of `rows`.
    """
    units = {unit.key: unit for unit in units_there}
    for key, row in rows.items():
        unit = units[key]
        source = row.source or unit.target  # what only the target has is held to itself
        for objection in find_objections(source, row.target, unit.kind, guarded=unit.is_guarded):
            problem = describe_objection(objection, row, unit.kind)
            if row.as_meant and has_only_numbers(objection):
                cure = "Taken as meant, until one of the two texts changes"
                problem = replace(problem, cure=cure, severity=Severity.WARNING)
            yield problem
    for row, why in left_out.items():
        yield describe_left_out(row, why, units.get(row.key))


def describe_objection(objection: Objection, row: UnitRow, kind: str) -> Problem:
    """Return the problem of `row`, whose text for a segment of that `kind` has an objection."""
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
        ObjectionKind.BROKEN: (
            f"has {parts} without the other half",
            "Write the whole link, or both signs of the emphasis",
        ),
        ObjectionKind.LACKS: (f"lacks {parts} of its source", "Put it in, as it is there"),
        ObjectionKind.BESIDE: (
            f"has {parts}, which its source has not",
            "Take it out, or write it as the source does",
        ),
    }[objection.kind]
    if has_only_numbers(objection):
        cure += f"; if it is meant: --as-meant {row.name}"
    return Problem(row.location, f"{row.title} {what}", cure)


def describe_split(row: UnitRow, kind: str) -> Problem:
    """Return the problem of a text that Markdown does not read as one segment of that `kind`."""
    what = f"{row.title} would no longer be one {kind}"
    cure = "Write it without blank lines, and without signs of Markdown at its start"
    return Problem(row.location, what, cure)
