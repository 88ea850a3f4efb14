"""Loading a project for a build: read, convert and check all of it, and refuse a broken one."""

import gc
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from babel.support import NullTranslations

from entraide.content.build_stages import run_stage
from entraide.content.catalogs import read_page_catalog
from entraide.content.checks import check_project
from entraide.content.dates import resolve_day
from entraide.content.markdown.html_writer import BorrowedTexts, get_generated_words
from entraide.content.outline import Outline
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.errors import ContentError, ProblemLog, select_errors
from entraide.model.entry import LocalisedVersion, PageText
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
    with run_stage("Read the project"):
        reading = read_site(read_settings(config_file), remembers=True)
        site = typeset_site(reading)
    log = ProblemLog()
    catalogs = read_catalogs(reading, log)
    day = resolve_day()
    languages = (
        {} if select_errors(reading.problems) else make_resources(reading, site, catalogs, day)
    )
    texts = SiteTexts(site, languages, find_assets(reading.settings, reading.docs_files))
    raw_texts = list(iter_raw_texts(reading, catalogs))
    with run_stage("Convert the texts"):
        outlines = _convert_texts(raw_texts, texts, TextCache(reading.settings.root))
    with run_stage("Check everything"):
        log.extend(check_project(reading, day, outlines, remembers=True))
    log.raise_if_errors()
    for warning in sorted(log):
        advise(str(warning))
    context = (reading, site, catalogs, site.default_locale, serving, texts, day)
    build = BuildContext(*context, shows_drafts=serving)
    build.pair_headings_behind()
    return build


def make_resources(
    reading: SiteReading, site: TypesetSite, catalogs: Catalogs, day: date
) -> Mapping[str, LocaleResources]:
    """Return the data that goes into texts, by the locale of the text; it must have no mistake."""
    partials = {
        locale.code: PartialRenderer(reading.settings.theme_folders, locale, catalogs[locale.code])
        for locale in site.locales
    }
    return {
        code: LocaleResources(
            build_inserts(site, locale_partials, day),
            build_definitions(site, locale_partials),
            reading.values[code],
            dict.fromkeys(reading.platform.borrowed.get(code, ()), site.default_locale),
            locale_partials.catalog.gettext("Link to this section"),
        )
        for code, locale_partials in partials.items()
    }


def read_catalogs(reading: SiteReading, log: ProblemLog) -> Catalogs:
    """Read the catalog of each locale; one that cannot be used has no words."""
    catalogs: Catalogs = {}
    for locale in reading.settings.locales:
        try:
            catalogs[locale.code] = read_page_catalog(reading.settings, locale)
        except ContentError as error:
            catalogs[locale.code] = NullTranslations()
            log.extend(error.problems)
    return catalogs


def iter_raw_texts(reading: SiteReading, catalogs: Catalogs) -> Iterator[tuple[str, RawText]]:
    """Yield the path and the text of every file."""
    make_raw_text = make_raw_texts(reading, catalogs)
    for text in iter_texts(reading.site):
        yield text.path, make_raw_text(text)


def make_raw_texts(reading: SiteReading, catalogs: Catalogs) -> Callable[[PageText], RawText]:
    """Return a function that makes of each text the form that is converted."""
    words = {code: tuple(get_generated_words(each).items()) for code, each in catalogs.items()}
    locales = {locale.code: locale for locale in reading.site.locales}
    shows_hosts = reading.settings.links == "https"

    def make_raw_text(text: PageText) -> RawText:
        lang, generated_words = locales[text.locale].lang, words[text.locale]
        borrowed = None
        if isinstance(text, LocalisedVersion) and text.borrowed:
            source = locales[text.source_locale]
            borrowed = BorrowedTexts(source.lang, source.dir, text.borrowed)
        return RawText(text.body, text.title, lang, generated_words, shows_hosts, borrowed)

    return make_raw_text


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
