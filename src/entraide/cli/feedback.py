"""`entraide feedback export`: what visitors wrote to staff, for a spreadsheet or a program."""

from pathlib import Path

import click

from entraide.cli.outputs import private_output_option, write_output
from entraide.desk.exports import format_csv, format_json, list_feedback_rows
from entraide.desk.migrate import open_store
from entraide.desk.settings import read_store_settings
from entraide.desk.staff.feedback_queue import STATES

SHAPES = {"csv": format_csv, "json": format_json}


feedback = click.Group("feedback", help="Export what visitors wrote to staff.")


@feedback.command("export", short_help="Write reasons and comments as CSV or JSON.")
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
        rows = store.read(lambda connection: list_feedback_rows(connection, states))
    write_output(output, SHAPES[shape](rows), f"feedback: {len(rows)}", private=True)
