"""Opening a project for a build: read it, check all of it, and refuse a broken one."""

from collections.abc import Callable
from pathlib import Path

from entraide.content.catalogs import read_catalog
from entraide.content.checks import check_project
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.content.today import as_of
from entraide.errors import ContentError, Problem, errors_in
from entraide.publish.filled import filled_site
from entraide.publish.stage import Stage


def open_project(config_file: Path, *, serving: bool, advise: Callable[[Problem], object]) -> Stage:
    """The stage of a build; ContentError has every problem, `advise` is told each warning."""
    reading = read_site(read_settings(config_file))
    problems = check_project(reading, as_of())
    if errors_in(problems):
        raise ContentError(problems)
    for warning in sorted(problems):
        advise(warning)
    site = reading.site
    catalogs = {locale.code: read_catalog(reading.settings, locale.code) for locale in site.locales}
    return Stage(reading, filled_site(reading), catalogs, site.default, serving)
