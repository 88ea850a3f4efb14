"""The list of the commands of `entraide translate`, one a module."""

import click

from entraide.cli.translate_export import export_texts
from entraide.cli.translate_import import import_translations
from entraide.cli.translate_memory import export_glossary, export_memory
from entraide.cli.translate_status import show_progress

translate = click.Group(
    "translate", help="Write texts for translators’ tools, take them in again, and see what waits."
)
for command in (show_progress, export_texts, import_translations, export_memory, export_glossary):
    translate.add_command(command)
