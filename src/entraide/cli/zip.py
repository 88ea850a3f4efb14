"""`entraide zip`: pack the built site into an archive that opens without a server."""

from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.outputs import STANDARD_OUTPUT, output_option
from entraide.content.settings import find_project, read_settings
from entraide.content.site_folder import is_site_folder
from entraide.content.writer import open_replacement
from entraide.errors import Argument, EntraideError, FileLine, Problem
from entraide.exporting.own_files import write_zip
from entraide.exporting.site_copy import make_site_copy
from entraide.terminal_text import escape_line


@click.command(
    "zip",
    cls=ExampleCommand,
    short_help="Pack the built site, to open it without a server.",
    example="entraide zip --output site.zip",
)
@output_option
def pack_site(output: Path) -> None:
    """Pack the site that “entraide build” has built into an archive that opens from a folder.

    Whoever unpacks it opens index.html. Lists, countries, numbers and their last days are there;
    search says why it is off. The same site gives the same archive, byte for byte.
    """
    settings = read_settings(find_project(Path.cwd()))
    if output == STANDARD_OUTPUT:
        what = "the site is an archive, which no terminal can show"
        raise EntraideError(Problem(Argument("--output"), what, "Name a file, such as site.zip"))
    if not is_site_folder(settings.site):
        what = "no build has written a site here"
        location = FileLine(settings.make_relative(settings.site))
        raise EntraideError(Problem(location, what, "Run first: entraide build"))
    members = make_site_copy(settings, settings.site)
    with open_replacement(output) as path:
        write_zip(path, members)
    pages = sum(name.endswith(".html") for name in members)
    click.echo(escape_line(f"Written: {output} (pages: {pages}, files: {len(members)})."), err=True)
