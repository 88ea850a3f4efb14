"""A lock on a project's numbers, for commands that read and then write them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from entraide.content.number_lock import hold_numbers as hold_numbers_in
from entraide.content.settings import find_project

WAITS = "Another command is at work on the entries; this one waits."


@contextmanager
def hold_numbers() -> Iterator[None]:
    """Run the decorated command while it alone holds the lock on the project's numbers."""
    with hold_numbers_in(find_project(Path.cwd()).parent, partial(click.echo, WAITS, err=True)):
        yield
