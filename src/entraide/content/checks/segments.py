"""Segments: sections that two languages build differently, and records beside no version."""

from collections.abc import Iterator

from entraide.content.checks.parity import iter_current_pairs
from entraide.content.checks.project import Project, make_body_problem, to_warning
from entraide.content.provenance_files import check_records
from entraide.content.segmentation import SegmentCut, cut_segments
from entraide.errors import Problem
from entraide.model.alignment import AlignedSegments, align_segments
from entraide.model.entry import LocalisedVersion, Version
from entraide.model.segment import Segment, SegmentKind


def check_section_parity(project: Project) -> Iterator[Problem]:
    """Warn of sections that translators get as one unit, since their structure differs."""
    for source, version in iter_current_pairs(project):
        ours, theirs = cut_segments(source.body), cut_segments(version.body)
        units = align_segments([cut.segment for cut in ours], [cut.segment for cut in theirs])
        for unit in units:
            if unit.is_whole_section:
                yield to_warning(_make_problem(unit, source, ours, version, theirs))


def _make_problem(
    unit: AlignedSegments,
    source: Version,
    ours: list[SegmentCut],
    version: LocalisedVersion,
    theirs: list[SegmentCut],
) -> Problem:
    there = f"{source.path}:{source.body_line + _find_line(source, ours, unit.source)}"
    here, section = _name_section(unit.target), _name_section(unit.source)
    what = f"{here} is built otherwise than {section}, {there}"
    if not unit.target:
        what = f"{section}, {there}, has no section here"
    if not unit.source:
        what = f"{here} has no section in {source.path}"
    cure = "Build both alike, or translators get it as one piece"
    return make_body_problem(version, _find_line(version, theirs, unit.target), what, cure)


def _name_section(segments: tuple[Segment, ...]) -> str:
    """Return what to call the section that `segments` begin."""
    heading = next(
        (segment.text for segment in segments if segment.kind is SegmentKind.HEADING), ""
    )
    return f"the section “{heading}”" if heading else "what stands above the first heading"


def _find_line(version: Version, cuts: list[SegmentCut], segments: tuple[Segment, ...]) -> int:
    """Return the line of the first of `segments` in the body, from 0; the last line for none."""
    starts = (cut.runs[0].start for cut in cuts if segments and cut.segment == segments[0])
    return version.body.count("\n", 0, next(starts, len(version.body.rstrip("\n"))))


def check_stray_records(project: Project) -> Iterator[Problem]:
    """Yield records of segments beside no version, which nothing reads."""
    yield from check_records(project.settings, project.docs_files)
