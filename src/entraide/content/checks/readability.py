"""Readability: texts that a frightened person can read on a phone.

Only `entraide check` runs it: counting syllables takes as long as building the pages.
"""

from collections.abc import Iterator

from entraide.content.checks.project import Project, make_body_problem, to_warning
from entraide.content.inserted_words import iter_inserted_sentences
from entraide.content.readability import measure_readability
from entraide.errors import Problem
from entraide.model.entry import LocalisedVersion, Status


def check_readability(project: Project) -> Iterator[Problem]:
    """Warn of published texts that are hard to read, too short or too long."""
    for entry, version in project.versions:
        is_partial = isinstance(version, LocalisedVersion) and version.status
        if entry.status is not Status.PUBLISHED or is_partial:
            continue
        lang = project.site.get_locale(version.locale).lang
        inserted = iter_inserted_sentences(version.body, project.site, version.locale)
        goals = project.settings.reading_ease, project.settings.words
        reading = measure_readability(version.body, lang, inserted, *goals)
        if reading.is_hard:
            what = (
                f"this text is hard to read: it scores {reading.score}, less than {reading.wanted}"
            )
            cure = "Write shorter sentences and shorter words"
            yield to_warning(make_body_problem(version, 0, what, cure))
        if not reading.is_right_length:
            limits = f"{reading.limits.shortest} to {reading.limits.longest}"
            what = f"this text has {reading.words} words, not {limits}"
            cure = "Say all that is needed" if reading.is_short else "Make two entries of it"
            yield to_warning(make_body_problem(version, 0, what, cure))
