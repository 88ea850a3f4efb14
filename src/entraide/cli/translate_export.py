"""`entraide translate export`: texts for translators, in the format of their tools."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.outputs import output_option, write_output
from entraide.cli.translation_project import (
    TranslationProject,
    read_translations,
    require_locale,
)
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.entry import Entry
from entraide.model.translation_state import State
from entraide.terminal_text import escape_line
from entraide.translation.formats.bundle import Bundle
from entraide.translation.formats.bundle_export import build_bundle
from entraide.translation.formats.po import format_po
from entraide.translation.formats.xliff import format_xliff
from entraide.translation.formats.xliff2 import format_xliff2
from entraide.translation.job import TranslationJob, iter_jobs
from entraide.translation.memory import TranslationMemory

FORMATS: dict[str, Callable[[Bundle], str]] = {
    "po": format_po,
    "xliff": format_xliff,
    "xliff2": format_xliff2,
}
STATES = (State.MISSING, State.PROPOSED, State.MISLEADING, State.OUTDATED, State.CURRENT)


@click.command(
    "export",
    cls=ExampleCommand,
    example="entraide translate export --to fr --output to-translate.po",
    short_help="Write texts for translators: PO, XLIFF 1.2 or XLIFF 2.0.",
)
@click.option("--to", "code", required=True, metavar="CODE", help="Into this locale, such as fr.")
@click.option("--id", "numbers", multiple=True, type=int, metavar="ID", help="Only this entry.")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in STATES]),
    help="Only entries whose version is in this state.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(list(FORMATS)),
    default="po",
    help="gettext PO, XLIFF 1.2 (xliff) or XLIFF 2.0 (xliff2).",
)
@output_option
def export_texts(
    code: str, numbers: tuple[int, ...], states: tuple[str, ...], shape: str, output: Path
) -> None:
    """Write a file for translators’ tools: each segment with its translation, where there is one.

    A segment is marked fuzzy when its source has changed, and the file says what the source said
    before. Suggestions of the translation memory are fuzzy too. Without --id, the file has every
    published entry that was written in another locale. --id and --state may be repeated.
    """
    project = read_translations()
    site = project.reading.site
    require_locale(code, project.codes)
    entries = [
        entry
        for entry in _select_entries(numbers, project, code)
        if not states or site.get_state(entry, code) in states
    ]
    jobs = list(iter_jobs(entries, code, project.history))
    if not jobs:
        cure = "“entraide translate status” shows what waits"
        what = "no entry fits, and nothing is written"
        raise EntraideError(Problem(Argument("--to"), what, cure))
    new = any(unit.is_offered and not unit.target for job in jobs for unit in job.units)
    bundle = build_bundle(jobs, site, code, project.build_memory() if new else TranslationMemory())
    write_output(output, FORMATS[shape](bundle))
    click.echo(escape_line(_format_result(jobs, output)), err=True)
    project.warn_of_gaps()


def _select_entries(numbers: Sequence[int], project: TranslationProject, code: str) -> list[Entry]:
    site = project.reading.site
    for number in numbers:
        if number not in site.entries:
            cure = "“entraide status” lists them all"
            raise EntraideError(Problem(Argument("--id"), f"there is no entry {number}", cure))
        if site.entries[number].source.locale == code:
            what = f"entry {number} was written in “{code}”"
            raise EntraideError(Problem(Argument("--id"), what, "Choose another locale"))
    return [site.entries[number] for number in numbers] if numbers else list(site.listed_entries)


def _format_result(jobs: Sequence[TranslationJob], output: Path) -> str:
    units = [unit for job in jobs for unit in job.units if unit.is_offered]
    waiting = sum(not unit.is_done for unit in units)
    location = "standard output" if output == Path("-") else output
    return f"Written: {location} (entries: {len(jobs)}, segments: {len(units)}, to do: {waiting})."
