"""The checks: functions that yield the problems of a project, one module a family.

Each takes a `Project` and yields `Problem`s. A new rule is a function `check_…` in the module of
its family and a row in one of the lists below; a test compares the lists with the modules.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from entraide.content.checks import (
    accessibility,
    borrowed_words,
    channels,
    contacts,
    counts,
    dates,
    empty_texts,
    entry_references,
    glossary,
    guide,
    history,
    idle_settings,
    images,
    incident_log,
    known_facts,
    links,
    markup,
    numbers,
    opening_signs,
    operator,
    own_templates,
    parity,
    people,
    pins,
    placeholders,
    readability,
    revisions,
    segments,
    settings_entries,
)
from entraide.content.checks.memory import find_problems
from entraide.content.checks.project import Project, to_warning
from entraide.content.outline import Outline
from entraide.content.reader import SiteReading
from entraide.errors import Problem

Check = Callable[[Project], Iterator[Problem]]

# Ask about texts, one by one.
TEXT_CHECKS: tuple[Check, ...] = (
    entry_references.check_categories,
    entry_references.check_tags,
    entry_references.check_related_entries,
    entry_references.check_former_paths,
    revisions.check_changes,
    revisions.check_source_revisions,
    revisions.check_localised_notes,
    dates.check_dates,
    dates.check_planned_days,
    markup.check_field_markup,
    markup.check_markup,
    markup.check_image_descriptions,
    empty_texts.check_skeletons,
    empty_texts.check_empty_texts,
    placeholders.check_placeholder_names,
    placeholders.check_placeholder_fields,
    placeholders.check_block_placeholders,
    glossary.check_wordings,
    links.check_link_addresses,
    links.check_link_targets,
    links.check_image_files,
    contacts.check_contacts,
    contacts.check_names_of_people,
    contacts.check_deceptive_links,
    # What follows warns.
    markup.check_unseen_signs,
    markup.check_title_lengths,
    accessibility.check_heading_levels,
    accessibility.check_link_words,
    contacts.check_doubtful_links,
    parity.check_structure_parity,
    parity.check_heading_ids,
    parity.check_urgencies,
    parity.check_figure_parity,
    parity.check_link_parity,
    dates.check_review_dates,
    dates.check_waiting_days,
    dates.check_past_days,
    opening_signs.check_opening_signs,
)

# Ask about the project as a whole: its data, its settings, its past.
PROJECT_CHECKS: tuple[Check, ...] = (
    numbers.check_numbers,
    numbers.check_lost_numbers,
    numbers.check_lost_categories,
    segments.check_stray_records,
    images.check_images,
    operator.check_contact_category,
    settings_entries.check_entry_settings,
    settings_entries.check_home_categories,
    settings_entries.check_home_lists,
    settings_entries.check_home_choices,
    settings_entries.check_own_country,
    pins.check_pinned_answers,
    guide.check_guide,
    guide.check_scam_check,
    incident_log.check_incident_log,
    channels.check_channel_topics,
    channels.check_channel_numbers,
    channels.check_shared_numbers,
    channels.check_channel_days,
    known_facts.check_known_facts,
    # What follows warns.
    history.check_silent_changes,
    history.check_git_access,
    operator.check_operator_facts,
    operator.check_security_lifetime,
    markup.check_missing_words,
    own_templates.check_own_templates,
    idle_settings.check_idle_settings,
    borrowed_words.check_borrowed_words,
    pins.check_pinned_words,
    people.check_listed_people,
)

CHECKS = TEXT_CHECKS + PROJECT_CHECKS

# Too slow for every build, or the same at every build: only `entraide check` runs these.
SLOW_CHECKS: tuple[Check, ...] = (
    markup.check_interface_words,
    readability.check_readability,
    counts.check_ratings,
    counts.check_proposal_counts,
    segments.check_section_parity,
)


# Fail as long as files are missing, as when a help centre is moved here piece by piece:
# `entraide check --allow-missing` makes warnings of them.
MISSING_FILE_CHECKS: tuple[Check, ...] = (links.check_link_targets, links.check_image_files)


# Look at one entry at a time, so that what they have found may be remembered.
REMEMBERED_CHECKS: frozenset[Check] = frozenset(
    (*TEXT_CHECKS, readability.check_readability, segments.check_section_parity)
)


def check_project(  # noqa: PLR0913 - most callers say but two
    reading: SiteReading,
    today: date,
    outlines: Mapping[str, Outline] = MappingProxyType({}),
    checks: tuple[Check, ...] = CHECKS,
    advised: tuple[Check, ...] = (),
    *,
    remembers: bool = False,
) -> list[Problem]:
    """Return every problem of `reading` on the day `today`, in the order of the files.

    The problems that the reader found are among them. `outlines`, by path of the file, saves
    reading again what the caller has read already. Whatever the checks in `advised` find is a
    warning. Where it `remembers`, only entries that have changed since the last time are looked at.
    """
    project = Project(reading, today, outlines)
    by_memory = [check for check in checks if remembers and check in REMEMBERED_CHECKS]
    others = [check for check in checks if check not in by_memory]

    def run(checks: Iterable[Check], project: Project) -> list[Problem]:
        return [
            to_warning(problem) if check in advised else problem
            for check in checks
            for problem in check(project)
        ]

    problems = run(others, project)
    if by_memory:
        names = [f"{check.__module__}.{check.__name__} {check in advised}" for check in by_memory]
        problems += find_problems(project, names, partial(run, by_memory))
    return sorted([*reading.problems, *problems])


def iter_check_results(project: Project, checks: tuple[Check, ...]) -> Iterator[list[Problem]]:
    """Yield the problems that each check finds, so that whoever asks may stop before the end."""
    for check in checks:
        yield list(check(project))
