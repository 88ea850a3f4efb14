"""Import an export of our own: `entraide import` restores it as it was, not as drafts."""

from collections.abc import Iterator
from pathlib import Path

import click

from entraide.content.settings import Settings
from entraide.content.writer import replace_all
from entraide.errors import EntraideError, ProblemLog, select_errors
from entraide.exporting.own_source import read_own_export
from entraide.exporting.restore import ConflictChoice, Restoration, compare_content
from entraide.terminal_text import escape_line

NEXT_STEP = "Look at it with “git diff”, and run “entraide check”."


def import_own_export(path: Path, settings: Settings, choice: ConflictChoice) -> None:
    """Write the content of the export at `path` into the project, all of it or nothing.

    Raise EntraideError with every reason why it cannot be written.
    """
    log = ProblemLog()
    source = read_own_export(path, log)
    plan = compare_content(source, settings, choice, log) if source else Restoration()
    if errors := select_errors(log):
        raise EntraideError(*sorted(errors))
    replace_all(plan.texts)
    for line in _format_result(plan):
        click.echo(escape_line(line))


def _format_result(plan: Restoration) -> Iterator[str]:
    if not plan.texts and not plan.kept:
        yield "Nothing to write: the project has all of it already."
        return
    for word, names in (
        ("Written", plan.new),
        ("Replaced", plan.replaced),
        ("Kept as it is here", plan.kept),
    ):
        for name in names:
            yield f"{word}: {name}"
    yield (
        f"New: {len(plan.new)}, replaced: {len(plan.replaced)}, kept: {len(plan.kept)}, "
        f"the same: {len(plan.same)}."
    )
    if plan.texts:
        yield NEXT_STEP
