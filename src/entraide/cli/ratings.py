"""`entraide ratings export`: the votes of the desk as counts, for the pages of the next build."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from entraide.cli.outputs import OUTPUT_FILE, write_output
from entraide.content.data.ratings import FILE_NAME, format_ratings
from entraide.content.reader import read_site
from entraide.content.settings import Settings, find_project, read_settings
from entraide.desk.clock import get_now
from entraide.desk.exports import choose_publishable, count_tallies
from entraide.desk.migrate import open_store
from entraide.desk.settings import read_store_settings
from entraide.errors import ProblemLog
from entraide.model.rating import MINIMUM_VOTES, Tally, sum_tallies
from entraide.model.site import Site

ratings = click.Group("ratings", help="Export the counts of visitors’ votes, for the pages.")


@ratings.command("export", short_help="Write data/ratings.json from the desk’s store.")
@click.option(
    "--output",
    type=OUTPUT_FILE,
    help="The file to write; - for standard output. Default: data/ratings.json of the project.",
)
def export_ratings(output: Path | None) -> None:
    """Write the votes of the desk’s store as counts, for the pages of the next build.

    ENTRAIDE_DATABASE_URL names the store. Of each version of an entry, the votes since the last
    change of steps or facts are added up. A sum of fewer than five is left out, because so few
    votes can say something about a person, and the file may be public. A sum in data/ratings.json
    stays until five votes more have come. Votes of today are left out, since they can be changed.
    """
    with open_store(read_store_settings()) as store:
        tallies = store.read(partial(count_tallies, today=get_now().date()))
    project = read_settings(find_project(Path.cwd()))
    site = _read_sound_site(project)
    output = output or project.data / FILE_NAME
    published = [each for group in site.ratings.tallies.values() for each in group]
    export = choose_publishable(_sum_by_version(site, tallies), _sum_by_version(site, published))
    write_output(output, format_ratings(export.tallies), _format_size(export.tallies))
    if export.unchanged:
        reason = f"As published before, with fewer than {MINIMUM_VOTES} new votes each"
        click.echo(f"{reason}: {_format_size(export.unchanged)}.", err=True)
    if export.few:
        reason = f"Left out, with fewer than {MINIMUM_VOTES} votes each"
        click.echo(f"{reason}: {_format_size(export.few)}.", err=True)


def _read_sound_site(settings: Settings) -> Site:
    """Read the site; ContentError if it has mistakes, but for those of the file that is written."""
    reading = read_site(settings)
    own = (settings.data / FILE_NAME).relative_to(settings.root).as_posix()
    ProblemLog(problem for problem in reading.problems if problem.path != own).raise_if_errors()
    return reading.site


def _sum_by_version(site: Site, tallies: Sequence[Tally]) -> list[Tally]:
    grouped: defaultdict[tuple[int, str], list[Tally]] = defaultdict(list)
    for tally in tallies:
        grouped[tally.entry, tally.locale].append(tally)
    return [
        tally
        for entry in site.entries.values()
        for locale in (entry.source.locale, *entry.translations)
        for tally in sum_tallies(entry, locale, grouped[entry.id, locale])
    ]


def _format_size(tallies: Sequence[Tally]) -> str:
    versions = len({(tally.entry, tally.locale, tally.scale) for tally in tallies})
    return f"versions: {versions}, votes: {sum(tally.count for tally in tallies)}"
