"""Images that somebody sends: whether a file is one, and the name that it gets.

The type is judged by the content, whatever the name says. The new name has the small letters and
digits of the old one, and the beginning of the hash.
"""

import hashlib
from pathlib import Path, PurePosixPath

from entraide.content.docs.asset_files import LARGEST_SVG, MARKUP, SNIFFED
from entraide.content.docs.svg_files import SVG_CURE, check_svg
from entraide.content.entry_start import find_slug
from entraide.content.images.examination import (
    BROKEN_CURE,
    SMALLER_CURE,
    ImageFaultError,
    examine_image,
    open_image,
    read_properties,
)
from entraide.content.images.formats import SVG, is_image
from entraide.errors import Argument, EntraideError, Problem

MOST_BYTES = 20_000_000  # of an image that is sent
LONGEST_NAME = 40  # letters that stay of the name of a file
MARK = b"\xef\xbb\xbf"  # of UTF-8, at the beginning of a file
ENDINGS = {"AVIF": ".avif", "GIF": ".gif", "JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


def generate_name(data: bytes, sent_name: str) -> str:
    """Return the name of an image that was sent; EntraideError if it is none that we publish."""
    try:
        ending = _find_ending(data)
    except ImageFaultError as error:
        raise EntraideError(Problem(Argument("file"), *error.fault)) from error
    stem = PurePosixPath(sent_name.replace("\\", "/")).stem
    words = find_slug(stem)[:LONGEST_NAME].strip("-") or "image"
    return f"{words}-{hashlib.sha256(data).hexdigest()[:12]}{ending}"


def find_equal_image(data: bytes, folder: Path) -> str | None:
    """Return the name of a file in `folder` that is the same image; None where there is none."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    for file in files:
        is_equal = is_image(file.name) and file.is_file() and file.stat().st_size == len(data)
        if is_equal and file.read_bytes() == data:
            return file.name
    return None


def _find_ending(data: bytes) -> str:
    """Return the extension for an image, by its content, which is decoded to the end."""
    if len(data) > MOST_BYTES:
        what = f"the image is larger than {MOST_BYTES // 1_000_000} MB"
        raise ImageFaultError(what, SMALLER_CURE)
    if data.removeprefix(MARK).lstrip().startswith(b"<"):
        _check_drawing(data)
        return SVG
    with open_image(data) as image:
        kind = read_properties(image).format
    if kind not in ENDINGS or MARKUP.search(data[:SNIFFED]):
        raise ImageFaultError("this is no image of a kind that the editor takes", BROKEN_CURE)
    examine_image(data, f"image{ENDINGS[kind]}")
    return ENDINGS[kind]


def _check_drawing(data: bytes) -> None:
    if len(data) > LARGEST_SVG:
        raise ImageFaultError(f"the SVG is larger than {LARGEST_SVG:_} bytes", "Save it as a PNG")
    for _, what in check_svg(data):
        raise ImageFaultError(f"the SVG is more than a drawing: {what}", SVG_CURE)
