"""Show or carry out the plan of a command that changes many files."""

import click

from entraide.content.file_plan import ChangePlan
from entraide.content.settings import Settings
from entraide.terminal_text import escape_line

dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Show what would change, and write nothing."
)


def apply_plan(plan: ChangePlan, settings: Settings, *, dry_run: bool) -> bool:
    """Carry out the plan, or only print it; return whether it has any step."""
    if not dry_run:
        plan.apply()
    would = "would be " if dry_run else ""
    for old, new in plan.moves.items():
        click.echo(escape_line(f"{settings.make_relative(old)} → {settings.make_relative(new)}"))
    new_files = set(plan.moves.values())
    for path in sorted(plan.texts.keys() - new_files):
        click.echo(escape_line(f"{settings.make_relative(path)}: {would}written"))
    for path in sorted(set(plan.removals) - plan.moves.keys()):
        click.echo(escape_line(f"{settings.make_relative(path)}: {would}removed"))
    if dry_run and (plan.texts or plan.removals):
        click.echo("Nothing was written. Run it without --dry-run to do this.", err=True)
    return bool(plan.texts or plan.removals)
