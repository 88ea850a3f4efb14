"""The files for containers: compose.yaml, the images, and what a build of them reads.

This repository builds its own wheel; any other project installs the version in its
requirements.txt. The files of this repository are generated and begin with a line that says so; a
project owns its files.
"""

import re
from collections.abc import Mapping

from entraide.shipped_folders import PACKAGE

FOLDER = PACKAGE / "samples" / "containers"
HOST = "help.square.example"  # in the files that we ship
NOTICE = "# Written by `entraide servers`, from src/entraide/samples/containers/: change that.\n"
WHEEL_MARKER = "# WHEEL\n"
NO_NAME = re.compile(r"[^a-z0-9]+")


def build_container_files(host: str, *, from_source: bool) -> Mapping[str, str]:
    """Return the text of each file by its path in the project, for the site at `host`."""
    origin = "from-source" if from_source else "from-index"
    compose = _read("compose.yaml").replace(_make_name(HOST), _make_name(host)).replace(HOST, host)
    dockerfile = _read("Dockerfile").replace(WHEEL_MARKER, _read(f"wheel-{origin}.txt"))
    texts = {
        "compose.yaml": compose,
        "deploy/Dockerfile": dockerfile,
        ".dockerignore": _read(f"ignored-{origin}.txt"),
    }
    return {path: NOTICE + text for path, text in texts.items()} if from_source else texts


def _make_name(host: str) -> str:
    """Return `host` as a Compose project name, which is the prefix of its volumes."""
    return NO_NAME.sub("-", host.lower()).strip("-") or "help"


def _read(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")
