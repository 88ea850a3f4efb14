"""The files of the brand in the built site: its icons, its marks, its letters.

The icons stand in the place of those that come with the theme.
"""

from collections.abc import Iterator

from entraide.model.brand import Brand
from entraide.publish.icons import TAB_ICON, draw_icon, draw_icons, wrap_as_ico

ASSETS = "assets/"
SHARE_IMAGE = f"{ASSETS}icons/icon-512.png"  # what a page shows where somebody shares it


def iter_brand_outputs(brand: Brand) -> Iterator[tuple[str, bytes]]:
    """Yield the path of each file on the site, and what is in it."""
    for url, path in brand.files.items():
        yield f"{ASSETS}{url}", path.read_bytes()
    if brand.icon:
        for url, content in draw_icons(brand.icon):
            yield f"{ASSETS}{url}", content
        yield TAB_ICON.path, wrap_as_ico(draw_icon(brand.icon, TAB_ICON), TAB_ICON.size)
