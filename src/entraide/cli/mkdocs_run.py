"""Running MkDocs as a program, quietly: Material's banner is off, its own log stays.

The commands never import MkDocs (only hooks do), so that they start at once.
"""

import os
import subprocess
import sys
from pathlib import Path

from entraide.content.today import VARIABLE, as_of


def run_mkdocs(config_file: Path, *arguments: str, day: str | None = None) -> int:
    """Run `mkdocs` on the project of `config_file`, as of `day`; its exit status."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    if day:
        environment[VARIABLE] = as_of(day).isoformat()
    command = [sys.executable, "-m", "mkdocs", *arguments, "--config-file", str(config_file)]
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - ours
