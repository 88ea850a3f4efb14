"""Read and check the whole project before MkDocs touches anything.

A broken project stops here with the report of `entraide check`, and the last good site stays.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from entraide.content.build_stages import write_line
from entraide.content.dates import SOURCE_DATE_VARIABLE
from entraide.errors import EntraideError
from entraide.model.recent_changes import find_newest_timestamp
from entraide.publish.build_context import BuildContext
from entraide.publish.page_files import make_forge_url
from entraide.publish.project_loading import open_project

if TYPE_CHECKING:  # a build starts no server
    from mkdocs.livereload import LiveReloadServer as Server

started = {"command": "build"}  # of the process, not of a build: MkDocs says it only at start-up


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    del dirty  # part of the event
    started["command"] = command


def on_config(config: MkDocsConfig) -> None:
    if not BuildContext.is_attached_to(config):
        _open_project(config).attach_to(config)
    build = BuildContext.from_config(config)
    build.folder, build.site_url = Path(config.site_dir), config.site_url or ""
    build.forge_url = make_forge_url(config.repo_url, config.edit_uri)
    i18n = config.plugins["i18n"]  # it tells the locale from its second pass on
    build.enter_pass(getattr(i18n, "current_language", None))


def on_serve(server: "Server", config: MkDocsConfig, builder: object) -> "Server":
    del builder  # part of the event
    sys.stderr.write(f"Read the site, drafts too, at {config.site_url} (Ctrl+C stops).\n")
    return server


def _open_project(config: MkDocsConfig) -> BuildContext:
    if prepared := BuildContext.find_prepared(config):
        return prepared
    serving = started["command"] == "serve"
    try:  # warnings are none of MkDocs: the calendar fails no build
        build = open_project(Path(config.config_file_path), serving=serving, advise=write_line)
    except EntraideError as error:
        raise PluginError(f"nothing was built.\n{error}") from error
    # Whatever writes a time of its own writes the day of the newest text: builds are alike.
    os.environ.setdefault(SOURCE_DATE_VARIABLE, str(find_newest_timestamp(build.typeset_site)))
    return build
