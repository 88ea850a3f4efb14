"""`entraide locale remove`: remove a language, and keep everything written in it elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import click
import yaml

from entraide.cli.arguments import ExampleCommand
from entraide.content.locale_editing import remove_locale
from entraide.content.reader import read_site
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.writer import replace_all
from entraide.errors import Argument, EntraideError, FileLine, Problem, suggest_name
from entraide.model.locales import to_gettext_code

KEPT_IN = "removed"  # a folder of the project, which nothing reads


@click.command("remove", cls=ExampleCommand, example="entraide locale remove de --dry-run")
@click.argument("code")
@click.option("--dry-run", is_flag=True, help="Change nothing; list the files.")
def remove_language(code: str, *, dry_run: bool) -> None:
    """Take the language CODE out of the site.

    Its entries, its catalogs and its words in data/ move to removed/CODE/. An entry that was
    written in it first has to get another source before: entraide locale source.
    """
    settings = read_settings(find_project(Path.cwd()))
    if mistakes := list(_list_mistakes(settings, code)):
        raise EntraideError(*mistakes)
    texts, words = remove_locale(settings, code)
    folder = settings.root / KEPT_IN / code
    if words:
        texts[folder / "data.yml"] = yaml.safe_dump(words, allow_unicode=True, width=1000)
    moves = {
        source: folder / name
        for name, source in (
            ("docs", settings.docs / code),
            ("locales", settings.root / "locales" / to_gettext_code(code)),
        )
        if source.is_dir()
    }
    if not dry_run:
        replace_all(texts)
        for source, target in moves.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
    for path in texts:
        click.echo(f"{'Would write' if dry_run else 'Written'}: {settings.make_relative(path)}")
    for source, target in moves.items():
        verb = "Would move" if dry_run else "Moved"
        places = f"{settings.make_relative(source)} → {settings.make_relative(target)}"
        click.echo(f"{verb}: {places}")


def _list_mistakes(settings: Settings, code: str) -> Iterator[Problem]:
    named = [locale for locale in settings.locales if locale.code == code]
    if not named:
        known = [locale.code for locale in settings.locales]
        yield Problem(Argument("CODE"), f"“{code}” is no locale here", suggest_name(code, known))
        return
    if named[0].default:
        what = f"“{code}” is the default language"
        yield Problem(Argument("CODE"), what, "Give `default: true` to another in mkdocs.yml first")
    folder = settings.root / KEPT_IN / code
    if folder.exists():
        shown = settings.make_relative(folder)
        yield Problem(FileLine(shown), "there are texts of this language already", "Move them away")
    entries = read_site(settings).site.entries.values()
    sources = [str(entry.id) for entry in entries if entry.source.locale == code]
    if sources:
        listed = ", ".join(sources[:5]) + (", …" if len(sources) > 5 else "")
        what = f"entries were written in “{code}” first: {listed}"
        yield Problem(Argument("CODE"), what, "Run: entraide locale source --all CODE-OF-ANOTHER")
