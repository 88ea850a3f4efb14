"""`entraide translate memory` and `glossary`: exchange TMX and TBX with translators' tools."""

from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.outputs import output_option, write_output
from entraide.cli.translation_project import read_translations
from entraide.content.data.labels import edit_labels
from entraide.content.writer import replace_all, replace_text
from entraide.errors import ProblemLog
from entraide.exchange.glossary_import import GlossaryImport
from entraide.translation.formats.kept_memory import get_kept_file, read_kept_memory
from entraide.translation.memory import merge_memories


@click.command(
    "memory",
    cls=ExampleCommand,
    example="entraide translate memory --output memory.tmx",
    short_help="Write every current pair of segments as TMX.",
)
@output_option
def export_memory(output: Path) -> None:
    """Write all current translations as a translation memory: TMX 1.4.

    “entraide translate export” suggests from them by itself. The file is for tools that keep a
    memory of their own.
    """
    from entraide.translation.formats.tmx import format_tmx  # noqa: PLC0415 - of the extra

    project = read_translations(whole=True)
    known = project.build_memory()
    source = project.reading.site.default_locale.code
    write_output(output, format_tmx(known, project.langs, source))
    click.echo(f"Pairs: {len(known.pairs)}.", err=True)
    project.warn_of_gaps()


@click.command(
    "import-memory",
    cls=ExampleCommand,
    example="entraide translate import-memory memory.tmx",
    short_help="Keep the pairs of another memory (TMX) for suggestions.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_memory(file: Path) -> None:
    """Add the pairs of FILE, a TMX, to those in data/memory.tmx.

    Exports suggest from them, behind what the entries say themselves. Every suggestion is fuzzy.
    Pairs in languages that the project has not are left out.
    """
    from entraide.translation.formats.tmx import format_tmx  # noqa: PLC0415 - of the extra
    from entraide.translation.formats.tmx_parser import read_tmx  # noqa: PLC0415 - of the extra

    project, log = read_translations(), ProblemLog()
    settings, locales = project.reading.settings, project.reading.site.locales
    new = read_tmx(file, locales, log)
    log.raise_if_errors()
    known = read_kept_memory(settings, locales)
    memory = merge_memories((known, new))
    count = len(memory.pairs) - len(known.pairs)
    if count:
        source = project.reading.site.default_locale.code
        replace_text(get_kept_file(settings), format_tmx(memory, project.langs, source))
    click.echo(f"Pairs in languages of this project: {len(new.pairs)}, new: {count}.")


@click.command(
    "glossary",
    cls=ExampleCommand,
    example="entraide translate glossary --output terms.tbx",
    short_help="Write the glossary as TBX.",
)
@output_option
def export_glossary(output: Path) -> None:
    """Write the glossary for translators’ tools: TBX-Basic, forbidden wordings as deprecated."""
    from entraide.translation.formats.tbx import format_tbx  # noqa: PLC0415 - of the extra

    project = read_translations()
    site = project.reading.site
    terms = site.glossary.values()
    write_output(output, format_tbx(terms, project.langs, site.default_locale.site_name))
    click.echo(f"Rows: {len(terms)}.", err=True)


@click.command(
    "import-glossary",
    cls=ExampleCommand,
    example="entraide translate import-glossary terms.tbx",
    short_help="Add the terms of a termbase (TBX) to the glossary.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_glossary(file: Path) -> None:
    """Add the terms of FILE, a TBX, to data/glossary.yml.

    A term that the glossary has gets the languages that it lacks there, and keeps its words. A new
    one stands at the end; deprecated terms are wordings to avoid. Look at the result with “git
    diff”, and run “entraide check”.
    """
    from entraide.translation.formats.tbx_parser import read_tbx  # noqa: PLC0415 - of the extra

    project, log = read_translations(), ProblemLog()
    site, settings = project.reading.site, project.reading.settings
    concepts = read_tbx(file, site.locales, log)
    log.raise_if_errors()
    codes = sorted(project.codes, key=lambda code: code != site.default_locale.code)
    terms = GlossaryImport(site.glossary, codes)
    terms.add(concepts)
    for code, texts in terms.into.items():
        replace_all(edit_labels(settings, code, texts))
    glossary = settings.data / "glossary.yml"
    if terms.rows:
        there = glossary.read_bytes().decode() if glossary.is_file() else ""
        replace_text(glossary, terms.insert_rows(there))
    count = sum(map(len, terms.into.values()))
    click.echo(f"Terms: {len(concepts)}, new: {len(terms.rows)}, texts filled in: {count}.")
    if terms.left_out:
        click.echo(f"Left out, without a term in “{codes[0]}”: {terms.left_out}")
