"""The checks: one plain function a rule, one file a family, in the order below.

Each takes the `Project` and yields `Problem`s. A new rule is a function and a line here.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from entraide.content.checks import (
    bodies,
    history,
    identity,
    links,
    parity,
    placeholders,
    review,
    revisions,
)
from entraide.content.checks.project import Project
from entraide.content.outline import Outline
from entraide.content.reader import Reading
from entraide.errors import Problem

Check = Callable[[Project], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    identity.unknown_categories,
    identity.unknown_tags,
    identity.unknown_related,
    identity.colliding_paths,
    revisions.broken_history,
    revisions.future_sources,
    revisions.stray_notes,
    bodies.open_fences,
    bodies.level_one_headings,
    bodies.repeated_headings,
    bodies.html_tags,
    bodies.indented_code,
    bodies.disagreements,
    placeholders.unknown_placeholders,
    links.broken_links,
    links.missing_images,
    # What follows warns.
    parity.different_structure,
    parity.different_figures,
    parity.different_links,
    review.overdue_reviews,
    history.silent_changes,
)


def check_project(
    reading: Reading, today: date, outlines: Mapping[str, Outline] = MappingProxyType({})
) -> list[Problem]:
    """Everything wrong with the project on that day, in the order of its files.

    `outlines`, by path, spares the work of those that somebody has made already.
    """
    project = Project(reading, today, outlines)
    found = (problem for check in CHECKS for problem in check(project))
    return sorted([*reading.problems, *found])
