"""`entraide locale source`: make a translation the source version of its entry."""

from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.entry_choice import find_entries
from entraide.content.docs.source_swap import check_swap, swap_source
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import find_project, read_settings
from entraide.content.writer import replace_all
from entraide.errors import Argument, ContentError, EntraideError, Problem, suggest_name
from entraide.model.entry import Entry


@click.command("source", cls=ExampleCommand, example="entraide locale source 1029 fr")
@click.argument("names", metavar="[ID] CODE", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Of every entry that has another source.")
@click.option("--dry-run", is_flag=True, help="Change nothing; list the files.")
def swap_versions(names: tuple[str, ...], *, everything: bool, dry_run: bool) -> None:
    """Make the text in the language CODE the source of entry ID, and the source its translation.

    The translation has to be up to date, with a note for each change. Either all entries that were
    asked for change, or none.
    """
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings)
    *words, code = names
    entries = _select_entries(reading, words, code, everything=everything)
    mistakes = [problem for entry in entries for problem in check_swap(entry, code)]
    if mistakes:
        raise ContentError(*mistakes)
    texts: dict[Path, str] = {}
    records: list[Path] = []
    for entry in entries:
        swapped, outdated = swap_source(entry, code, settings)
        texts |= swapped
        records += outdated
    if not dry_run:
        replace_all(texts)
        for record in records:
            record.unlink()
    for path in texts:
        click.echo(f"{'Would write' if dry_run else 'Written'}: {settings.make_relative(path)}")
    for path in records:
        verb = "Would remove" if dry_run else "Removed"
        click.echo(f"{verb}: {settings.make_relative(path)} (digests of the former source)")
    if not texts:
        click.echo("Every entry has this source already.")


def _select_entries(
    reading: SiteReading, words: list[str], code: str, *, everything: bool
) -> list[Entry]:
    """Return the entries that were asked for and have another source than `code`."""
    known = [locale.code for locale in reading.settings.locales]
    if code not in known:
        cure = suggest_name(code, known)
        raise EntraideError(Problem(Argument("CODE"), f"“{code}” is no locale here", cure))
    if len(words) != (0 if everything else 1):
        what, cure = "one entry or all of them", "Give its number or address, or --all"
        raise EntraideError(Problem(Argument("ID"), what, cure))
    chosen = find_entries(words, reading) or list(reading.site.entries.values())
    return [entry for entry in chosen if entry.source.locale != code]
