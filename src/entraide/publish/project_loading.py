"""Loading a project for a build: read, convert and check all of it, and refuse a broken one."""

import gc
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from babel.support import NullTranslations

from entraide.content.catalogs import read_page_catalog
from entraide.content.checks import check_project
from entraide.content.dates import resolve_day
from entraide.content.markdown.html_writer import get_generated_words
from entraide.content.outline import Outline
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.errors import ContentError, ProblemLog, select_errors
from entraide.model.site import TypesetSite
from entraide.publish.build_context import BuildContext
from entraide.publish.insert_families import build_inserts
from entraide.publish.partial_rendering import PartialRenderer
from entraide.publish.site_assets import find_assets
from entraide.publish.site_texts import LocaleResources, SiteTexts, iter_texts
from entraide.publish.site_typesetting import typeset_site
from entraide.publish.term_definitions import build_definitions
from entraide.render.conversion import RawText
from entraide.render.text_cache import TextCache
from entraide.render.text_conversion import convert_texts

Catalogs = dict[str, NullTranslations]


def open_project(
    config_file: Path, *, serving: bool, advise: Callable[[str], object]
) -> BuildContext:
    """Return the context of a build; raise ContentError with every problem of a broken project.

    `advise` gets each warning.
    """
    gc.set_threshold(50_000, 20, 50)  # what a build makes, it keeps: looking for garbage is dear
    reading = read_site(read_settings(config_file))
    site = typeset_site(reading)
    log = ProblemLog()
    catalogs = _read_catalogs(reading, log)
    day = resolve_day()
    texts = _make_texts(reading, site, catalogs, day)
    raw_texts = list(_iter_texts(reading, catalogs))
    outlines = _convert_texts(raw_texts, texts, TextCache(reading.settings.root))
    log.extend(check_project(reading, day, outlines))
    log.raise_if_errors()
    for warning in sorted(log):
        advise(str(warning))
    build = BuildContext(reading, site, catalogs, site.default_locale, serving, texts, day)
    build.pair_headings_behind()
    return build


def _make_texts(
    reading: SiteReading, site: TypesetSite, catalogs: Catalogs, day: date
) -> SiteTexts:
    """Make the texts, with what data puts into them; without it where the data is broken."""
    if select_errors(reading.problems):
        return SiteTexts(site, {}, find_assets(reading.settings))
    partials = {
        locale.code: PartialRenderer(reading.settings.theme_folders, locale, catalogs[locale.code])
        for locale in site.locales
    }
    return SiteTexts(
        site,
        {
            code: LocaleResources(
                build_inserts(site, locale_partials, day),
                build_definitions(site, locale_partials),
                reading.values[code],
                locale_partials.catalog.gettext("Link to this section"),
            )
            for code, locale_partials in partials.items()
        },
        find_assets(reading.settings),
    )


def _read_catalogs(reading: SiteReading, log: ProblemLog) -> Catalogs:
    """Read the catalog of each locale; one that cannot be used has no words."""
    catalogs: Catalogs = {}
    for locale in reading.settings.locales:
        try:
            catalogs[locale.code] = read_page_catalog(reading.settings, locale)
        except ContentError as error:
            catalogs[locale.code] = NullTranslations()
            log.extend(error.problems)
    return catalogs


def _iter_texts(reading: SiteReading, catalogs: Catalogs) -> Iterator[tuple[str, RawText]]:
    """Yield the path and the text of every file."""
    generated_words = {
        code: tuple(get_generated_words(each).items()) for code, each in catalogs.items()
    }
    shows_hosts = reading.settings.links == "https"
    for text in iter_texts(reading.site):
        lang = reading.site.get_locale(text.locale).lang
        yield (
            text.path,
            RawText(text.body, text.title, lang, generated_words[text.locale], shows_hosts),
        )


def _convert_texts(
    raw_texts: list[tuple[str, RawText]], texts: SiteTexts, cache: TextCache
) -> Mapping[str, Outline]:
    """Convert `raw_texts` into `texts`; return their outlines by path, for the checks."""
    outlines = {}
    results = convert_texts([text for _, text in raw_texts], cache)
    for (path, _), result in zip(raw_texts, results, strict=True):
        texts.add(path, result)
        outlines[path] = result.outline
    return outlines
