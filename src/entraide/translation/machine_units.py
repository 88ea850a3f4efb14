"""Units that a machine translated: a person has to read each of them before it is current.

The record beside a version has the digests of such texts. So a text that a person changes is no
longer the machine's, and one that a person has found right is taken out of the record.
"""

from collections.abc import Container, Iterable

from entraide.content.version_text import VersionText
from entraide.model.segment import SegmentKind, SegmentState, compute_digest
from entraide.translation.units import TranslationUnit

MACHINE_REMARK = "A machine translated this, and nobody has read it since. When it is right, take "
MACHINE_REMARK += "the mark away"


def mark_machine_units(
    units: Iterable[TranslationUnit], target: VersionText, digests: Container[str]
) -> list[TranslationUnit]:
    """Return `units`, with `by_machine` set where a segment of `target` is in `digests`."""
    return [_mark(unit) if _is_by_machine(unit, target, digests) else unit for unit in units]


def _mark(unit: TranslationUnit) -> TranslationUnit:
    remark = "\n".join(filter(None, (unit.remark, MACHINE_REMARK)))
    return unit._replace(state=SegmentState.CHANGED, remark=remark, by_machine=True)


def _is_by_machine(unit: TranslationUnit, target: VersionText, digests: Container[str]) -> bool:
    """Return whether a machine made any part of `unit`; what only the target has is left alone."""
    if not unit.target or unit.state is SegmentState.KEPT:
        return False
    if unit.kind is SegmentKind.FIELD:
        return compute_digest(unit.target) in digests
    return any(target.segments[at].digest in digests for at in unit.target_at)
