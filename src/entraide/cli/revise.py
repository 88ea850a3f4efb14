"""`entraide revise`: record a revision of a source version, and say who falls behind by it."""

from collections.abc import Iterator
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand, LineParam, as_of_option
from entraide.cli.entry_choice import suggest_entry
from entraide.content.checks.project import Project
from entraide.content.checks.revisions import check_changes
from entraide.content.dates import resolve_day
from entraide.content.docs.entry_editor import revise_source
from entraide.content.reader import read_site
from entraide.content.settings import find_project, read_settings
from entraide.content.text_digests import compute_text_digest, list_numbers
from entraide.content.writer import find_claimed_ids, replace_text
from entraide.errors import Argument, ContentError, EntraideError, Problem, select_errors
from entraide.model.entry import Entry
from entraide.model.revision import Change, Significance
from entraide.model.translation_state import find_state
from entraide.terminal_text import escape_line

EXAMPLE = 'entraide revise 1029 --significance major --note "Reporting moved into the message menu"'
EPILOG = f"""
\b
minor   a spelling mistake: translations stay current
medium  something was added or made clearer: translations fall behind
major   a step or a fact changed: an old translation may mislead

\b
For example:
  {EXAMPLE}
"""


@click.command(cls=ExampleCommand, epilog=EPILOG, example=EXAMPLE)
@click.argument("number", metavar="ID")
@click.option(
    "--significance",
    required=True,
    type=click.Choice([significance.value for significance in Significance]),
    help="How much the change matters to translations: see below.",
)
@click.option(
    "--note",
    required=True,
    type=LineParam(),
    help="What changed for readers, in the language of the text. It is public.",
)
@as_of_option
def revise(number: str, significance: str, note: str, day: str | None) -> None:
    """Record that you have changed the text of entry ID."""
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings)
    today = resolve_day(day)
    entry = _find_entry(number, Project(reading, today))
    last = entry.source.updated
    if today < last:
        what = f"{today} is before the last change, {last}"
        raise EntraideError(Problem(Argument("--as-of"), what, "Give that day or a later one"))
    change = Change(entry.revision + 1, today, Significance(significance), note)
    path = settings.root / entry.source.path
    digest = compute_text_digest(entry.source, list_numbers(reading.site), settings)
    text = path.read_bytes().decode()
    replace_text(path, revise_source(text, entry.source.path, change, digest))
    for line in _format_result(entry, change):
        click.echo(escape_line(line))


def _find_entry(number: str, project: Project) -> Entry:
    """Return the entry with that id.

    ContentError if its files have mistakes, EntraideError if there is none.
    """
    claims = find_claimed_ids(project.settings)
    paths = {path for path, claimed in claims.items() if str(claimed) == number}
    problems = [*project.reading.problems, *check_changes(project)]
    if entry_problems := [problem for problem in select_errors(problems) if problem.path in paths]:
        raise ContentError(*entry_problems)
    entries = {str(entry.id): entry for entry in project.site.entries.values()}
    if number not in entries:
        cure = suggest_entry(number, project.reading)
        raise EntraideError(Problem(Argument("ID"), f"there is no entry “{number}”", cure))
    return entries[number]


def _format_result(entry: Entry, change: Change) -> Iterator[str]:
    """Yield what changed, then every localised version that fell behind by it."""
    yield f"Entry {entry.id}, “{entry.source.title}”: revision {entry.revision} → {change.revision}"
    yield f"Written in {entry.source.path}: revision, updated, digest, changes"
    behind = list(_format_fallen_behind(entry, change))
    if behind:
        yield "Fallen behind:"
        yield from behind
        yield f"Next: bring them up to date, and write source_revision: {change.revision} in each."
    else:
        yield "No localised version falls further behind by it."


def _format_fallen_behind(entry: Entry, change: Change) -> Iterator[str]:
    """Yield a line for each localised version whose state `change` makes worse."""
    for code, version in sorted(entry.localised.items()):
        before = entry.get_state(code)
        after = find_state((change, *entry.changes), version.revision)
        if after is not before:
            yield f"  {version.path}: {before} → {after}"
