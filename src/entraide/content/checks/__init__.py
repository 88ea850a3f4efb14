"""The checks: one plain function a rule, one file a family, in the order below.

Each takes the `Project` and yields `Problem`s. A new rule is a function and a line here.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from entraide.content.checks import (
    bodies,
    channels,
    contacts,
    dates,
    fields,
    glossary,
    history,
    identity,
    links,
    named_entries,
    operator,
    parity,
    placeholders,
    proposals,
    ratings,
    readability,
    review,
    revisions,
    segments,
    unwritten,
)
from entraide.content.checks.project import Project, advice
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
    dates.future_dates,
    segments.unread_records,
    fields.marked_fields,
    bodies.unshowable_markup,
    bodies.undescribed_images,
    unwritten.untouched_skeletons,
    unwritten.empty_texts,
    placeholders.unknown_placeholders,
    placeholders.misplaced_placeholders,
    placeholders.embedded_blocks,
    glossary.forbidden_wordings,
    links.refused_links,
    links.missing_links,
    links.missing_images,
    contacts.outside_contacts,
    contacts.deceptive_links,
    operator.unknown_category,
    named_entries.unknown_entries,
    channels.unknown_topics,
    channels.impossible_numbers,
    channels.shared_numbers,
    channels.unfounded_channels,
    # What follows warns.
    contacts.doubtful_links,
    parity.different_structure,
    parity.different_ids,
    parity.different_figures,
    parity.different_links,
    review.overdue_reviews,
    history.silent_changes,
    history.unread_history,
    operator.missing_facts,
    operator.distant_security,
)

# Advice too dear for each build, or the same at each: `entraide check` alone asks for it.
LEISURELY: tuple[Check, ...] = (
    readability.uneasy_texts,
    ratings.stray_ratings,
    proposals.stray_proposals,
    segments.different_sections,
)


# What fails while a help centre is being brought along, until all of it is there.
OF_MISSING: tuple[Check, ...] = (links.missing_links, links.missing_images)


def check_project(
    reading: Reading,
    today: date,
    outlines: Mapping[str, Outline] = MappingProxyType({}),
    checks: tuple[Check, ...] = CHECKS,
    advised: tuple[Check, ...] = (),
) -> list[Problem]:
    """Everything wrong with the project on that day, in the order of its files.

    `outlines`, by path, spares the work of those that somebody has made already. What the checks
    of `advised` find is a warning.
    """
    project = Project(reading, today, outlines)
    found = (
        advice(problem) if check in advised else problem
        for check in checks
        for problem in check(project)
    )
    return sorted([*reading.problems, *found])
