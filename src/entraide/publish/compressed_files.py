"""Compressed copies of the texts of a built site, for web servers that send them as they are.

A server that compresses at each request can be kept busy by somebody who asks for the largest file
again and again. nginx (`gzip_static`) and Caddy (`precompressed`) send `page.html.gz` for
`page.html`. Other servers ignore these files, since no page links to them.
"""

import os
import zlib
from collections.abc import Container, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from entraide.content.site_folder import iter_files
from entraide.render.workers import count_cores

SUFFIXES = frozenset(
    (".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest", ".xml")
)
SUFFIX = ".gz"  # of a compressed copy
SMALLEST_FILE = 1_024  # bytes: below, headers are most of an answer
LARGEST_SHARE = 0.9  # of the size before: else it is not worth a file
BEST = 9  # the level of zlib
WITH_GZIP_HEADER = 31  # `wbits` of zlib; its header has no name and no time


def compress_files(folder: Path, finished: Container[str] = ()) -> None:
    """Write a `.gz` beside each text in `folder`, a built site, that becomes a tenth smaller.

    Files called `finished` have theirs already, as have pages.
    """
    with ThreadPoolExecutor(count_cores()) as pool:  # zlib lets other threads run
        for _ in pool.map(_compress, list(_iter_texts(folder, finished))):
            pass


def write_compressed(path: str, text: bytes) -> bytes | None:
    """Write a `.gz` beside the `text` at `path`, if it becomes a tenth smaller.

    Return its bytes; None where none was written.
    """
    if len(text) < SMALLEST_FILE:
        return None
    compressed = zlib.compress(text, BEST, WITH_GZIP_HEADER)
    if len(compressed) > len(text) * LARGEST_SHARE:
        return None
    copy = path + SUFFIX
    with suppress(FileNotFoundError):
        os.unlink(copy)  # noqa: PTH108 - it may be a file of the last site too, which stays
    with open(copy, "wb") as opened:  # noqa: PTH123 - thousands of them: strings are fast
        opened.write(compressed)
    modified = os.stat(path).st_mtime_ns  # noqa: PTH116
    os.utime(copy, ns=(modified, modified))  # browsers are told one moment for both
    return compressed


def _iter_texts(folder: Path, finished: Container[str]) -> Iterator[str]:
    """Yield each text below `folder` that has no compressed copy of its own moment."""
    for name in (names := dict.fromkeys(iter_files(folder))):
        path = f"{folder}/{name}"
        if name in finished or not name.endswith(tuple(SUFFIXES)):
            continue
        if name + SUFFIX not in names or not _is_of_one_moment(path):
            yield path


def _is_of_one_moment(path: str) -> bool:
    return os.stat(path).st_mtime_ns == os.stat(path + SUFFIX).st_mtime_ns  # noqa: PTH116


def _compress(path: str) -> None:
    write_compressed(path, Path(path).read_bytes())
