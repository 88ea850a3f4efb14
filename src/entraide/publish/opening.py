"""Loading a project for a build: read, convert and check all of it, and refuse a broken one."""

import gc
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from babel.support import NullTranslations

from entraide.content.catalogs import read_catalog
from entraide.content.checks import check_project
from entraide.content.checks.project import Project
from entraide.content.checks.upkeep import summarize_upkeep
from entraide.content.outline import Outline
from entraide.content.reader import Reading, read_site
from entraide.content.settings import read_settings
from entraide.content.today import as_of
from entraide.errors import ContentError, Problem, errors_in
from entraide.model.site import Site
from entraide.publish.bodies import generated_words
from entraide.publish.families import inserts_of
from entraide.publish.filled import filled_site
from entraide.publish.pieces import Pieces
from entraide.publish.stage import Stage
from entraide.publish.terms import definitions
from entraide.publish.texts import Language, Texts, texts_of
from entraide.render.cache import Cache
from entraide.render.conversion import Text
from entraide.render.texts import convert_all

Catalogs = dict[str, NullTranslations]


def open_project(config_file: Path, *, serving: bool, advise: Callable[[str], object]) -> Stage:
    """Return the context of a build; raise ContentError with every problem of a broken project.

    `advise` gets each warning, then one line on what staff should look after.
    """
    gc.set_threshold(50_000, 20, 50)  # what a build makes, it keeps: looking for garbage is dear
    reading = read_site(read_settings(config_file))
    site = filled_site(reading)
    catalogs, problems = _read_catalogs(reading)
    day = as_of()
    texts = _make_texts(reading, site, catalogs, day)
    given = list(_iter_texts(reading, catalogs))
    outlines = _convert_texts(given, texts, Cache(reading.settings.root))
    problems += check_project(reading, day, outlines)
    if errors_in(problems):
        raise ContentError(problems)
    for warning in sorted(problems):
        advise(str(warning))
    if line := summarize_upkeep(Project(reading, day, outlines)):
        advise(line)
    build = Stage(reading, site, catalogs, site.default, serving, texts, day)
    build.pair_behind()
    return build


def _make_texts(reading: Reading, site: Site, catalogs: Catalogs, day: date) -> Texts:
    """Make the texts, with what data puts into them; without it where the data is broken."""
    if errors_in(reading.problems):
        return Texts(site, {})
    overrides = reading.settings.overrides
    pieces = {
        locale.code: Pieces(overrides, locale, catalogs[locale.code]) for locale in site.locales
    }
    return Texts(
        site,
        {
            code: Language(
                inserts_of(site, own, day),
                definitions(site, own),
                reading.values[code],
                own.words.gettext("Link to this section"),
            )
            for code, own in pieces.items()
        },
    )


def _read_catalogs(reading: Reading) -> tuple[Catalogs, list[Problem]]:
    """Read the catalog of each locale; return them with the problems of unusable ones."""
    catalogs: Catalogs = {}
    problems: list[Problem] = []
    for locale in reading.settings.locales:
        try:
            catalogs[locale.code] = read_catalog(reading.settings, locale.code)
        except ContentError as error:
            catalogs[locale.code] = NullTranslations()
            problems += error.problems
    return catalogs, problems


def _iter_texts(reading: Reading, catalogs: Catalogs) -> Iterator[tuple[str, Text]]:
    """Yield the path and the text of every file."""
    words = {code: tuple(generated_words(each).items()) for code, each in catalogs.items()}
    shows_hosts = reading.settings.links == "https"
    for text in texts_of(reading.site):
        lang = reading.site.locale(text.locale).lang
        yield text.path, Text(text.body, text.title, lang, words[text.locale], shows_hosts)


def _convert_texts(
    given: list[tuple[str, Text]], texts: Texts, cache: Cache
) -> Mapping[str, Outline]:
    """Convert the `given` texts into `texts`; return their outlines by path, for the checks."""
    outlines = {}
    results = convert_all([text for _, text in given], cache)
    for (path, _), result in zip(given, results, strict=True):
        texts.keep(path, result)
        outlines[path] = result.outline
    return outlines
