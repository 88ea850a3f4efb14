"""Read and check the whole project before MkDocs touches anything.

A broken tree stops here with the same report as `entraide check`, and the last good site stays.
"""

from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from entraide.content.catalogs import read_catalog
from entraide.content.checks import check_project
from entraide.content.reader import Reading, read_site
from entraide.content.settings import read_settings
from entraide.content.today import as_of
from entraide.errors import EntraideError, errors_in, report
from entraide.publish.filled import filled_site
from entraide.publish.stage import Stage

log = get_plugin_logger("entraide")
started = {"command": "build"}  # of the process, not of a build: MkDocs says it only at start-up


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    del dirty  # part of the event
    started["command"] = command


def on_config(config: MkDocsConfig) -> None:
    i18n = config.plugins["i18n"]
    code = getattr(i18n, "current_language", None) or getattr(i18n, "default_language", "")
    if not Stage.is_on(config):
        _first_stage(config).put_on(config)
    stage = Stage.of(config)
    stage.locale = stage.site.locale(str(code))


def _first_stage(config: MkDocsConfig) -> Stage:
    try:
        reading = read_site(read_settings(Path(config.config_file_path)))
        problems = check_project(reading, as_of())
    except EntraideError as error:
        raise PluginError(str(error)) from error
    if errors_in(problems):
        raise PluginError(f"the content has problems, nothing was built.\n{report(problems)}")
    for problem in problems:
        log.info(str(problem))
    return _stage(reading)


def _stage(reading: Reading) -> Stage:
    return Stage(
        reading=reading,
        site=filled_site(reading),
        catalogs={
            locale.code: read_catalog(reading.settings, locale.code)
            for locale in reading.site.locales
        },
        locale=reading.site.default,
        serving=started["command"] == "serve",
    )
