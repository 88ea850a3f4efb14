"""`entraide category rename`: a category gets another id, and every address in it leads on."""

from collections.abc import Iterator
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.entry_choice import refuse_broken_files
from entraide.cli.number_lock import hold_numbers
from entraide.cli.plans import apply_plan, dry_run_option
from entraide.content.category_renaming import plan_renaming
from entraide.content.checks.project import Project
from entraide.content.dates import resolve_day
from entraide.content.field_types import TAG, choose_cure, is_name
from entraide.content.reader import read_site
from entraide.content.settings import find_project, read_settings
from entraide.errors import Argument, EntraideError, FileLine, Problem, suggest_name
from entraide.model.places import RESERVED_FOLDERS
from entraide.terminal_text import escape_line

EXAMPLE = "entraide category rename scams fraud"


@click.group("category")
def edit_category() -> None:
    """Rename a category."""


@edit_category.command("rename", cls=ExampleCommand, example=EXAMPLE)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@dry_run_option
@hold_numbers()
def rename_category(old: str, new: str, *, dry_run: bool) -> None:
    """Give the category OLD the id NEW: its folders, its entries, links, and settings.

    Its page and all its entries lead on from their old addresses. Its names on pages, the labels in
    data/categories.yml, stay as they are.
    """
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings)
    project = Project(reading, resolve_day())
    if mistakes := list(_list_mistakes(project, old, new)):
        raise EntraideError(*mistakes)
    refuse_broken_files(reading)
    apply_plan(plan_renaming(project, old, new), settings, dry_run=dry_run)
    verb = "would be" if dry_run else "is"
    click.echo(escape_line(f"The category {old} {verb} {new} now; old addresses lead there."))


def _list_mistakes(project: Project, old: str, new: str) -> Iterator[Problem]:
    """Yield each reason why the category cannot be renamed."""
    categories = project.site.categories
    codes = {locale.code for locale in project.site.locales}
    if old not in categories:
        yield Problem(Argument("OLD"), f"“{old}” is no category", suggest_name(old, categories))
    if not is_name(new):
        yield Problem(Argument("NEW"), f"“{new}” cannot be an id", choose_cure(TAG, new))
    elif new in categories:
        yield Problem(Argument("NEW"), f"there is a category “{new}”", "Choose another id")
    elif new in RESERVED_FOLDERS | codes:
        what = f"“{new}” would stand at an address that the site needs for itself"
        yield Problem(Argument("NEW"), what, "Choose another id")
    for each in categories.values():
        if each.id != old and new in each.moved_from:
            what = f"“{new}” is a former id of the category {each.id}, and leads there"
            yield Problem(Argument("NEW"), what, "Choose another id")
    for code in sorted(codes):
        folder = project.settings.docs / code / new
        if folder.exists():
            shown = project.settings.make_relative(folder)
            yield Problem(FileLine(shown), "there is a folder already", "Move it away first")
