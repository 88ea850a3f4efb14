"""Segments: where two languages are built otherwise, and records that stand beside no version."""

from collections.abc import Iterator

from entraide.content.checks.parity import current_pairs
from entraide.content.checks.project import Project, advice, in_body
from entraide.content.cut import Cut, cut
from entraide.content.segment_files import stray_records
from entraide.errors import Problem
from entraide.model.alignment import Unit, correspond
from entraide.model.entry import LocalisedVersion, Version
from entraide.model.segment import Segment, SegmentKind


def different_sections(project: Project) -> Iterator[Problem]:
    """Sections that translators get as one piece, for want of the same structure."""
    for source, version in current_pairs(project):
        ours, theirs = cut(source.body), cut(version.body)
        units = correspond([one.segment for one in ours], [one.segment for one in theirs])
        for unit in units:
            if unit.whole_section:
                yield advice(_problem(unit, source, ours, version, theirs))


def _problem(
    unit: Unit,
    source: Version,
    ours: list[Cut],
    version: LocalisedVersion,
    theirs: list[Cut],
) -> Problem:
    there = f"{source.path}:{source.body_line + _line(source, ours, unit.source)}"
    what = f"{_named(unit.target)} is built otherwise than {_named(unit.source)}, {there}"
    if not unit.target:
        what = f"{_named(unit.source)}, {there}, has no section here"
    if not unit.source:
        what = f"{_named(unit.target)} has no section in {source.path}"
    cure = "Build both alike, or translators get it as one piece"
    return in_body(version, _line(version, theirs, unit.target), what, cure)


def _named(segments: tuple[Segment, ...]) -> str:
    heading = next((one.text for one in segments if one.kind is SegmentKind.HEADING), "")
    return f"the section “{heading}”" if heading else "what stands above the first heading"


def _line(version: Version, cuts: list[Cut], segments: tuple[Segment, ...]) -> int:
    """The line of the first of `segments`, from 0; the end of the body for none."""
    starts = (one.runs[0].start for one in cuts if segments and one.segment == segments[0])
    return version.body.count("\n", 0, next(starts, len(version.body.rstrip("\n"))))


def unread_records(project: Project) -> Iterator[Problem]:
    yield from stray_records(project.settings)
