"""Failures to open a site or to draw a page, as problems for the writer."""

from pathlib import Path

from jinja2 import TemplateError

from entraide.errors import BuildStep, EntraideError, Problem, explain_os_error
from entraide.publish.template_faults import explain_other_error, explain_template_error


def explain_failure(error: Exception, root: Path) -> EntraideError:
    """Return the problems of the project in `root` for any exception that was raised."""
    if isinstance(error, EntraideError):
        return error
    if isinstance(error, TemplateError):
        return explain_template_error(error, root)
    if isinstance(error, OSError):
        return EntraideError(Problem(BuildStep("preview"), *explain_os_error(error)))
    if in_template := explain_other_error(error, root):
        return in_template
    what = f"{type(error).__name__}: {error}"
    cure = "See what entraide build says; if it says nothing, this is a fault of ours"
    return EntraideError(Problem(BuildStep("preview"), what, cure))
