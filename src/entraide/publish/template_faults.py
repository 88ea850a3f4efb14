"""A mistake in a template: where it is, and what is wrong, for whoever wrote the template."""

import os
import re
import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from entraide.errors import EntraideError, FileLine, Problem

CURE = "What each template takes: entraide handbook templates"
QUOTED = re.compile(r"'([^']*)'")


def explain_template_error(error: TemplateError, root: Path) -> EntraideError:
    """Return the problem that `error` stands for, at the line of the template.

    Its path is shown from `root`, the folder of the project.
    """
    if isinstance(error, TemplateNotFound):
        what = f"there is no template {error.name}"
    else:
        what = QUOTED.sub(r"“\1”", error.message or "it cannot be drawn").rstrip(".")
    file, line = _find_line(error)
    shown = Path(os.path.relpath(file, root)).as_posix() if file else "overrides"
    return EntraideError(Problem(FileLine(shown, line), what, CURE))


def _find_line(error: TemplateError) -> tuple[str, int]:
    """Return the file and the line where Jinja was when it raised `error`; "" for no file."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or "", error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    html = [frame for frame in frames if frame.filename.endswith((".html", ".css"))]
    return (html[-1].filename, html[-1].lineno or 1) if html else ("", 0)
