"""The attributes of an image: a browser makes room for it by them, and loads the right copy.

A browser keeps the place free by `width` and `height`, and nothing moves when the image comes. It
chooses among the copies by how wide the image is shown (`sizes`) and how dense the screen is.
"""

from collections.abc import Callable
from html import escape

from entraide.render.images.publication import PublishedImage

COLUMN = 640  # pixels: the longest line of text (`--measure` of tokens.css)
GUTTERS = "2rem"  # left and right of the text on a phone (`--gutter`), together
LATER = ' loading="lazy" decoding="async"'


def format_image_attributes(
    image: PublishedImage | None, written: tuple[str, str], resolve: Callable[[str], str]
) -> str:
    """Return the attributes of `<img>` beside its address and its words, each after a space.

    `written` are the width and the height that the text gives it, "" for none; `resolve` makes an
    address of the page of one from the site's base. Without an `image` nothing is known of it.
    """
    if image is None or not image.width:
        sides = zip(("width", "height"), written, strict=True)
        return "".join(f' {name}="{escape(side)}"' for name, side in sides if side) + LATER
    width, height = _measure(image, written)
    copies = ", ".join(f"{resolve(address)} {width}w" for width, address in image.candidates)
    sizes = ""
    if copies:
        shown = min(width, COLUMN)
        fits = f"(min-width: {shown + 32}px) {shown}px, calc(100vw - {GUTTERS})"
        sizes = f' srcset="{escape(copies)}" sizes="{fits}"'
    return f'{sizes} width="{width}" height="{height}"{LATER}'


def _measure(image: PublishedImage, written: tuple[str, str]) -> tuple[int, int]:
    """Return the size in pixels that an image is shown in; its sides stay in proportion."""
    width, height = (int(side[:6] or 0) for side in written)
    if not width:
        width = round(height * image.width / image.height) or image.width
    return width, max(1, round(width * image.height / image.width))
