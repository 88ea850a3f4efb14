"""`entraide locale add`, and the group of the commands of `entraide locale`.

A new language is built from its first entry on. What it lacks is counted by `entraide check`, and
shown in another language.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand, LineParam
from entraide.cli.locale_remove import remove_language
from entraide.cli.locale_source import swap_versions
from entraide.content.babel_locales import is_known_language
from entraide.content.locale_editing import LocaleAddition, add_locale
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.writer import replace_all
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.locales import to_language_tag

EXAMPLE = 'entraide locale add de --site-name "Hilfe von Square"'


@click.command("add", cls=ExampleCommand, epilog=f"\b\nFor example:\n  {EXAMPLE}", example=EXAMPLE)
@click.argument("code")
@click.option("--site-name", type=LineParam(), help="The name of the site in this language.")
@click.option("--dry-run", is_flag=True, help="Write nothing; list the files.")
def add_language(code: str, site_name: str | None, *, dry_run: bool) -> None:
    """Add the language CODE, such as de or pt-BR.

    It gets its line in mkdocs.yml, a folder with a home page, and an empty text beside each label
    in data/. Words that are missing are shown in another language, and marked with it.
    """
    settings = read_settings(find_project(Path.cwd()))
    if mistakes := list(_list_mistakes(settings, code)):
        raise EntraideError(*mistakes)
    addition = LocaleAddition.make(settings, code, site_name)
    texts = add_locale(settings, addition)
    if not dry_run:
        replace_all(texts)
    verb = "Would write" if dry_run else "Written"
    for path in texts:
        click.echo(f"{verb}: {settings.make_relative(path)}")
    if not dry_run:
        home = settings.make_relative(settings.docs / code / "index.md")
        click.echo(f"Write the home page: {home}. Words of the interface: entraide messages")


def _list_mistakes(settings: Settings, code: str) -> Iterator[Problem]:
    if not is_known_language(to_language_tag(code)) or "/" in code:
        cure = "Use a code such as de, ar or pt-BR"
        yield Problem(Argument("CODE"), f"“{code}” is no language that we know", cure)
    elif code in {locale.code for locale in settings.locales}:
        yield Problem(
            Argument("CODE"), f"“{code}” is a language of this site already", "Name another"
        )


locale = click.Group(
    "locale", help="Add a language, take one out, or write an entry in another first."
)
for command in (add_language, remove_language, swap_versions):
    locale.add_command(command)
