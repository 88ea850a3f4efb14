"""`entraide translate export`: texts for translators, in the format of their tools."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from entraide.cli.arguments import refusal
from entraide.cli.translations import (
    Translations,
    known_code,
    output_option,
    read_translations,
    write_output,
)
from entraide.errors import EntraideError
from entraide.exchange.catalogue import Catalogue
from entraide.exchange.coverage import works_for
from entraide.exchange.memory import Memory
from entraide.exchange.outgoing import catalogue_of
from entraide.exchange.po import po_text
from entraide.exchange.work import Work
from entraide.exchange.xliff import xliff_text
from entraide.exchange.xliff2 import xliff2_text
from entraide.model.entry import Entry
from entraide.model.translation import State

FORMATS: dict[str, Callable[[Catalogue], str]] = {
    "po": po_text,
    "xliff": xliff_text,
    "xliff2": xliff2_text,
}
STATES = (State.MISSING, State.PROPOSED, State.MISLEADING, State.OUTDATED, State.CURRENT)


@click.command("export", short_help="Write texts for translators: PO, XLIFF 1.2 or XLIFF 2.0.")
@click.option("--to", "code", required=True, metavar="CODE", help="Into this locale: fr.")
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
    """Write texts for translators, segment by segment, beside what they say now.

    What has changed since is marked fuzzy, with what it said before; so is what the translation
    memory suggests. Without --id, every published entry that is written in another locale.
    Options may be repeated.
    """
    project = read_translations()
    site = project.reading.site
    known_code(code, project.codes)
    entries = [
        entry
        for entry in _select_entries(numbers, project, code)
        if not states or site.state(entry, code) in states
    ]
    works = list(works_for(entries, code, project.past))
    if not works:
        cure = "“entraide translate status” shows what waits"
        raise EntraideError(refusal("--to", "no entry fits, and nothing is written", cure))
    new = any(piece.offered and not piece.target for work in works for piece in work.pieces)
    catalogue = catalogue_of(works, site, code, project.memory() if new else Memory())
    write_output(output, FORMATS[shape](catalogue))
    click.echo(_format_result(works, output), err=True)
    project.warn()


def _select_entries(numbers: Sequence[int], project: Translations, code: str) -> list[Entry]:
    site = project.reading.site
    for number in numbers:
        if number not in site.entries:
            cure = "“entraide status” lists them all"
            raise EntraideError(refusal("--id", f"there is no entry {number}", cure))
        if site.entries[number].source.locale == code:
            what = f"entry {number} was written in “{code}”"
            raise EntraideError(refusal("--id", what, "Choose another locale"))
    return [site.entries[number] for number in numbers] if numbers else list(site.listed)


def _format_result(works: Sequence[Work], output: Path) -> str:
    pieces = [piece for work in works for piece in work.pieces if piece.offered]
    waiting = sum(not piece.done for piece in pieces)
    place = "standard output" if output == Path("-") else output
    return f"Written: {place} (entries: {len(works)}, segments: {len(pieces)}, to do: {waiting})."
