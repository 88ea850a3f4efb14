"""Unwritten texts: what `entraide new` left for a writer, and pages with nothing on them.

A draft may have either; nobody else sees it.
"""

from collections.abc import Iterator

from entraide.content.checks.project import Project, at, in_body, in_matter
from entraide.content.skeleton import is_instruction, skeleton
from entraide.errors import ContentError, Problem
from entraide.model.entry import Status, Version

CURE = "Write the text, or make the entry a draft"
OF_LOCALISED = "Translate it, or delete the file until somebody does"


def untouched_skeletons(project: Project) -> Iterator[Problem]:
    """The words of the skeleton, in any language of the site: somebody may have copied a file."""
    instructions = _instructions(project)
    for version, cure in _seen(project):
        if version.summary.strip() in instructions:
            what = "this summary is the one that “entraide new” writes"
            yield in_matter(version, "summary", what, cure)
        for number, line in enumerate(version.body.split("\n")):
            if _bare(line) in instructions:
                what = f"“{_bare(line)}” is what “entraide new” writes, for you to write over"
                yield in_body(version, number, what, cure)


def empty_texts(project: Project) -> Iterator[Problem]:
    for version, cure in _seen(project):
        outline = project.outlines[version.path]
        shown = outline.prose or outline.placeholders or outline.images or outline.links
        if not (shown or outline.faults):
            yield Problem(version.path, at(version, "title"), "this page has no text", cure)


def _seen(project: Project) -> Iterator[tuple[Version, str]]:
    """Every version that readers get, and what to do about one that nobody has written."""
    for entry, version in project.versions:
        if entry.status is not Status.DRAFT:
            yield version, CURE if version is entry.source else OF_LOCALISED


def _instructions(project: Project) -> frozenset[str]:
    lines: set[str] = set()
    for locale in project.site.locales:
        try:
            summary, body = skeleton(project.settings, locale.code)
        except ContentError:  # its catalog has a mistake, and says so itself
            continue
        lines |= {summary, *(_bare(line) for line in body.split("\n") if is_instruction(line))}
    return frozenset(lines)


def _bare(line: str) -> str:
    """A line of the body without the mark of a list."""
    return line.strip().lstrip("0123456789-*+.) ").strip()
