"""Explain in one line why a build cannot be written: a full disk, a missing right, a bad date.

Mistakes in the content are reported before anything is written: see build_start.
"""

import sys

from mkdocs.exceptions import PluginError

from entraide.content.dates import read_source_date
from entraide.errors import EntraideError, format_os_error


def on_startup(*, command: str, dirty: bool) -> None:
    del command, dirty  # parts of the event
    try:
        read_source_date()  # MkDocs would take whatever stands there for a number
    except EntraideError as error:
        raise PluginError(str(error)) from error


def on_build_error(error: Exception) -> None:
    if isinstance(error, OSError | EntraideError):
        text = format_os_error(error, "the site") if isinstance(error, OSError) else str(error)
        sys.stderr.write(f"{text}\n")
        raise SystemExit(1) from error
