"""`entraide translate`: send texts to translators' tools, take them back, see what waits."""

import click

from entraide.cli.translate_export import export
from entraide.cli.translate_import import import_
from entraide.cli.translate_memory import glossary, memory
from entraide.cli.translate_status import status


@click.group()
def translate() -> None:
    """Send texts to translators’ tools, take them back, and see what waits."""


for command in (status, export, import_, memory, glossary):
    translate.add_command(command)
