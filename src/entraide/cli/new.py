"""`entraide new`: start an entry as a draft that passes `entraide check`.

The arguments are compared with the project first, and all mistakes are shown together. Then all
files are made, or none.
"""

from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand, LineParam, as_of_option
from entraide.cli.number_lock import hold_numbers
from entraide.content.dates import resolve_day
from entraide.content.entry_start import EntryRequest, iter_start_mistakes, plan_entry
from entraide.content.numbering import describe_limit
from entraide.content.reader import read_site
from entraide.content.settings import find_project, read_settings
from entraide.content.writer import replace_all, write_all_new
from entraide.errors import EntraideError
from entraide.model.locales import get_default_locale
from entraide.terminal_text import escape_line

EXAMPLE = 'entraide new account lost-password --title "I lost my password"'
EPILOG = f"""
\b
For example, in one language, then in two:
  {EXAMPLE}
  {EXAMPLE} \\
      --also fr "J’ai perdu mon mot de passe"
"""
NEXT_STEPS = """\
Next: write the text and its summary. “entraide serve” shows drafts, “entraide check” looks for
mistakes. When the entry is ready: entraide entry publish {number}"""


@click.command("new", cls=ExampleCommand, epilog=EPILOG, example=EXAMPLE)
@click.argument("category")
@click.argument("slug")
@click.option("--title", type=LineParam(), required=True, help="The title, in your language.")
@click.option(
    "--locale",
    "code",
    metavar="CODE",
    help="The language you write in, such as fr. Default: the site’s.",
)
@click.option(
    "--also",
    type=(str, LineParam()),
    multiple=True,
    metavar="CODE TITLE",
    help="Start a translation too, with its title. May be repeated.",
)
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", help="A tag of data/tags.yml. May be repeated."
)
@click.option(
    "--author",
    type=LineParam(),
    help="Who is responsible for the entry. Default: the author of most.",
)
@as_of_option
@hold_numbers()
def start_entry(  # noqa: PLR0913 - one argument an option
    *,
    category: str,
    slug: str,
    title: str,
    code: str | None,
    also: tuple[tuple[str, str], ...],
    tags: tuple[str, ...],
    author: str | None,
    day: str | None,
) -> None:
    """Start an entry as a draft, with the next free number.

    CATEGORY is the id of a category in data/categories.yml. SLUG becomes the end of the address:
    small letters, digits and hyphens.
    """
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings)
    locale = code or get_default_locale(settings.locales).code
    request = EntryRequest(category, slug, title, locale, also, tags)
    if mistakes := list(iter_start_mistakes(request, reading)):
        raise EntraideError(*mistakes)
    start = plan_entry(request, reading, author, resolve_day(day))
    write_all_new(start.texts)
    replace_all(start.records)
    paths = [settings.make_relative(path) for path in (*start.texts, *start.records)]
    _echo_result(start.number, paths)
    if limit := describe_limit(reading):
        click.echo(escape_line(limit), err=True)


def _echo_result(number: int, paths: list[str]) -> None:
    click.echo(f"Entry {number} is started, as a draft:")
    for path in paths:
        click.echo(f"  {path}")
    click.echo(NEXT_STEPS.format(number=number))
