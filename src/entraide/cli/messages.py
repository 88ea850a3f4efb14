"""`entraide messages`: find the interface strings, and bring every catalog up to date with them.

Translations are never guessed: a new message is empty, one that is no longer used is kept at the
end of its file, and comes back with its translation when it is used again.
"""

from copy import deepcopy
from pathlib import Path

import click
from babel.messages.catalog import Catalog

from entraide.cli.generated_files import find_stale
from entraide.content.catalogs import (
    check_catalogs,
    get_catalog_path,
    get_template_path,
    is_english,
    is_translated,
    parse_catalog,
)
from entraide.content.messages import extract_messages, format_catalog
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.writer import replace_all
from entraide.errors import ContentError, ProblemLog
from entraide.model.locales import Locale, to_gettext_code


@click.command("messages")
@click.option("--check", is_flag=True, help="Write nothing; fail if a catalog has mistakes.")
def update_messages(*, check: bool) -> None:
    """Find the words of the interface, and update the catalogs in overrides/locales."""
    settings = read_settings(find_project(Path.cwd()))
    if check:
        _check_catalogs(settings)
        return
    log = ProblemLog()
    template = extract_messages(settings, log)
    texts = {get_template_path(settings): format_catalog(template)}
    counts = []
    for locale in settings.locales:
        path = get_catalog_path(settings, locale.code)
        if not is_english(locale) or path.is_file():
            catalog = _update_catalog(settings, locale, template)
            texts[path] = format_catalog(catalog)
            counts.append(
                f"{settings.make_relative(path)}: {_count_untranslated(catalog)} to translate"
            )
    log.raise_if_errors()
    replace_all(find_stale(texts))
    click.echo("\n".join([f"Interface strings: {len(template)}", *counts]))


def _check_catalogs(settings: Settings) -> None:
    ProblemLog(check_catalogs(settings)).raise_if_errors()
    click.echo("The catalogs are complete and up to date.")


def _update_catalog(settings: Settings, locale: Locale, template: Catalog) -> Catalog:
    """Return the catalog of `locale` with the messages of `template`, in their order.

    Its translations stay; messages that are not in `template` become obsolete.
    """
    path = get_catalog_path(settings, locale.code)
    catalog = _read_catalog(settings, path, locale) if path.is_file() else _make_catalog(locale)
    unused, catalog.obsolete = catalog.obsolete, {}
    for message in unused.values():
        if catalog.get(message.id, message.context) is None:
            catalog[message.id] = message
    catalog.update(deepcopy(template), no_fuzzy_matching=True, update_creation_date=False)
    return catalog


def _read_catalog(settings: Settings, path: Path, locale: Locale) -> Catalog:
    log = ProblemLog()
    catalog = parse_catalog(path, settings.make_relative(path), locale.code, log)
    if catalog is None:
        raise ContentError(*log)
    return catalog


def _make_catalog(locale: Locale) -> Catalog:
    return Catalog(
        locale=to_gettext_code(locale.lang),
        project="Entraide",
        version="messages",
        last_translator="",
        language_team="",
        fuzzy=False,
        header_comment=f"# The interface strings in {locale.name}.",
    )


def _count_untranslated(catalog: Catalog) -> int:
    return sum(1 for message in catalog if message.id and not is_translated(message))
