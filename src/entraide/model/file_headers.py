"""The headers of files of a built site: the type, and how long caches may keep each.

The configurations of `deploy/` send the same to browsers. Hosts that take files with their headers,
such as object stores, get them for each file.
"""

import mimetypes
import re

# Named after what is in them, so they never change: copies of images.
NAMED_BY_CONTENT = re.compile(r"assets/images/.+")
SHORT_ADDRESS = re.compile(r"(?:[A-Za-z-]+/)?e/.+")  # of entries
TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml",
}
OTHER_TYPES = mimetypes.MimeTypes(filenames=())  # of Python, whatever this machine adds
UNKNOWN = "application/octet-stream"


def find_content_type(name: str) -> str:
    """Return the `Content-Type` of a file by its path in the site; texts are UTF-8."""
    kind = TYPES.get(name[name.rfind(".") :].lower()) or OTHER_TYPES.guess_type(name)[0] or UNKNOWN
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def find_cache_control(name: str) -> str:
    """Return the `Cache-Control` of a file by its path in the site.

    A number that has changed must not stay in a cache, so browsers ask about a file again before
    they use it. Entries at their short addresses must leave no trace on a phone, so no browser
    stores them.
    """
    if is_named_by_content(name):
        return "public, max-age=31536000, immutable"
    return "no-store" if SHORT_ADDRESS.fullmatch(name) else "no-cache"


def is_named_by_content(name: str) -> bool:
    """Return whether the name of a file has a hash of its content, so that it never changes."""
    return NAMED_BY_CONTENT.fullmatch(name) is not None
