"""`entraide remove`: remove an entry; its addresses say so from then on."""

import re
from dataclasses import replace
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand, as_of_option
from entraide.cli.entry_choice import find_entry, refuse_broken_files
from entraide.cli.number_lock import hold_numbers
from entraide.cli.plans import apply_plan, dry_run_option
from entraide.content.checks.project import Project
from entraide.content.dates import resolve_day
from entraide.content.entry_removal import (
    find_lost_entry,
    iter_removal_mistakes,
    make_removal,
    plan_removal,
)
from entraide.content.field_types import HTTPS, SHAPES
from entraide.content.file_plan import ChangePlan
from entraide.content.numbering import record_numbers
from entraide.content.reader import read_site
from entraide.content.settings import find_project, read_settings
from entraide.errors import Argument, ContentError, EntraideError, Problem
from entraide.model.entry import Entry, Status
from entraide.model.numbers import GoneEntry


@click.command("remove", cls=ExampleCommand, example="entraide remove 1030 --instead 1031")
@click.argument("word", metavar="ID")
@click.option(
    "--instead",
    metavar="ID|URL",
    help="Where its readers should go: an entry, by number or address, or a page from https:// on.",
)
@click.option("--force", is_flag=True, help="Remove it though other texts still link to it.")
@dry_run_option
@as_of_option
@hold_numbers()
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
        removal = _find_removal(project, int(word), goal)
        plan = ChangePlan()
        plan.add(record_numbers(reading, {int(word): removal}))
    else:
        refuse_broken_files(reading)
        problems = list(iter_removal_mistakes(project, entry, allows_links=force))
        if problems:
            raise ContentError(*problems)
        removal = make_removal(entry, goal, project.today)
        plan = plan_removal(project, entry, removal)
    apply_plan(plan, settings, dry_run=dry_run)
    number, verb = entry.id if entry else word, "would be" if dry_run else "is"
    click.echo(f"Entry {number} {verb} removed. {_describe_outcome(removal)}")


def _describe_outcome(removal: GoneEntry) -> str:
    """Return what readers see of a removed entry; nothing changes for one that never was public."""
    if removal.draft:
        return "It never was on the site, where nothing is said of it."
    return "Its addresses say so after a build."


def _find_removal(project: Project, number: int, goal: int | str | None) -> GoneEntry:
    """Return the record of an entry whose files are gone; EntraideError if there is none.

    A new goal replaces the one recorded before.
    """
    register = project.reading.numbers
    removal = register.gone.get(number) or find_lost_entry(project, number, project.today)
    if removal is None:
        cure = "“entraide status” lists them all"
        raise EntraideError(Problem(Argument("ID"), f"there is no entry “{number}”", cure))
    if number in register.gone and goal is None:
        what = f"entry {number} was removed already, on {removal.removed}"
        raise EntraideError(
            Problem(Argument("ID"), what, "To send its readers somewhere else: add --instead")
        )
    return replace(removal, instead=goal)


def _read_goal(instead: str | None, removed: Entry | None, project: Project) -> int | str | None:
    """Return the page to lead readers to; EntraideError if it is not a page for them."""
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
