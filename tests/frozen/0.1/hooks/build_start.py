"""Read and check the whole project before MkDocs touches anything.

A broken project stops here with the report of `entraide check`, and the last good site stays.
"""

import os
import sys
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from entraide.content.dates import SOURCE_DATE_VARIABLE
from entraide.content.settings import SERVED_AT
from entraide.errors import EntraideError
from entraide.model.recent_changes import find_newest_timestamp
from entraide.publish.build_context import BuildContext
from entraide.publish.page_files import make_forge_url
from entraide.publish.project_loading import open_project

started = {"command": "build"}  # of the process, not of a build: MkDocs says it only at start-up


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    del dirty  # part of the event
    started["command"] = command


def on_config(config: MkDocsConfig) -> None:
    config.site_url = os.environ.get(SERVED_AT) or config.site_url
    if not BuildContext.is_attached_to(config):
        _open_project(config).attach_to(config)
    build = BuildContext.from_config(config)
    build.folder, build.site_url = Path(config.site_dir), config.site_url or ""
    build.forge_url = make_forge_url(config.repo_url, config.edit_uri)
    i18n = config.plugins["i18n"]  # it tells the locale from its second pass on
    build.enter_pass(getattr(i18n, "current_language", None))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    del builder  # part of the event
    sys.stderr.write(f"Read the site, drafts too, at {config.site_url} (Ctrl+C stops).\n")
    return server


def _open_project(config: MkDocsConfig) -> BuildContext:
    serving = started["command"] == "serve"
    try:
        build = open_project(Path(config.config_file_path), serving=serving, advise=_advise)
    except EntraideError as error:
        raise PluginError(f"nothing was built.\n{error}") from error
    # Whatever writes a time of its own writes the day of the newest text: builds are alike.
    os.environ.setdefault(SOURCE_DATE_VARIABLE, str(find_newest_timestamp(build.typeset_site)))
    return build


def _advise(warning: str) -> None:
    sys.stderr.write(f"{warning}\n")  # not a warning of MkDocs: the calendar fails no build
