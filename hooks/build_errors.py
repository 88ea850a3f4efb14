"""Explain in one line why a build cannot be written: a full disk, a missing right, a bad date.

Mistakes in the content are reported before anything is written: see build_start.
"""

import logging
import sys
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from entraide.content.build_stages import make_room
from entraide.content.dates import read_source_date
from entraide.errors import EntraideError, format_os_error
from entraide.publish.template_faults import explain_template_error

project = {"root": Path()}  # of the build: MkDocs says it at the first step only


def on_startup(*, command: str, dirty: bool) -> None:
    del command, dirty  # parts of the event
    for handler in logging.getLogger("mkdocs").handlers:
        handler.addFilter(_give_way)
    try:
        read_source_date()  # MkDocs would take whatever stands there for a number
    except EntraideError as error:
        raise PluginError(str(error)) from error


def on_config(config: MkDocsConfig) -> None:
    project["root"] = Path(config.config_file_path).parent


def _give_way(record: logging.LogRecord) -> bool:
    """Begin the line of `record` where the progress of the build was shown."""
    del record
    make_room()
    return True


def on_build_error(error: Exception) -> None:
    make_room()
    if isinstance(error, TemplateError):
        error = explain_template_error(error, project["root"])
    if isinstance(error, OSError | EntraideError):
        text = format_os_error(error, "the site") if isinstance(error, OSError) else str(error)
        sys.stderr.write(f"{text}\n")
        raise SystemExit(1) from error
