"""`entraide pdf`: make PDFs of entries and of the whole site in `pdf/`; keep those up to date."""

from functools import partial
from pathlib import Path

import click

from entraide.cli.entry_choice import find_entries
from entraide.content.settings import check_texts_folder, find_project, read_settings
from entraide.errors import Argument, EntraideError, Problem


@click.command("pdf", short_help="Make PDFs of entries and of the whole site.")
@click.argument("words", nargs=-1, metavar="[ENTRY]...")
@click.option(
    "--all", "everything", is_flag=True, help="Every published entry, and one of the whole site."
)
def make_pdfs(words: tuple[str, ...], *, everything: bool) -> None:
    """Make tagged PDFs of entries, named by number or address, in every language they are in.

    They stand in pdf/, by language. A file is made anew only if its entry has changed; then the
    old one goes. With “pdf: true” in data/settings.yml, the next build publishes them, and pages
    link to them: a build makes none.
    """
    if bool(words) == everything:
        raise click.UsageError("Name entries, or say --all. For example:\n  entraide pdf 1029")
    settings = read_settings(find_project(Path.cwd()))
    check_texts_folder(settings)
    from entraide.exporting.pdf_folder import update_pdfs  # noqa: PLC0415 - it loads libraries

    choose = None if everything else partial(find_entries, words, argument="ENTRY")
    counts = update_pdfs(settings, choose, lambda name: click.echo(f"Make {name} …", err=True))
    if not counts.files:
        what = "no published entry is named"
        raise EntraideError(Problem(Argument("ENTRY"), what, "“entraide status” lists them all"))
    click.echo(
        f"PDFs in {counts.folder}: {counts.files}; made: {counts.new}, removed: {counts.removed}."
    )
