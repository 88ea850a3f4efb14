"""`entraide remove`: an entry goes for good, and its addresses say what became of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from entraide.cli.arguments import as_of_option
from entraide.cli.entry_choice import find_entry, refuse_broken_files
from entraide.cli.plans import apply_plan, dry_run_option
from entraide.content.checks.project import Project
from entraide.content.checks.settings_entries import iter_entry_settings
from entraide.content.dates import resolve_day
from entraide.content.entry_removal import (
    find_lost_entry,
    iter_inbound_links,
    plan_removal,
)
from entraide.content.field_types import HTTPS, SHAPES
from entraide.content.file_plan import ChangePlan
from entraide.content.numbering import record_numbers
from entraide.content.reader import read_site
from entraide.content.settings import find_project, read_settings
from entraide.errors import Argument, ContentError, EntraideError, Problem
from entraide.model.entry import Entry, Status


@click.command("remove")
@click.argument("word", metavar="ID")
@click.option(
    "--instead",
    metavar="ID|URL",
    help="Where its readers should go: the number of an entry, or an address from https:// on.",
)
@click.option("--force", is_flag=True, help="Remove it though other texts still link to it.")
@dry_run_option
@as_of_option
def remove_entry(
    word: str, instead: str | None, day: str | None, *, force: bool, dry_run: bool
) -> None:
    """Remove entry ID in every language. Its number is never given again.

    All its addresses get a page that says so, and that search engines forget. Votes and comments
    stay at the desk with the number. To keep a text that is no longer looked after, use “entraide
    entry archive”. ID may also be that of an entry whose files somebody deleted.
    """
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings)
    project = Project(reading, resolve_day(day))
    is_lost = word.isdecimal() and int(word) not in project.claimed_numbers
    entry = None if is_lost else find_entry(word, reading)
    goal = _read_goal(instead, entry, project)
    if entry is None:
        plan = _plan_record(project, int(word), goal)
    else:
        refuse_broken_files(reading)
        problems = list(_list_problems(project, entry, force=force))
        if problems:
            raise ContentError(*problems)
        plan = plan_removal(project, entry, goal, project.today)
    apply_plan(plan, settings, dry_run=dry_run)
    number, verb = entry.id if entry else word, "would be" if dry_run else "is"
    click.echo(f"Entry {number} {verb} removed. Its addresses say so after a build.")


def _list_problems(project: Project, entry: Entry, *, force: bool) -> Iterator[Problem]:
    """Yield what needs the entry: settings, and links in other texts unless they are accepted."""
    for keys, number in iter_entry_settings(project.settings):
        if number == entry.id:
            what = f"{'.'.join(map(str, keys[:2]))} names entry {number}"
            cure = "Name another entry there, or remove the line"
            yield Problem(project.settings.get_site_location(*keys), what, cure)
    if not force:
        yield from iter_inbound_links(project, entry)


def _plan_record(project: Project, number: int, goal: int | str | None) -> ChangePlan:
    """Plan what `data/ids.yml` says of an entry whose files are gone already."""
    register = project.reading.numbers
    removal = register.gone.get(number) or find_lost_entry(project, number, project.today)
    if removal is None:
        cure = "“entraide status” lists them all"
        raise EntraideError(Problem(Argument("ID"), f"there is no entry “{number}”", cure))
    if number in register.gone and goal is None:
        what = f"entry {number} was removed already, on {removal.removed}"
        raise EntraideError(Problem(Argument("ID"), what, "To send its readers on: add --instead"))
    plan = ChangePlan()
    plan.add(record_numbers(project.reading, {number: replace(removal, instead=goal)}))
    return plan


def _read_goal(instead: str | None, removed: Entry | None, project: Project) -> int | str | None:
    """Return where readers should go; EntraideError where that is no place for them."""
    if instead is None:
        return None
    if "://" in instead:
        if re.fullmatch(HTTPS, instead):
            return instead
        raise EntraideError(
            Problem(Argument("--instead"), f"“{instead}” is no address", SHAPES[HTTPS])
        )
    entry = find_entry(instead, project.reading, "--instead")
    if entry.status is Status.DRAFT or entry is removed:
        what = f"readers cannot go to entry {entry.id} instead"
        raise EntraideError(Problem(Argument("--instead"), what, "Name a published entry"))
    return entry.id
