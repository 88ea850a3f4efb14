"""`entraide entry`: publish or archive an entry, now or on a day that a later build waits for.

Each command writes its own keys into the front matter of the source, and nothing else. None does
what would be a mistake: the project is checked as it would be.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from entraide.cli.arguments import DateParam
from entraide.cli.entry_choice import find_entry
from entraide.cli.plans import apply_plan, dry_run_option
from entraide.content.checks import check_project
from entraide.content.checks.project import Project
from entraide.content.dates import resolve_day
from entraide.content.docs.entry_editor import edit_source, remove_source_keys
from entraide.content.entry_removal import iter_inbound_links
from entraide.content.file_plan import ChangePlan
from entraide.content.reader import read_site
from entraide.content.settings import find_project, read_settings
from entraide.content.text_digests import compute_text_digest
from entraide.errors import Argument, ContentError, EntraideError, Problem, select_errors
from entraide.model.entry import Entry, Status
from entraide.terminal_text import escape_line

DAYS = ("publish_on", "archive_on")


@click.group("entry")
def edit_entry() -> None:
    """Publish or archive an entry, now or on a day. ID is its number or its address."""


@edit_entry.command("publish")
@click.argument("word", metavar="ID")
@dry_run_option
def publish_entry(word: str, *, dry_run: bool) -> None:
    """Publish entry ID: readers get it from the next build on.

    Refused while “entraide check” finds a mistake in it, also in a translation.
    """
    project, entry = _read(word)
    if entry.status is Status.PUBLISHED and not entry.publish_on:
        raise _refuse(f"entry {entry.id} is published already", "Build the site: entraide build")
    # The day that archived an entry would do so again.
    archive_on = None if entry.status is Status.ARCHIVED else entry.archive_on
    after = replace(entry, status=Status.PUBLISHED, publish_on=None, archive_on=archive_on)
    facts = {"status": Status.PUBLISHED.value} | _remember(entry, project)
    _write(project, after, facts, ("publish_on",) if archive_on else DAYS, dry_run=dry_run)
    click.echo(f"Entry {entry.id} {_tell(dry_run=dry_run)} published by the next build.")


@edit_entry.command("archive")
@click.argument("word", metavar="ID")
@dry_run_option
def archive_entry(word: str, *, dry_run: bool) -> None:
    """Archive entry ID: it stays at its address with a warning, and no list has it any more.

    Links to it in other texts are listed. They still work.
    """
    project, entry = _read(word)
    if entry.status is Status.ARCHIVED and not entry.archive_on:
        raise _refuse(f"entry {entry.id} is archived already", "To take it out: entraide remove")
    after = replace(entry, status=Status.ARCHIVED, publish_on=None, archive_on=None)
    facts = {"status": Status.ARCHIVED.value}
    if entry.status is Status.DRAFT:
        facts |= _remember(entry, project)
    _write(project, after, facts, DAYS, dry_run=dry_run)
    _echo_links(project, entry)
    click.echo(f"Entry {entry.id} {_tell(dry_run=dry_run)} archived by the next build.")


@edit_entry.command("schedule")
@click.argument("word", metavar="ID")
@click.option("--publish-on", type=DateParam(), metavar="DATE", help="Publish a draft on this day.")
@click.option("--archive-on", type=DateParam(), metavar="DATE", help="Archive it on this day.")
@click.option("--never", is_flag=True, help="Take back both days.")
@dry_run_option
def schedule_entry(
    word: str, publish_on: date | None, archive_on: date | None, *, never: bool, dry_run: bool
) -> None:
    """Publish or archive entry ID by the first build on a day or after it.

    So the site has to be built every day. A day begins as `time_zone` in data/settings.yml says.
    """
    project, entry = _read(word)
    days = {"publish_on": publish_on, "archive_on": archive_on}
    facts: dict[str, Any] = {name: day for name, day in days.items() if day}
    _refuse_days(entry, publish_on, archive_on, never=never)
    after = replace(entry, **(dict.fromkeys(DAYS) if never else facts))
    if publish_on:
        after = replace(after, status=Status.PUBLISHED)
        facts |= _remember(entry, project)
    _write(project, after, facts, DAYS if never else (), dry_run=dry_run)
    if archive_on:
        _echo_links(project, entry)
    words = ", ".join(f"{name}: {day}" for name, day in days.items() if day) or "no day any more"
    click.echo(f"Entry {entry.id} {'would have' if dry_run else 'has'} {words}.")


def _refuse_days(
    entry: Entry, publish_on: date | None, archive_on: date | None, *, never: bool
) -> None:
    """Raise EntraideError where days are missing, contradict each other, or would do nothing."""
    if never and (publish_on or archive_on):
        raise _refuse("--never takes back both days", "Leave the days out, or --never")
    if not (never or publish_on or archive_on):
        raise _refuse("no day is given", "Add --publish-on, --archive-on, or --never alone")
    is_now = f"entry {entry.id} is {entry.status} already"
    if publish_on and entry.status is not Status.DRAFT and not entry.publish_on:
        raise _refuse(is_now, "Leave --publish-on out")
    if archive_on and entry.status is Status.ARCHIVED and not entry.archive_on:
        raise _refuse(is_now, "Leave --archive-on out")


def _read(word: str) -> tuple[Project, Entry]:
    reading = read_site(read_settings(find_project(Path.cwd())))
    project = Project(reading, resolve_day(zone=reading.settings.time_zone))
    return project, find_entry(word, reading)


def _refuse(what: str, cure: str) -> EntraideError:
    return EntraideError(Problem(Argument("ID"), what, cure))


def _remember(entry: Entry, project: Project) -> dict[str, str]:
    """Return the digest of a text that is published, so that later changes are noticed."""
    if entry.digest:
        return {}
    digest = compute_text_digest(entry.source, project.numbers_by_address, project.settings)
    return {"digest": digest}


def _write(
    project: Project,
    after: Entry,
    facts: Mapping[str, Any],
    dropped_keys: tuple[str, ...],
    *,
    dry_run: bool,
) -> None:
    """Write the facts of an entry; ContentError where it, or what needs it, is a mistake then."""
    reading, settings = project.reading, project.settings
    entries = {**project.site.entries, after.id: after}
    then = replace(reading, site=replace(reading.site, entries=entries))
    before = set(select_errors(check_project(reading, project.today, project.outlines)))
    own_paths = {each.path for each in (after.source, *after.localised.values())}
    errors = select_errors(check_project(then, project.today, project.outlines))
    if mistakes := [each for each in errors if each.path in own_paths or each not in before]:
        raise ContentError(*mistakes)
    file = settings.root / after.source.path
    plan = ChangePlan()
    text = remove_source_keys(plan.read(file), dropped_keys)
    plan.write(file, edit_source(text, after.source.path, facts))
    apply_plan(plan, settings, dry_run=dry_run)


def _echo_links(project: Project, entry: Entry) -> None:
    for problem in iter_inbound_links(project, entry):
        click.echo(escape_line(f"{problem.location}: this links to it"))


def _tell(*, dry_run: bool) -> str:
    return "would be" if dry_run else "is"
