"""Checks of the guided path, which must lead on and end with help; and of the scam check."""

import os
from collections.abc import Iterator

from entraide.content.checks.listed_entries import check_listed_entries, check_topic_names
from entraide.content.checks.project import Project, to_warning
from entraide.content.data.files import read_data
from entraide.content.data.incident_log import FILE_STEM as INCIDENT_LOG
from entraide.content.data.paths import FILE_STEM
from entraide.content.data.scam_check import FILE_STEM as SCAM_CHECK
from entraide.errors import FileLine, Problem, ProblemLog, suggest_name
from entraide.model.guide import MOST_TAPS, GuideStep, find_circle, find_longest_paths


def check_guide(project: Project) -> Iterator[Problem]:
    """Yield answers that lead nowhere, ends without help, and ways that never end.

    Where a row was refused, nothing is said of steps that no answer leads to.
    """
    steps, is_whole = project.site.guide, not _has_refused_rows(project)
    for step in steps.values():
        for answer in step.answers if is_whole else ():
            if answer.to not in steps:
                what = f"“{step.id}” has an answer to “{answer.to}”, and no step is called so"
                cure = suggest_name(answer.to, steps)
                yield Problem(_make_location(project, answer.line), what, cure)
        location = _make_location(project, step.line)
        yield from check_listed_entries(project, location, step.id, (*step.entries, step.report))
        yield from check_topic_names(project, location, step.id, step.topics)
        yield from _check_other_pages(project, step)
    if is_whole:
        yield from _check_paths(project)


def _check_other_pages(project: Project, step: GuideStep) -> Iterator[Problem]:
    """Yield a problem where `step` leads to a scam check or a log of incidents that is missing.

    A file that exists and was refused is not missing.
    """
    pages = (
        (step.scam_check, SCAM_CHECK, "the scam check"),
        (step.incident_log, INCIDENT_LOG, "the log of incidents"),
    )
    for is_named, stem, shown in pages:
        if is_named and not os.path.lexists(project.settings.data / f"{stem}.yml"):
            what = f"“{step.id}” leads to {shown}, and there is no data/{stem}.yml"
            yield _make_problem(project, step, what, f"Write one, or take {stem}: out")


def check_scam_check(project: Project) -> Iterator[Problem]:
    """Yield each entry of the scam check that readers do not see."""
    check, settings = project.site.scam_check, project.settings
    if check:
        path = settings.make_relative(settings.data / f"{SCAM_CHECK}.yml")
        named = [(check.line, SCAM_CHECK, (*check.entries, check.report))]
        named += [(sign.line, "questions", sign.entries) for sign in check.signs]
        for line, name, numbers in named:
            yield from check_listed_entries(project, FileLine(path, line), name, numbers)


def _check_paths(project: Project) -> Iterator[Problem]:
    """Yield a circle, or else each end that takes too many answers and each step nobody gets to."""
    steps = project.site.guide
    if circle := find_circle(steps):
        what = f"“{circle[-1]}” leads back to “{circle[0]}”, so somebody may go round in circles"
        cure = "Let this answer lead to another step"
        yield _make_problem(project, steps[circle[-1]], what, cure)
        return
    paths = find_longest_paths(steps)
    for step in steps.values():
        path = paths.get(step.id, ())
        if step.is_end and len(path) > MOST_TAPS + 1:
            what = f"it takes {len(path) - 1} answers to get to “{step.id}”: " + ", ".join(path)
            yield _make_problem(project, step, what, f"Ask less: {MOST_TAPS} answers at most")
        if not path:
            what = f"no answer leads to “{step.id}”, so nobody gets there"
            cure = "Let an answer lead to it, or take it out"
            yield to_warning(_make_problem(project, step, what, cure))


def _has_refused_rows(project: Project) -> bool:
    """Say whether the file has a row that no step could be made of."""
    file = project.settings.data / f"{FILE_STEM}.yml"
    path = project.settings.make_relative(file)
    if not any(problem.path == path for problem in project.reading.problems):
        return False
    _, document = read_data(project.settings, file, ProblemLog())
    rows = document.value
    return not isinstance(rows, list) or len(rows) != len(project.site.guide)


def _make_problem(project: Project, step: GuideStep, what: str, cure: str) -> Problem:
    return Problem(_make_location(project, step.line), what, cure)


def _make_location(project: Project, line: int) -> FileLine:
    settings = project.settings
    return FileLine(settings.make_relative(settings.data / f"{FILE_STEM}.yml"), line)
