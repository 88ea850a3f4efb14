"""`entraide move`: move an entry to another address, with its images and all links to it."""

from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.entry_choice import find_entry, refuse_broken_files
from entraide.cli.number_lock import hold_numbers
from entraide.cli.plans import apply_plan, dry_run_option
from entraide.content.checks.project import Project
from entraide.content.dates import resolve_day
from entraide.content.entry_moves import iter_move_mistakes, plan_moves
from entraide.content.reader import read_site
from entraide.content.settings import find_project, read_settings
from entraide.content.written_addresses import normalize_address
from entraide.errors import EntraideError
from entraide.terminal_text import escape_line

EXAMPLE = "entraide move 1029 harassment/block-somebody"


@click.command("move", cls=ExampleCommand, example=EXAMPLE)
@click.argument("word", metavar="ID")
@click.argument("address", metavar="CATEGORY/SLUG")
@dry_run_option
@hold_numbers()
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
    if mistakes := list(iter_move_mistakes(project, entry, new)):
        raise EntraideError(*mistakes)
    plan = plan_moves(project, {entry.address: new}, {})
    apply_plan(plan, settings, dry_run=dry_run)
    verb = "would stand" if dry_run else "stands"
    click.echo(escape_line(f"Entry {entry.id} {verb} at {new}; {entry.address} leads there."))
