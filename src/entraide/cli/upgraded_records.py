"""What `entraide upgrade` writes so that a project remembers: numbers of entries, and their texts.

A project without these records is no older format: everything works in it, and less is noticed.
"""

from pathlib import Path

import click

from entraide.cli.plans import apply_plan
from entraide.cli.upgraded_files import copy_files
from entraide.content.checks.project import Project
from entraide.content.dates import resolve_day
from entraide.content.file_plan import ChangePlan
from entraide.content.fixes.digests import plan_digests
from entraide.content.numbering import record_numbers
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import ProblemLog, SettingsError, select_errors


def write_records(root: Path, *, dry_run: bool, force: bool) -> bool:
    """Write the records that a project lacks; return whether it lacked any.

    Nothing is written while files or settings have mistakes: “entraide check” says which. What git
    does not have as it is, is copied first; with `force`, that is everything.
    """
    try:
        reading = read_site(read_settings(root / "mkdocs.yml"))
    except SettingsError:
        return False
    if select_errors(reading.problems):
        return False
    project, plan = Project(reading, resolve_day()), ChangePlan()
    if not reading.numbers.exists and reading.site.entries:
        plan.add(record_numbers(reading, {}))
    log = ProblemLog()
    plan_digests(project, plan, log)
    for problem in log:
        click.echo(f"  {problem}", err=True)
    if not dry_run:
        changed = {path.relative_to(root).as_posix(): path for path in plan.texts}
        files = {name: path.read_bytes() for name, path in changed.items() if path.is_file()}
        copy_files(root, files, force=force)
    return apply_plan(plan, reading.settings, dry_run=dry_run)
