"""The checks: functions that yield the problems of a project, one module a family.

Each takes a `Project` and yields `Problem`s. A new rule is a function `check_…` in the module of
its family and a row in one of the lists below; a test compares the lists with the modules.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
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
    history,
    images,
    known_facts,
    links,
    markup,
    numbers,
    opening_signs,
    operator,
    own_templates,
    parity,
    placeholders,
    readability,
    revisions,
    segments,
    settings_entries,
)
from entraide.content.checks.project import Project, to_warning
from entraide.content.outline import Outline
from entraide.content.reader import SiteReading
from entraide.errors import Problem

Check = Callable[[Project], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    entry_references.check_categories,
    entry_references.check_tags,
    entry_references.check_related_entries,
    entry_references.check_former_paths,
    numbers.check_numbers,
    numbers.check_lost_numbers,
    revisions.check_changes,
    revisions.check_source_revisions,
    revisions.check_localised_notes,
    dates.check_dates,
    dates.check_planned_days,
    segments.check_stray_records,
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
    images.check_images,
    contacts.check_contacts,
    contacts.check_names_of_people,
    contacts.check_deceptive_links,
    operator.check_contact_category,
    settings_entries.check_entry_settings,
    settings_entries.check_home_categories,
    settings_entries.check_own_country,
    channels.check_channel_topics,
    channels.check_channel_numbers,
    channels.check_shared_numbers,
    channels.check_channel_days,
    known_facts.check_known_facts,
    # What follows warns.
    accessibility.check_heading_levels,
    accessibility.check_link_words,
    contacts.check_doubtful_links,
    parity.check_structure_parity,
    parity.check_heading_ids,
    parity.check_figure_parity,
    parity.check_link_parity,
    dates.check_review_dates,
    history.check_silent_changes,
    history.check_git_access,
    operator.check_operator_facts,
    operator.check_security_lifetime,
    markup.check_missing_words,
    opening_signs.check_opening_signs,
    own_templates.check_own_templates,
    borrowed_words.check_borrowed_words,
)

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


def check_project(
    reading: SiteReading,
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
    problems = (
        to_warning(problem) if check in advised else problem
        for check in checks
        for problem in check(project)
    )
    return sorted([*reading.problems, *problems])
