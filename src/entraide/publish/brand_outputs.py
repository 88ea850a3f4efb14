"""The files of the brand in the built site: its icons, its marks, its letters.

The icons stand in the place of those that come with the theme.
"""

from collections.abc import Iterator

from entraide.content.images.metadata import strip_metadata
from entraide.model.brand import Brand
from entraide.publish.icons import TAB_ICON, draw_icon, draw_icons, wrap_as_ico
from entraide.render.images.drawings import clean_drawing

ASSETS = "assets/"
STRIPPED = {".png": "PNG", ".gif": "GIF", ".webp": "WEBP"}
SHARE_IMAGE = f"{ASSETS}icons/icon-512.png"  # what a page shows where somebody shares it


def iter_brand_outputs(brand: Brand) -> Iterator[tuple[str, bytes]]:
    """Yield the path of each file on the site, and its content."""
    for url, path in brand.files.items():
        yield f"{ASSETS}{url}", _clean(path.read_bytes(), path.suffix.lower())
    if brand.icon:
        for url, content in draw_icons(brand.icon):
            yield f"{ASSETS}{url}", content
        yield TAB_ICON.path, wrap_as_ico(draw_icon(brand.icon, TAB_ICON), TAB_ICON.size)


def _clean(content: bytes, suffix: str) -> bytes:
    """Return an image of the brand without metadata about people, places and days."""
    if suffix == ".svg":
        return clean_drawing(content).copy
    if suffix in STRIPPED:
        return strip_metadata(content, STRIPPED[suffix])
    return content  # letters
