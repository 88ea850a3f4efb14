"""The list of the commands of `entraide translate`, one a module."""

import click

from entraide.cli.translate_export import export_texts
from entraide.cli.translate_import import import_translations
from entraide.cli.translate_machine import review_translations, translate_by_machine
from entraide.cli.translate_memory import (
    export_glossary,
    export_memory,
    import_glossary,
    import_memory,
)
from entraide.cli.translate_publish import publish_translations
from entraide.cli.translate_status import show_progress
from entraide.cli.translate_weblate import print_component

translate = click.Group(
    "translate", help="Write texts for translators’ tools, take them in again, and see what waits."
)
for command in (
    *(show_progress, export_texts, import_translations, publish_translations),
    *(translate_by_machine, review_translations),
    *(export_memory, import_memory, export_glossary, import_glossary, print_component),
):
    translate.add_command(command)
