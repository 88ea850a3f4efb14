"""Texts that nobody has written: the words that `entraide new` put there, and empty pages.

A draft may have them, since only staff see it, unless a later build is to publish it.
"""

from collections.abc import Iterator

from entraide.content.checks.project import (
    Project,
    make_body_problem,
    make_field_problem,
)
from entraide.content.docs.entry_skeleton import is_instruction, make_skeleton
from entraide.errors import ContentError, Problem
from entraide.model.entry import Status, Version

EMPTY_TEXT_CURE = "Write the text; until then the entry has to be a draft"
LOCALISED_CURE = "Translate it, or delete the file until somebody does"


def check_skeletons(project: Project) -> Iterator[Problem]:
    """Yield summaries and lines that `entraide new` wrote, in any language of the site.

    Any, because somebody may have copied the file of another locale.
    """
    instructions = _list_instructions(project)
    for version, cure in _iter_public_versions(project):
        if version.summary.strip() in instructions:
            what = "this summary is the one that “entraide new” writes"
            yield make_field_problem(version, "summary", what, cure)
        for number, line in enumerate(version.body.split("\n")):
            if _strip_mark(line) in instructions:
                what = f"“{_strip_mark(line)}” is what “entraide new” writes, for you to write over"
                yield make_body_problem(version, number, what, cure)


def check_empty_texts(project: Project) -> Iterator[Problem]:
    """Yield pages whose body shows nothing."""
    for version, cure in _iter_public_versions(project):
        outline = project.outlines[version.path]
        shown = outline.prose or outline.placeholders or outline.images or outline.links
        if not (shown or outline.faults):
            yield make_field_problem(version, "title", "this page has no text", cure)


def _iter_public_versions(project: Project) -> Iterator[tuple[Version, str]]:
    """Yield the versions that readers get, and the cure where nobody has written one."""
    for entry, version in project.versions:
        if entry.status is not Status.DRAFT or entry.publish_on:
            yield version, EMPTY_TEXT_CURE if version is entry.source else LOCALISED_CURE


def _list_instructions(project: Project) -> frozenset[str]:
    """Return the summary and the instructions of the skeleton in every locale."""
    lines: set[str] = set()
    for locale in project.site.locales:
        try:
            summary, body = make_skeleton(project.settings, locale.code)
        except ContentError:  # its catalog has a mistake, and says so itself
            continue
        lines |= {
            summary,
            *(_strip_mark(line) for line in body.split("\n") if is_instruction(line)),
        }
    return frozenset(lines)


def _strip_mark(line: str) -> str:
    """Return a line of the body without the mark of a list."""
    return line.strip().lstrip("0123456789-*+.) ").strip()
