"""`entraide ratings export`: the votes of the desk as counts, for the pages of the next build."""

from collections.abc import Collection
from pathlib import Path

import click

from entraide.cli.outputs import OUTPUT_FILE, write_output
from entraide.content.data.ratings import FILE_NAME, format_ratings
from entraide.content.settings import find_project, read_settings
from entraide.desk.exports import count_tallies, select_publishable
from entraide.desk.migrate import open_store
from entraide.desk.settings import read_store_settings
from entraide.model.rating import MINIMUM_VOTES, Tally

ratings = click.Group("ratings", help="Export the counts of visitors’ votes, for the pages.")


@ratings.command("export", short_help="Write data/ratings.json from the desk’s store.")
@click.option(
    "--output",
    type=OUTPUT_FILE,
    help="The file to write; - for standard output. Default: data/ratings.json of the project.",
)
def export_ratings(output: Path | None) -> None:
    """Write the votes of the desk’s store as counts, for the pages of the next build.

    ENTRAIDE_DATABASE_URL names the store. A version with fewer than five votes is left out, because
    so few votes can say something about a person, and the file may be public.
    """
    output = output or read_settings(find_project(Path.cwd())).data / FILE_NAME
    with open_store(read_store_settings()) as store:
        all_tallies = store.read(count_tallies)
    publishable_tallies = select_publishable(all_tallies)
    write_output(output, format_ratings(publishable_tallies), _format_size(publishable_tallies))
    if few := set(all_tallies) - set(publishable_tallies):
        click.echo(
            f"Left out, with fewer than {MINIMUM_VOTES} votes each: {_format_size(few)}.", err=True
        )


def _format_size(tallies: Collection[Tally]) -> str:
    versions = len({(tally.entry, tally.locale, tally.scale) for tally in tallies})
    votes = sum(sum(tally.votes) for tally in tallies)
    return f"versions: {versions}, votes: {votes}"
