"""Running MkDocs in this process, quietly: Material's banner is off, its own log stays.

The commands never import MkDocs when they start (only hooks do), so that they answer at once.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from entraide.content.dates import DAY_VARIABLE, resolve_day


def run_mkdocs(config_file: Path, *arguments: str, day: str | None = None) -> int:
    """Run `mkdocs` on the project of `config_file`, as of `day`; return its exit status."""
    with _set_surroundings(_make_environment(day)):
        program = import_module("entraide.mkdocs_plugin").load_hook("program_run")
        status: int = program.run_program([*arguments, "--config-file", str(config_file)])
        return status


@contextmanager
def _set_surroundings(environment: Mapping[str, str]) -> Iterator[None]:
    """Give this process, within the `with` block, what a program of its own would have."""
    variables, path = dict(os.environ), list(sys.path)
    os.environ.update(environment)
    sys.path.insert(0, str(Path.cwd()))  # as `python -m mkdocs` has it
    try:
        yield
    finally:
        sys.path[:] = path
        os.environ.clear()
        os.environ.update(variables)


def _make_environment(day: str | None) -> dict[str, str]:
    environment = {"NO_MKDOCS_2_WARNING": "1"}
    if day:
        environment[DAY_VARIABLE] = resolve_day(day).isoformat()
    return environment
