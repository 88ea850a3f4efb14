"""`entraide feedback export`: what visitors wrote to staff, for a spreadsheet or a program."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Connection

from entraide.cli.arguments import ExampleCommand
from entraide.cli.outputs import STANDARD_OUTPUT, private_output_option, write_output
from entraide.desk.exports import iter_csv, iter_feedback_rows, iter_json
from entraide.desk.migrate import open_store
from entraide.desk.settings import read_store_settings
from entraide.desk.staff.feedback_queue import STATES

SHAPES = {"csv": iter_csv, "json": iter_json}


feedback = click.Group("feedback", help="Export what visitors wrote to staff.")


@feedback.command(
    "export",
    cls=ExampleCommand,
    example="entraide feedback export --format csv --output feedback.csv",
    short_help="Write reasons and comments as CSV or JSON.",
)
@click.option(
    "--format",
    "shape",
    required=True,
    type=click.Choice(list(SHAPES)),
    help="CSV for a spreadsheet, in which no comment can be a formula; JSON has them as sent.",
)
@private_output_option
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(STATES),
    help="Only feedback in this state; may be repeated.",
)
def export_feedback(shape: str, output: Path, states: tuple[str, ...]) -> None:
    """Write the feedback in the desk’s store, oldest first.

    ENTRAIDE_DATABASE_URL names the store. The desk deletes old feedback from its store and not from
    this file: delete the file when you have read it.
    """
    with open_store(read_store_settings()) as store:
        written = store.read(lambda connection: _export(connection, shape, output, states))
    if output != STANDARD_OUTPUT:
        click.echo(f"Written: {output} (feedback: {written}).")


def _export(connection: Connection, shape: str, output: Path, states: tuple[str, ...]) -> int:
    """Write the rows one by one, to use little memory; return their number."""
    written = 0

    def count_rows() -> Iterator[dict[str, Any]]:
        nonlocal written
        for written, row in enumerate(iter_feedback_rows(connection, states), 1):  # noqa: B007
            yield row

    write_output(output, SHAPES[shape](count_rows()), private=True)
    return written
