"""`entraide translate memory` and `glossary`: what the project knows, for translators' tools."""

from pathlib import Path

import click

from entraide.cli.outputs import output_option, write_output
from entraide.cli.translation_project import read_translations
from entraide.translation.formats.tbx import format_tbx
from entraide.translation.formats.tmx import format_tmx


@click.command("memory", short_help="Write every current pair of segments as TMX.")
@output_option
def export_memory(output: Path) -> None:
    """Write all current translations as a translation memory: TMX 1.4.

    “entraide translate export” suggests from them by itself. The file is for tools that keep a
    memory of their own.
    """
    project = read_translations()
    known = project.build_memory()
    source = project.reading.site.default_locale.code
    write_output(output, format_tmx(known, project.langs, source))
    click.echo(f"Pairs: {len(known.pairs)}.", err=True)
    project.warn_of_gaps()


@click.command("glossary", short_help="Write the glossary as TBX.")
@output_option
def export_glossary(output: Path) -> None:
    """Write the glossary for translators’ tools: TBX-Basic, forbidden wordings as deprecated."""
    project = read_translations()
    site = project.reading.site
    terms = site.glossary.values()
    write_output(output, format_tbx(terms, project.langs, site.default_locale.site_name))
    click.echo(f"Rows: {len(terms)}.", err=True)
