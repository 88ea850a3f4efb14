"""The icons of a project, all made from one drawing.

Browsers take the drawing itself. Phones want PNG squares: transparent ones or, where they cut them
into a shape of their own, with a background and a margin.
"""

import base64
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import resvg_py

from entraide.model.brand import Icon
from entraide.render.images.drawings import clean_drawing

FAVICON = "favicon.svg"  # below assets/, as all of these


@dataclass(frozen=True, slots=True)
class IconFile:
    """A PNG icon: its address, its size in pixels, and the share of it that the drawing takes."""

    path: str
    size: int
    share: float = 1
    has_ground: bool = False


# The share of what may be cut into a circle keeps the corners of a square drawing whole.
TAB_ICON = IconFile("favicon.ico", 32)
ICON_FILES = (
    IconFile("icons/icon-192.png", 192),
    IconFile("icons/icon-512.png", 512),
    IconFile("icons/apple-touch-icon.png", 180, 0.8, has_ground=True),
    IconFile("icons/maskable-512.png", 512, 0.56, has_ground=True),
)


def draw_icons(icon: Icon) -> Iterator[tuple[str, bytes]]:
    """Yield the path below `assets/` of every icon, and its bytes."""
    yield FAVICON, clean_drawing(icon.svg.encode()).copy
    for file in ICON_FILES:
        yield file.path, draw_icon(icon, file)


def draw_icon(icon: Icon, file: IconFile) -> bytes:
    """Return the icon as a PNG; fonts of the machine are not used."""
    ground = f'<rect width="100" height="100" fill="{icon.ground}"/>' if file.has_ground else ""
    side = 100 * file.share
    edge = (100 - side) / 2
    source = base64.b64encode(icon.svg.encode()).decode()
    square = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{ground}'
        f'<image x="{edge:g}" y="{edge:g}" width="{side:g}" height="{side:g}" '
        f'href="data:image/svg+xml;base64,{source}"/></svg>'
    )
    return resvg_py.svg_to_bytes(
        svg_string=square, width=file.size, height=file.size, skip_system_fonts=True
    )


def wrap_as_ico(png: bytes, size: int) -> bytes:
    """Return a PNG as an `.ico` file, which browsers request at the root of a host."""
    head = struct.pack("<HHH", 0, 1, 1)  # one picture
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), len(head) + 16)
    return head + entry + png
