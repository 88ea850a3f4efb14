"""The formats of images that a site publishes: how their files end, and how large they may be.

An image that is too large is refused by its head, before a decoder makes room for it.
"""

from pathlib import PurePosixPath

CACHE_NAME = "images"  # of the folder below `.cache/`
LARGEST_FILE = 50_000_000  # bytes
HEAVY_FILE = 5_000_000  # bytes from which a writer is advised to save a smaller one
LONGEST_SIDE = 16_000  # pixels; WebP has no more
# Pixels: a decoder needs four bytes for each, and those of WebP and AVIF more. A JPEG is decoded at
# half its size if need be; of one in several scans (progressive), a decoder keeps all the numbers.
LARGEST_AREA = 16_000_000
LARGEST_AREAS = {"AVIF": 12_500_000, "JPEG": 64_000_000, "WEBP": 12_500_000}
LARGEST_PROGRESSIVE_AREA = 25_000_000
MOST_SCANS = 100  # of a JPEG; a decoder goes through all its pixels for each

SVG = ".svg"
# Ends of names -> what Pillow calls the format.
FORMATS = {
    ".apng": "PNG",
    ".avif": "AVIF",
    ".bmp": "BMP",
    ".gif": "GIF",
    ".ico": "ICO",
    ".jpeg": "JPEG",
    ".jpg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
}


def get_suffix(name: str) -> str:
    """Return how the name of a file ends, in small letters."""
    return PurePosixPath(name).suffix.lower()


def is_image(name: str) -> bool:
    """Return whether a file of this name is an image: of pixels, or a drawing (SVG)."""
    return get_suffix(name) == SVG or get_suffix(name) in FORMATS
