"""The cost of reading one text: once, as Entraide does, and as its first version did.

The first version had each text twice from Python-Markdown (as written and with its placeholders
filled) and once from markdown-it-py for the checks, then compared what both had found. Here are
those readings alone, without the comparison, on the same texts in the same run.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from markdown import Markdown
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from entraide.content.markdown.html_writer import ENGLISH
from entraide.render.conversion import RawText, convert_text

Value = TypeVar("Value")

ROUNDS = 5
EXTENSIONS = [
    *("tables", "footnotes", "sane_lists", "toc"),
    *("pymdownx.highlight", "pymdownx.superfences", "pymdownx.quotes", "pymdownx.tasklist"),
]
SETTINGS = {"pymdownx.highlight": {"use_pygments": False}, "pymdownx.quotes": {"callouts": True}}


@dataclass(frozen=True, slots=True)
class ReadingCost:
    """Milliseconds of processor time a text, the median of ROUNDS."""

    before: float
    now: float


def measure_reading(bodies: Sequence[str]) -> ReadingCost:
    """Measure both ways of reading `bodies`, in turn, so that both meet the same noise."""
    words = tuple(ENGLISH.items())
    texts = [RawText(body, "A title", "en", words) for body in bodies]
    read_before = _make_first_version()
    rounds = [
        (_measure_cost(read_before, bodies), _measure_cost(convert_text, texts))
        for _ in range(ROUNDS + 1)
    ][1:]  # the first one only warms up
    before, now = zip(*rounds, strict=True)
    return ReadingCost(median(before), median(now))


def _make_first_version() -> Callable[[str], object]:
    pages = Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)
    outlines = MarkdownIt("commonmark", {"html": False}).enable("table")
    outlines.use(footnote_plugin).use(tasklists_plugin)

    def read(body: str) -> object:
        pages.reset().convert(body)
        if "{{" in body:
            pages.reset().convert(body.replace("{{platform.name}}", "Square"))
        return outlines.parse(body)

    return read


def _measure_cost(read: Callable[[Value], object], values: Sequence[Value]) -> float:
    start = time.process_time()
    for value in values:
        read(value)
    return (time.process_time() - start) / len(values) * 1000
