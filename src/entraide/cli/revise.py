"""`entraide revise`: record a revision of a source version; list versions that fall behind."""

from collections.abc import Iterator
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand, LineParam, as_of_option
from entraide.cli.entry_choice import find_entry
from entraide.content.checks.project import Project
from entraide.content.checks.revisions import check_changes
from entraide.content.dates import resolve_day
from entraide.content.docs.entry_editor import revise_source
from entraide.content.reader import read_site
from entraide.content.settings import find_project, read_settings
from entraide.content.text_digests import compute_text_digest, list_numbers
from entraide.content.writer import find_claimed_ids, replace_text
from entraide.content.written_addresses import normalize_address
from entraide.errors import Argument, ContentError, EntraideError, Problem, select_errors
from entraide.model.entry import Entry
from entraide.model.revision import Change, Significance
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
@click.argument("word", metavar="ID")
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
def revise(word: str, significance: str, note: str, day: str | None) -> None:
    """Record that you have changed the text of entry ID."""
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings)
    today = resolve_day(day)
    entry = _find_sound_entry(word, Project(reading, today))
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


def _find_sound_entry(word: str, project: Project) -> Entry:
    """Return the entry with that number, or at that address.

    ContentError if its files have mistakes, EntraideError if there is none.
    """
    settings = project.settings
    claims, address = find_claimed_ids(settings), normalize_address(word, settings)
    named = {path for path in claims if address and normalize_address(path, settings) == address}
    numbers = {word, *(str(claims[path]) for path in named)}
    paths = {path for path, claimed in claims.items() if str(claimed) in numbers}
    problems = [*project.reading.problems, *check_changes(project)]
    if entry_problems := [problem for problem in select_errors(problems) if problem.path in paths]:
        raise ContentError(*entry_problems)
    return find_entry(word, project.reading)


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
    for code, (before, after) in entry.list_states_after(change).items():
        yield f"  {entry.localised[code].path}: {before} → {after}"
