"""`entraide translate memory` and `glossary`: what the project knows, for translators' tools."""

from pathlib import Path

import click

from entraide.cli.translation_project import output_option, read_translations, write_output
from entraide.translation.formats.tbx import format_tbx
from entraide.translation.formats.tmx import format_tmx


@click.command("memory", short_help="Write every current pair of segments as TMX.")
@output_option
def export_memory(output: Path) -> None:
    """Write every pair of segments that is current as a translation memory: TMX 1.4.

    Exports are filled from it already: this is for tools that keep a memory of their own.
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
    """Write the glossary as a termbase: TBX-Basic, its forbidden wordings as deprecated terms."""
    project = read_translations()
    site = project.reading.site
    terms = site.glossary.values()
    write_output(output, format_tbx(terms, project.langs, site.default_locale.site_name))
    click.echo(f"Rows: {len(terms)}.", err=True)
