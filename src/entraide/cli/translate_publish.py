"""`entraide translate publish`: publish the finished parts of a translation that is a draft."""

from collections.abc import Iterator, Sequence
from datetime import date

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.plans import apply_plan, dry_run_option
from entraide.cli.translation_project import (
    TranslationProject,
    read_translations,
)
from entraide.content.dates import resolve_day
from entraide.content.docs.entry_editor import edit_version
from entraide.content.file_plan import ChangePlan
from entraide.errors import Argument, ContentError, EntraideError, Problem
from entraide.exchange.site_preview import VersionDraft, preview_site
from entraide.model.entry import Entry, VersionStatus
from entraide.model.segment_keys import FieldKey
from entraide.translation.job import TranslationJob


@click.command(
    "publish",
    cls=ExampleCommand,
    example="entraide translate publish 1029 --to de",
    short_help="Give readers a translation that was kept as a draft.",
)
@click.argument("words", metavar="ID...", nargs=-1, required=True)
@click.option("--to", "code", metavar="CODE", required=True, help="The locale, such as fr.")
@dry_run_option
def publish_translations(words: tuple[str, ...], code: str, *, dry_run: bool) -> None:
    """Publish translations that are drafts: readers get them from the next build on.

    What is not translated yet stands in the language of the original, and says so. The title and
    the summary must be translated, since lists show them.
    """
    project = read_translations()
    jobs = project.build_current_jobs(words, code)
    if problems := list(_iter_faults(jobs)):
        raise EntraideError(*problems)
    plan = ChangePlan()
    root = project.reading.settings.root
    for job in jobs:
        assert job.version is not None  # noqa: S101 - or it is a fault
        text = plan.read(root / job.version.path)
        is_whole = not (_list_missing(job) or _count_unread(job))
        facts = {"status": None if is_whole else VersionStatus.PARTIAL}
        plan.write(root / job.version.path, edit_version(text, job.version.path, facts))
    _refuse_mistakes(project, jobs, plan)
    apply_plan(plan, project.reading.settings, dry_run=dry_run)
    for job in jobs:
        _echo_result(job, dry_run=dry_run)


def _iter_faults(jobs: Sequence[TranslationJob]) -> Iterator[Problem]:
    """Yield each reason why a version cannot be published."""
    for job in jobs:
        name, where = f"entry {job.entry.id}", Argument("ID")
        if job.version is None:
            cure = f"Start it: entraide translate export --to {job.code} --id {job.entry.id}"
            yield Problem(where, f"{name} has no text in “{job.code}”", cure)
        elif job.version.status is not VersionStatus.DRAFT:
            yield Problem(where, f"{name} is no draft in “{job.code}”", "Leave it out")
        elif fields := [key for key in _list_missing(job) if isinstance(key, FieldKey)]:
            what = f"{name} lacks its {' and '.join(map(str, fields))} in “{job.code}”"
            yield Problem(where, what, f"Write it in {job.version.path}, then repeat this")


def _count_unread(job: TranslationJob) -> int:
    return sum(unit.by_machine for unit in job.units)


def _list_missing(job: TranslationJob) -> list[object]:
    return [unit.key for unit in job.units if unit.is_needed and not unit.target]


def _refuse_mistakes(
    project: TranslationProject, jobs: Sequence[TranslationJob], plan: ChangePlan
) -> None:
    """Raise ContentError for mistakes in the versions as readers would get them."""
    drafts = [_make_draft(job, project, plan) for job in jobs]
    reading = project.reading
    today: date = resolve_day(zone=reading.settings.time_zone)
    preview = preview_site(reading, drafts, today)
    paths = {draft.path for draft in drafts}
    errors = (*preview.problems, *preview.errors)
    if mistakes := [each for each in errors if each.path in paths or preview.is_new(each)]:
        raise ContentError(*mistakes)


def _make_draft(job: TranslationJob, project: TranslationProject, plan: ChangePlan) -> VersionDraft:
    entry: Entry = job.entry
    path = entry.localised[job.code].path
    text = plan.read(project.reading.settings.root / path)
    return VersionDraft(entry.id, job.code, path, text)


def _echo_result(job: TranslationJob, *, dry_run: bool) -> None:
    name = f"Entry {job.entry.id}, {job.code}:"
    click.echo(f"{name} {'would be' if dry_run else 'is'} published by the next build.")
    if missing := len(_list_missing(job)):
        click.echo(f"  Not translated, and shown in the language of the original: {missing}")
    if unread := _count_unread(job):
        click.echo(
            f"  Translated by a machine, and the page says so until somebody reads it: {unread}"
        )
