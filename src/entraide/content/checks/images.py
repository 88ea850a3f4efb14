"""Checks of the images beside the texts: each can be decoded, and none is needlessly large."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from entraide.content.cached_files import CachedFiles, make_result_key
from entraide.content.checks.project import Project, to_warning
from entraide.content.docs.files import FileKind
from entraide.content.images import examination, formats, metadata
from entraide.content.images.examination import (
    SMALLER_CURE,
    ImageFaultError,
    describe_weight,
    examine_image,
)
from entraide.content.images.formats import (
    CACHE_NAME,
    FORMATS,
    HEAVY_FILE,
    LARGEST_FILE,
    get_suffix,
)
from entraide.errors import Fault, FileLine, Problem


def check_images(project: Project) -> Iterator[Problem]:
    """Yield images that no browser or no decoder shows, and warn of large ones.

    One that was refused already, as a page under the name of an image, is left out.
    """
    cached_files = CachedFiles(project.settings.root, CACHE_NAME)
    for file in project.docs_files:
        name = project.settings.make_relative(file.path)
        suffix = get_suffix(file.name)
        if file.kind is not FileKind.ASSET or suffix not in FORMATS:
            continue
        if name not in project.refused_files:
            yield from _check_image(file.path, name, cached_files)


def _check_image(path: Path, name: str, cached_files: CachedFiles) -> Iterator[Problem]:
    location = FileLine(name, 1)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            what = f"the image is larger than {LARGEST_FILE // 1_000_000} MB"
            yield Problem(location, what, SMALLER_CURE)
            return
        data = path.read_bytes()
    except OSError:  # the reader of files has reported it
        return
    if fault := _find_fault(data, name, cached_files):
        yield Problem(location, *fault)
    elif size > HEAVY_FILE:
        yield to_warning(Problem(location, *describe_weight(size)))


def _find_fault(data: bytes, name: str, cached_files: CachedFiles) -> Fault | None:
    """Return what is wrong with an image; one that was decoded before is not decoded again."""
    key = make_result_key(data, f"fault {get_suffix(name)} {_describe_examiner()}")
    if (known := cached_files.read(key)) is not None:
        return tuple(json.loads(known)) or None
    fault = None
    try:
        examine_image(data, name)
    except ImageFaultError as error:
        fault = error.fault
    cached_files.write(key, json.dumps(fault or []).encode())
    return fault


@cache
def _describe_examiner() -> str:
    """Return a description of what decodes images: our code’s hash, and Pillow’s version."""
    modules = (examination, formats, metadata)
    code = b"".join(Path(str(module.__file__)).read_bytes() for module in modules)
    return f"{hashlib.sha256(code).hexdigest()} {version('pillow')}"
