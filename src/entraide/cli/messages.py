"""`entraide messages`: update the catalogs with the interface's messages.

In a project it writes the project's own catalogs: messages of its templates, and those that no
shipped catalog translates. In the project in which the theme is developed, it writes the theme's.
It guesses no translation: a new message is empty; an unused one moves to the end of its file, and
gets its translation back when it is used again.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from entraide.cli.generated_files import find_stale
from entraide.content.catalog_checks import check_catalogs, is_theme_project
from entraide.content.catalog_updates import CatalogUpdate, update_own, update_shipped
from entraide.content.catalogs import format_message
from entraide.content.missing_words import iter_missing_words
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.writer import replace_all
from entraide.errors import ProblemLog, select_errors


@click.command("messages")
@click.option("--check", is_flag=True, help="Write nothing; fail if a catalog has mistakes.")
@click.option("--missing", is_flag=True, help="Write nothing; list the words that are missing.")
def update_messages(*, check: bool, missing: bool) -> None:
    """Find the words of the interface, and update the catalogs in locales/.

    There is a catalog for each language and each of four domains: reader, contributor, kit, staff.
    """
    settings = read_settings(find_project(Path.cwd()))
    if check:
        _check_catalogs(settings)
    elif missing:
        click.echo("\n".join(_list_missing(settings)) or "No word is missing.")
    else:
        _update_catalogs(settings)


def _check_catalogs(settings: Settings) -> None:
    problems = ProblemLog(check_catalogs(settings))
    problems.raise_if_errors()
    for warning in sorted(problems):
        click.echo(warning, err=True)
    complete = "have no mistakes" if problems else "are complete and up to date"
    click.echo(f"The catalogs {complete}.")


def _list_missing(settings: Settings) -> Iterator[str]:
    """Yield a heading for each locale and domain that lacks words, and each word below it."""
    log = ProblemLog()
    for locale, domain, messages, _ in iter_missing_words(settings, log):
        yield f"{locale.code}, {domain}: {len(messages)}"
        yield from (f"  {format_message(message)}" for message in messages)
    log.raise_if_errors()


def _update_catalogs(settings: Settings) -> None:
    log = ProblemLog()
    update = update_shipped if is_theme_project(settings) else update_own
    result: CatalogUpdate = update(settings, log)
    if select_errors(log):
        log.raise_if_errors()
    replace_all(find_stale(result.texts))
    for path in result.obsolete_files:
        path.unlink()
    counts = [f"{name}: {count} to translate" for name, count in result.counts.items()]
    sizes = ", ".join(f"{domain}: {size}" for domain, size in result.sizes.items())
    click.echo("\n".join([f"Words of the interface: {sizes}", *counts]))
