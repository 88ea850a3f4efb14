"""Segments: sections that two languages build differently, and records beside no version."""

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
    """Warn of sections that translators get as one unit, since their structure differs."""
    for source, version in current_pairs(project):
        ours, theirs = cut(source.body), cut(version.body)
        units = correspond([one.segment for one in ours], [one.segment for one in theirs])
        for unit in units:
            if unit.whole_section:
                yield advice(_make_problem(unit, source, ours, version, theirs))


def _make_problem(
    unit: Unit,
    source: Version,
    ours: list[Cut],
    version: LocalisedVersion,
    theirs: list[Cut],
) -> Problem:
    there = f"{source.path}:{source.body_line + _find_line(source, ours, unit.source)}"
    here, section = _name_section(unit.target), _name_section(unit.source)
    what = f"{here} is built otherwise than {section}, {there}"
    if not unit.target:
        what = f"{section}, {there}, has no section here"
    if not unit.source:
        what = f"{here} has no section in {source.path}"
    cure = "Build both alike, or translators get it as one piece"
    return in_body(version, _find_line(version, theirs, unit.target), what, cure)


def _name_section(segments: tuple[Segment, ...]) -> str:
    """Return what to call the section that `segments` begin."""
    heading = next((one.text for one in segments if one.kind is SegmentKind.HEADING), "")
    return f"the section “{heading}”" if heading else "what stands above the first heading"


def _find_line(version: Version, cuts: list[Cut], segments: tuple[Segment, ...]) -> int:
    """Return the line of the first of `segments` in the body, from 0; the last line for none."""
    starts = (one.runs[0].start for one in cuts if segments and one.segment == segments[0])
    return version.body.count("\n", 0, next(starts, len(version.body.rstrip("\n"))))


def unread_records(project: Project) -> Iterator[Problem]:
    """Yield records of segments beside no version, which nothing reads."""
    yield from stray_records(project.settings)
