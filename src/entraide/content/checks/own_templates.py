"""A project's own templates: whether each is in the place of one of ours, and knows the newest.

Files of pages are drawn from them in any case: what is found here are warnings.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from entraide.content.checks.project import Project
from entraide.content.own_templates import OwnState, OwnTemplates
from entraide.errors import Fault, FileLine, Problem, Severity


def check_own_templates(project: Project) -> Iterator[Problem]:
    """Warn of each own template that is behind ours, or in the place of none."""
    templates = OwnTemplates.from_settings(project.settings)
    for name in templates.names:
        if fault := _find_fault(templates, name):
            path = project.settings.make_relative(templates.folder / name)
            yield Problem(FileLine(path, 1), *fault, Severity.WARNING)


def _find_fault(templates: OwnTemplates, name: str) -> Fault | None:
    match templates.get_state(name):
        case OwnState.BEHIND:
            what = "ours has changed since this was copied"
            return what, f"See what: entraide override {name} --diff"
        case OwnState.UNRECORDED:
            what = "nothing says which of ours this was copied from"
            return what, f"If it is the one of today, run: entraide override {name}"
        case OwnState.ADDED:
            return _find_stray(templates, name)
    return None


def _find_stray(templates: OwnTemplates, name: str) -> Fault | None:
    """Return what is wrong with a template that replaces none of ours; None if another uses it."""
    if not name.endswith(".html") or templates.is_mentioned(name):
        return None
    if templates.get_copy_path(name).is_file():
        return "there is no such template of ours any more", "Remove it, or name it in another"
    siblings = {
        Path(other).stem: other
        for other in sorted(templates.shipped_names)
        if Path(other).parent == Path(name).parent
    }
    near = get_close_matches(Path(name).stem, siblings, n=1, cutoff=0.7)
    other = "Name it in another template, or remove it"
    cure = f"Did you mean {siblings[near[0]]}?" if near else other
    return "this is in the place of no template, and none names it", cure
