"""Steps that bring a project of an older format up to date, one a module.

A step is a pure function: it gets the files of a project, and says which it would write or remove,
and what is left to people. It loses nothing: a file that people changed is never removed. A step of
a released version never changes, but for mistakes in it; a new format gets a step of its own.
"""

from collections.abc import Callable, Mapping

from entraide.content.upgrades import format_2
from entraide.content.upgrades.changes import Files, StepResult, apply_changes

# Each by the format that it makes of the one before.
STEPS: Mapping[int, Callable[[Files], StepResult]] = {2: format_2.upgrade}


def run_steps(files: Files, after: int) -> StepResult:
    """Run the steps that follow the format `after`, each on what the one before it makes."""
    whole = StepResult()
    now = files
    for number, step in sorted(STEPS.items()):
        if number > after:
            result = step(now)
            now = apply_changes(now, result.changes)
            whole.changes += result.changes
            whole.notes += result.notes
    return whole
