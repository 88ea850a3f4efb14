"""The icons of a project, all made from its one drawing.

Browsers take the drawing itself. Phones want squares of dots: with nothing behind the drawing, or,
where they cut them into a shape of their own, with a ground and a margin.
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
    """A file of dots: its address, how wide and high, and which share of that the drawing takes."""

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
    """Yield the path below `assets/` of every icon, and what is in it."""
    yield FAVICON, clean_drawing(icon.svg.encode()).copy
    for file in ICON_FILES:
        yield file.path, draw_icon(icon, file)


def draw_icon(icon: Icon, file: IconFile) -> bytes:
    """Return the icon as a PNG; the fonts of the machine have no part in it."""
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
    """Return a PNG in the container that browsers ask for at the root of a host, unlinked."""
    head = struct.pack("<HHH", 0, 1, 1)  # one picture
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), len(head) + 16)
    return head + entry + png
