"""`entraide move`: an entry goes to another address, and everything that leads to it goes along."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.entry_choice import find_entry, iter_address_conflicts, refuse_broken_files
from entraide.cli.plans import apply_plan, dry_run_option
from entraide.content.checks.project import Project
from entraide.content.dates import resolve_day
from entraide.content.docs.files import TAKEN_NAMES
from entraide.content.entry_moves import plan_moves
from entraide.content.field_types import SHAPES, TAG
from entraide.content.reader import read_site
from entraide.content.settings import find_project, read_settings
from entraide.content.written_addresses import normalize_address
from entraide.errors import Argument, EntraideError, Problem, suggest_name
from entraide.model.entry import Entry
from entraide.terminal_text import escape_line

EXAMPLE = "entraide move 1029 harassment/block-somebody"


@click.command("move", cls=ExampleCommand, example=EXAMPLE)
@click.argument("word", metavar="ID")
@click.argument("address", metavar="CATEGORY/SLUG")
@dry_run_option
def move_entry(word: str, address: str, *, dry_run: bool) -> None:
    """Move entry ID to CATEGORY/SLUG, in every language. Its number and its votes stay.

    Its old address leads to the new one from then on. Links in all texts are written anew, and no
    text counts as changed. Images that only this entry shows go along.
    """
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings)
    entry = find_entry(word, reading)
    refuse_broken_files(reading)
    project = Project(reading, resolve_day())
    new = normalize_address(address, settings) or address.strip("/")
    if mistakes := list(_list_mistakes(project, entry, new)):
        raise EntraideError(*mistakes)
    plan = plan_moves(project, {entry.address: new}, {})
    apply_plan(plan, settings, dry_run=dry_run)
    verb = "would stand" if dry_run else "stands"
    click.echo(escape_line(f"Entry {entry.id} {verb} at {new}; {entry.address} leads there."))


def _list_mistakes(project: Project, entry: Entry, new: str) -> Iterator[Problem]:
    """Yield why `entry` cannot stand at the address `new`."""
    argument = Argument("CATEGORY/SLUG")
    category, slash, slug = new.partition("/")
    if category not in project.site.categories:
        cure = suggest_name(category, project.site.categories)
        yield Problem(argument, f"“{category}” is no category", cure)
    if not slash:
        yield Problem(argument, f"“{new}” has no slug", f"Write both, as in {new}/{entry.slug}")
        return
    if not re.fullmatch(TAG, slug) or slug in TAKEN_NAMES:
        yield Problem(argument, f"“{slug}” cannot end an address", SHAPES[TAG])
        return
    if new == entry.address:
        what = f"entry {entry.id} stands there already"
        yield Problem(argument, what, "Name another place")
        return
    yield from iter_address_conflicts(new, project.reading, "CATEGORY/SLUG", entry)
