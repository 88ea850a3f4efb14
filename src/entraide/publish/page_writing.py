"""Writing the files of pages: on every core, each once, its compressed copy beside it.

What is written is drawn where it is written. So a page, with all that it shows, is nowhere but in
the process that writes it, and goes when the next one comes.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from entraide.model.fallback_words import write_fallback_elements
from entraide.publish.compressed_files import write_compressed
from entraide.render.workers import run_in_forks


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page to be written: its path below the folder of the site, and what draws its HTML."""

    path: str
    draw: Callable[[], str]


def write_page_files(
    files: Sequence[PageFile], folder: Path, *, compress: bool, cores: int | None = None
) -> None:
    """Write `files` below `folder`, the built site; one that would be blank is left out."""
    run_in_forks(partial(_write_each, folder=str(folder), compress=compress), files, cores)


def _write_each(files: Sequence[PageFile], folder: str, *, compress: bool) -> None:
    for file in files:
        html = write_fallback_elements(file.draw())
        if not html.strip():
            continue
        text = html.encode("utf-8", errors="xmlcharrefreplace")
        path = os.path.join(folder, file.path)  # noqa: PTH118 - thousands of them: strings are fast
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(path, "wb") as opened:  # noqa: PTH123
            opened.write(text)
        if compress:
            write_compressed(path, text)
