"""`entraide translate export`: write texts for translators, in the formats of their tools."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.export_choice import choose_texts
from entraide.cli.outputs import output_option, write_output
from entraide.cli.translation_project import (
    read_translations,
)
from entraide.model.translation_state import State
from entraide.terminal_text import escape_line
from entraide.translation.formats.bundle import Bundle, BundlePart
from entraide.translation.formats.bundle_export import build_bundle
from entraide.translation.formats.csv_files import format_csv_bundle
from entraide.translation.formats.label_rows import build_label_part
from entraide.translation.formats.po import format_po
from entraide.translation.formats.xlsx_files import format_xlsx
from entraide.translation.job import TranslationJob


def _format_xliff(bundle: Bundle, tags: bool) -> str:  # noqa: FBT001 - as the others
    from entraide.translation.formats.xliff import format_xliff  # noqa: PLC0415 - of the extra

    return format_xliff(bundle, tags=tags)


def _format_xliff2(bundle: Bundle, tags: bool) -> str:  # noqa: FBT001 - as the others
    from entraide.translation.formats.xliff2 import format_xliff2  # noqa: PLC0415 - of the extra

    return format_xliff2(bundle, tags=tags)


FORMATS: dict[str, Callable[[Bundle, bool], str | bytes]] = {
    "po": lambda bundle, _: format_po(bundle),
    "xliff": _format_xliff,
    "xliff2": _format_xliff2,
    "csv": lambda bundle, _: format_csv_bundle(bundle),
    "xlsx": lambda bundle, _: format_xlsx(bundle),
}
# Which of them a file is in by the end of its name, where nobody says: any other one is PO.
ENDINGS = {".xlf": "xliff", ".xliff": "xliff", ".csv": "csv", ".xlsx": "xlsx"}
STATES = (
    *(State.MISSING, State.PROPOSED, State.MISLEADING, State.OUTDATED),
    *(State.PARTIAL, State.CURRENT),
)


@click.command(
    "export",
    cls=ExampleCommand,
    example="entraide translate export --to fr --output to-translate.po",
    short_help="Write texts for translators: PO, XLIFF or a table.",
)
@click.option("--to", "code", required=True, metavar="CODE", help="Into this locale, such as fr.")
@click.option(
    "--from",
    "source",
    metavar="CODE",
    help="Out of this locale alone: of what was written in it, or is current there.",
)
@click.option(
    "--id", "words", multiple=True, metavar="ID", help="Only this entry, by number or address."
)
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
    help="gettext PO, XLIFF 1.2 (xliff), XLIFF 2.0 (xliff2), or a table: csv, xlsx. Default: by "
    "the end of the name; else PO.",
)
@click.option(
    "--tags/--no-tags",
    default=True,
    help="XLIFF: put placeholders, code and links into tags, or leave them in the text.",
)
@click.option(
    "--labels/--no-labels",
    default=None,
    help="The texts of data/ too, or not. Default: without --id and --state, they are.",
)
@output_option
def export_texts(  # noqa: PLR0913 - an option each
    *,
    code: str,
    source: str | None,
    words: tuple[str, ...],
    states: tuple[str, ...],
    shape: str | None,
    tags: bool,
    labels: bool | None,
    output: Path,
) -> None:
    """Write a file for translators’ tools: each segment with its translation, where there is one.

    A segment is marked fuzzy when its source has changed, and the file says what the source said
    before. Suggestions of the translation memory are fuzzy too. Without --id, the file has every
    published entry that was written in another locale, and the texts of data/: services, terms,
    labels. --id and --state may be repeated.

    With --from, translators read that language alone: what was written in it, and what is current
    in it. An import knows the texts again.
    """
    project = read_translations(whole=True)
    choice = choose_texts(project, code, source, words, states, labels)
    memory, locale = choice.build_memory(), choice.label_source
    part = build_label_part(choice.labels, locale.code, code, locale.lang, memory)
    bundle = build_bundle(choice.jobs, project.reading.site, code, memory, part)
    shape = shape or ENDINGS.get(output.suffix.lower(), "po")
    write_output(output, FORMATS[shape](bundle, tags))
    click.echo(escape_line(_format_result(choice.jobs, part, output)), err=True)
    if choice.left_out:
        click.echo(f"Left out, without a current text in “{source}”: {choice.left_out}", err=True)
    project.warn_of_gaps()


def _format_result(jobs: Sequence[TranslationJob], labels: BundlePart, output: Path) -> str:
    units = [unit for job in jobs for unit in job.units if unit.is_offered]
    waiting = sum(not unit.is_done for unit in units)
    counts = f"entries: {len(jobs)}, segments: {len(units)}, to do: {waiting}"
    if labels.rows:
        empty = sum(row.fuzzy or not row.target for row in labels.rows)
        counts += f"; texts of data/: {len(labels.rows)}, to do: {empty}"
    location = "standard output" if output == Path("-") else output
    return f"Written: {location} ({counts})."
