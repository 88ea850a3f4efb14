"""`entraide entry`: publish or archive entries, now or by the first build on or after a day.

Each command writes its own keys into the front matter of sources, and nothing else. The project is
first checked as it would be after the change to all entries together, and mistakes stop the
command.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from entraide.cli.arguments import DateParam, ExampleCommand
from entraide.cli.entry_choice import find_entries
from entraide.cli.plans import apply_plan, dry_run_option
from entraide.content.checks import check_project
from entraide.content.checks.project import Project
from entraide.content.dates import resolve_day
from entraide.content.docs.entry_editor import edit_source, remove_keys
from entraide.content.entry_removal import iter_inbound_links
from entraide.content.file_plan import ChangePlan
from entraide.content.reader import read_site
from entraide.content.settings import find_project, read_settings
from entraide.content.text_digests import compute_text_digest
from entraide.errors import Argument, ContentError, EntraideError, Problem, select_errors
from entraide.model.entry import Entry, Status
from entraide.terminal_text import escape_line

DAYS = ("publish_on", "archive_on")

entry_arguments = click.argument("words", metavar="ID...", nargs=-1, required=True)


@dataclass(frozen=True, slots=True)
class EntryEdit:
    """An entry as it is `after` a command, with the keys that it writes and removes."""

    after: Entry
    keys: Mapping[str, Any] = field(default_factory=dict)
    dropped_keys: tuple[str, ...] = ()


@click.group("entry")
def edit_entry() -> None:
    """Publish or archive entries, now or on a day. ID is the number of one, or its address."""


@edit_entry.command("publish", cls=ExampleCommand, example="entraide entry publish 1029 1030")
@entry_arguments
@dry_run_option
def publish_entries(words: tuple[str, ...], *, dry_run: bool) -> None:
    """Publish entries: readers get them from the next build on.

    Refused while “entraide check” finds a mistake in one, also in a translation. Drafts that link
    to each other are published with one command.
    """
    project, entries = _read(words)
    entries = _leave_out(entries, Status.PUBLISHED, "Build the site: entraide build")
    _write(project, [_plan_publication(project, each) for each in entries], dry_run=dry_run)
    _echo_results(entries, "published by the next build", dry_run=dry_run)


def _plan_publication(project: Project, entry: Entry) -> EntryEdit:
    # A day that archived an entry, or that is over, would do so again.
    is_over = entry.archive_on is not None and entry.archive_on <= project.today
    archive_on = None if is_over or entry.status is Status.ARCHIVED else entry.archive_on
    after = replace(entry, status=Status.PUBLISHED, publish_on=None, archive_on=archive_on)
    keys = {"status": Status.PUBLISHED.value} | _remember(entry, project)
    return EntryEdit(after, keys, ("publish_on",) if archive_on else DAYS)


@edit_entry.command("archive", cls=ExampleCommand, example="entraide entry archive 1029")
@entry_arguments
@dry_run_option
def archive_entries(words: tuple[str, ...], *, dry_run: bool) -> None:
    """Archive entries: each stays at its address with a warning, and no list has it any more.

    Links to them in other texts are listed. They still work.
    """
    project, entries = _read(words)
    entries = _leave_out(entries, Status.ARCHIVED, "To take it out: entraide remove")
    _write(project, [_plan_archiving(project, each) for each in entries], dry_run=dry_run)
    _echo_links(project, entries)
    _echo_results(entries, "archived by the next build", dry_run=dry_run)


def _plan_archiving(project: Project, entry: Entry) -> EntryEdit:
    after = replace(entry, status=Status.ARCHIVED, publish_on=None, archive_on=None)
    keys = {"status": Status.ARCHIVED.value}
    if entry.status is Status.DRAFT:
        keys |= _remember(entry, project)
    return EntryEdit(after, keys, DAYS)


@edit_entry.command(
    "schedule",
    cls=ExampleCommand,
    example="entraide entry schedule 1029 --publish-on 2030-01-04",
)
@entry_arguments
@click.option("--publish-on", type=DateParam(), metavar="DATE", help="Publish a draft on this day.")
@click.option("--archive-on", type=DateParam(), metavar="DATE", help="Archive it on this day.")
@click.option("--never", is_flag=True, help="Take back both days.")
@dry_run_option
def schedule_entries(
    words: tuple[str, ...],
    publish_on: date | None,
    archive_on: date | None,
    *,
    never: bool,
    dry_run: bool,
) -> None:
    """Publish or archive entries by the first build on a day or after it.

    So the site has to be built every day. A day that is over is refused. A day begins as
    `time_zone` in data/settings.yml says.
    """
    if never and (publish_on or archive_on):
        raise _refuse("--never", "it takes back both days", "Leave the days out, or --never")
    if not (never or publish_on or archive_on):
        cure = "Give it, or --archive-on, or --never alone"
        raise _refuse("--publish-on", "no day is given", cure)
    days = {"publish_on": publish_on, "archive_on": archive_on}
    keys = {name: day for name, day in days.items() if day}
    project, entries = _read(words)
    _refuse_past_days(keys, project.today)
    _refuse_late_days(entries, keys)
    _write(project, [_plan_days(project, each, keys) for each in entries], dry_run=dry_run)
    if archive_on:
        _echo_links(project, entries)
    shown = ", ".join(f"{name}: {day}" for name, day in keys.items()) or "no day any more"
    for entry in entries:
        click.echo(f"Entry {entry.id} {'would have' if dry_run else 'has'} {shown}.")
        if archive_on and entry.status is Status.DRAFT and not (publish_on or entry.publish_on):
            what = "it is a draft, and is archived on that day only if it is published before."
            click.echo(f"Entry {entry.id}: {what}", err=True)


def _plan_days(project: Project, entry: Entry, days: Mapping[str, Any]) -> EntryEdit:
    """Plan the days of an entry; without `days`, plan that it has none."""
    if not days:
        after = replace(entry, publish_on=None, archive_on=None)
        is_waiting = entry.status is Status.DRAFT and entry.publish_on
        return EntryEdit(after, dropped_keys=(*DAYS, "digest") if is_waiting else DAYS)
    after = replace(entry, **days)
    if "publish_on" not in days:
        return EntryEdit(after, days)
    return EntryEdit(replace(after, status=Status.PUBLISHED), {**days, **_remember(entry, project)})


def _refuse_past_days(days: Mapping[str, date], today: date) -> None:
    """Raise EntraideError for days that are over: another command does that at once."""
    problems = []
    for name, day in days.items():
        if day < today:
            verb = name.partition("_")[0]
            what, cure = (
                f"{day} is over (today is {today})",
                f"To do it now: entraide entry {verb} ID",
            )
            problems.append(Problem(Argument(f"--{name.replace('_', '-')}"), what, cure))
    if problems:
        raise EntraideError(*problems)


def _refuse_late_days(entries: Iterable[Entry], days: Mapping[str, date]) -> None:
    """Raise EntraideError for a day whose effect the entry has already."""
    problems = []
    for entry in entries:
        is_now = f"entry {entry.id} is {entry.status} already"
        if "publish_on" in days and entry.status is not Status.DRAFT and not entry.publish_on:
            problems.append(Problem(Argument("ID"), is_now, "Leave --publish-on out"))
        if "archive_on" in days and entry.status is Status.ARCHIVED and not entry.archive_on:
            problems.append(Problem(Argument("ID"), is_now, "Leave --archive-on out"))
    if problems:
        raise EntraideError(*problems)


def _read(words: Iterable[str]) -> tuple[Project, list[Entry]]:
    reading = read_site(read_settings(find_project(Path.cwd())))
    project = Project(reading, resolve_day(zone=reading.settings.time_zone))
    return project, find_entries(words, reading)


def _refuse(option: str, what: str, cure: str) -> EntraideError:
    return EntraideError(Problem(Argument(option), what, cure))


def _leave_out(entries: Iterable[Entry], status: Status, cure: str) -> list[Entry]:
    """Return the entries that are not yet in that state for good; EntraideError if none is left.

    Those left out are named.
    """
    day = "publish_on" if status is Status.PUBLISHED else "archive_on"
    finals = [each for each in entries if each.status is status and not getattr(each, day)]
    left = [each for each in entries if each not in finals]
    problems = [
        Problem(Argument("ID"), f"entry {each.id} is {status} already", cure) for each in finals
    ]
    if not left:
        raise EntraideError(*problems)
    for problem in problems:
        click.echo(problem, err=True)
    return left


def _remember(entry: Entry, project: Project) -> dict[str, str]:
    """Return the digest of a text that is being published, as keys, to notice later changes."""
    if entry.digest:
        return {}
    digest = compute_text_digest(entry.source, project.numbers_by_address, project.settings)
    return {"digest": digest}


def _write(project: Project, edits: Iterable[EntryEdit], *, dry_run: bool) -> None:
    """Write the plan; ContentError if the entry, or a text that needs it, has a mistake then."""
    _refuse_mistakes(project, [edit.after for edit in edits])
    plan, settings = ChangePlan(), project.settings
    for edit in edits:
        path = edit.after.source.path
        text = remove_keys(plan.read(settings.root / path), edit.dropped_keys)
        if edit.keys:
            text = edit_source(text, path, edit.keys)
        plan.write(settings.root / path, text)
    apply_plan(plan, settings, dry_run=dry_run)


def _refuse_mistakes(project: Project, entries: Iterable[Entry]) -> None:
    """Raise ContentError for mistakes in the entries as they would be, or that they would make."""
    reading = project.reading
    site = replace(
        reading.site, entries={**reading.site.entries, **{each.id: each for each in entries}}
    )
    before = set(select_errors(check_project(reading, project.today, project.outlines)))
    texts = (text for each in entries for text in (each.source, *each.localised.values()))
    own_paths = {text.path for text in texts}
    then = replace(reading, site=site)
    errors = select_errors(check_project(then, project.today, project.outlines))
    if mistakes := [each for each in errors if each.path in own_paths or each not in before]:
        raise ContentError(*mistakes)


def _echo_links(project: Project, entries: Iterable[Entry]) -> None:
    for entry in entries:
        for problem in iter_inbound_links(project, entry):
            click.echo(escape_line(f"{problem.location}: {problem.message}"))


def _echo_results(entries: Iterable[Entry], what: str, *, dry_run: bool) -> None:
    for entry in entries:
        click.echo(f"Entry {entry.id} {'would be' if dry_run else 'is'} {what}.")
