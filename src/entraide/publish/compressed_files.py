"""The texts of a built site, compressed once, for web servers that send them as they are.

A server that compresses at each request can be kept busy by whoever asks for the largest file again
and again. nginx (`gzip_static`) and Caddy (`precompressed`) send `page.html.gz` for `page.html`. A
server that knows nothing of it is not disturbed: no page links to these files.
"""

import os
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from entraide.render.workers import count_cores

SUFFIXES = frozenset(
    (".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest", ".xml")
)
SMALLEST_FILE = 1_024  # bytes: below, headers are most of an answer
LARGEST_SHARE = 0.9  # of the size before: else it is not worth a file
BEST = 9  # the level of zlib
WITH_GZIP_HEADER = 31  # `wbits` of zlib; its header has no name and no time


def compress_files(folder: Path) -> None:
    """Write a `.gz` beside each text in `folder`, a built site, that becomes a tenth smaller."""
    with ThreadPoolExecutor(count_cores()) as pool:  # zlib lets other threads run
        for _ in pool.map(_compress, list(_iter_texts(folder))):
            pass


def _iter_texts(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        for name in names:
            file = Path(place, name)
            if file.suffix in SUFFIXES:
                yield file


def _compress(file: Path) -> None:
    text = file.read_bytes()
    if len(text) < SMALLEST_FILE:
        return
    compressed = zlib.compress(text, BEST, WITH_GZIP_HEADER)
    if len(compressed) <= len(text) * LARGEST_SHARE:
        target = file.with_name(f"{file.name}.gz")
        target.write_bytes(compressed)
        modified = file.stat().st_mtime_ns
        os.utime(target, ns=(modified, modified))  # browsers are told one moment for both
