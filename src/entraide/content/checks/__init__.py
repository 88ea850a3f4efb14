"""The checks: functions that yield the problems of a project, one module a family.

Each takes a `Project` and yields `Problem`s. A new rule is a function `check_…` in the module of
its family and a row in one of the lists below; a test compares the lists with the modules.
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

# Too slow for every build, or the same at every build: only `entraide check` runs these.
LEISURELY: tuple[Check, ...] = (
    readability.uneasy_texts,
    ratings.stray_ratings,
    proposals.stray_proposals,
    segments.different_sections,
)


# Fail as long as files are missing, as when a help centre is moved here piece by piece:
# `entraide check --allow-missing` makes warnings of them.
OF_MISSING: tuple[Check, ...] = (links.missing_links, links.missing_images)


def check_project(
    reading: Reading,
    today: date,
    outlines: Mapping[str, Outline] = MappingProxyType({}),
    checks: tuple[Check, ...] = CHECKS,
    advised: tuple[Check, ...] = (),
) -> list[Problem]:
    """Return every problem of `reading` on the day `today`, in the order of the files.

    The problems that the reader found are among them. `outlines`, by path of the file, saves
    reading again what the caller has read already. Whatever the checks in `advised` find is a
    warning.
    """
    project = Project(reading, today, outlines)
    found = (
        advice(problem) if check in advised else problem
        for check in checks
        for problem in check(project)
    )
    return sorted([*reading.problems, *found])
