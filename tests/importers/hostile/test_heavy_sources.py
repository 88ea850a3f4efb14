"""Large sources: four times as much takes some four times as long, and never sixteen times.

What is counted are lines of Python that run, or, for patterns, how often one size takes another's
time: no clock says how long anything may take.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import ProblemLog
from entraide.importers.articles import BodyForm
from entraide.importers.import_record import ImportRecord
from entraide.importers.placement import propose_plan
from entraide.importers.source_readers import READERS_BY_NAME, ReadOptions
from importers.conftest import WriteFolder
from importers.test_html import convert
from support.thinning import select_some

LINEAR = 4.5  # times the lines for four times the source
HTML: dict[str, Callable[[int], str]] = {
    "spans": lambda n: "<p>" + "<span>x</span> " * n,
    "buttons": lambda n: "<div>" + "<button>x</button> " * n,
    "fields": lambda n: "<div>" + "<input> x " * n,
    "anchors": lambda n: "<p>" + "<a name=x>x</a> " * n,
    "links to nothing": lambda n: "<p>" + "<a href=gone.html>x</a> " * n,
    "breaks": lambda n: "<p>" + "<br> " * n,
    "breaks between words": lambda n: "<p>" + "<b>x<br></b>" * n,
    "steps": lambda n: "<ol>" + "<li>x</li>" * n + "</ol>",
    "cells": lambda n: "<table>" + "<tr><td>a<td>b" * n + "</table>",
    "blocks in a cell": lambda n: "<table><tr><td>" + "<p>a</p>" * n + "<td>b</table>",
}
MARKDOWN: dict[str, Callable[[int], str]] = {
    "elements without an end": lambda n: "<strong>" * n + "x",
    "components": lambda n: "<Tab>x</Tab>\n" * n,
    "signs of one kind": lambda n: "<!-- " * n,
}
BLANKS: dict[str, Callable[[int], str]] = {
    "a line of signs": lambda n: "=" * n,
    "before an item": lambda n: " " * n + "- a",
    "between words": lambda n: "x" + " " * n + "y",
    "in a table": lambda n: "| a" + " " * n + "| -" + " " * n + ":|",
    "in a quote": lambda n: "> " + " " * n + "x",
}


def count_lines(work: Callable[[], object]) -> int:
    """Return how many lines of Python `work` runs."""
    lines = 0

    def trace(_frame: FrameType, event: str, _value: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def assert_linear(make_work: Callable[[int], Callable[[], object]], size: int = 100) -> None:
    make_work(size)()  # what is made once is made before
    small, large = count_lines(make_work(size)), count_lines(make_work(4 * size))
    assert large < LINEAR * small, f"{small} lines, then {large}"


@pytest.mark.parametrize("name", select_some(HTML, 4))
def test_html_takes_time_by_its_length(name: str) -> None:
    assert_linear(lambda n: lambda: convert(HTML[name](n)))


@pytest.mark.parametrize("name", select_some(MARKDOWN, 3))
def test_markdown_takes_time_by_its_length(name: str) -> None:
    assert_linear(lambda n: lambda: convert(MARKDOWN[name](n), BodyForm.MARKDOWN, "kb/one.mdx"))


def measure(body: str) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        convert(body, BodyForm.MARKDOWN, "kb/one.md")
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("name", select_some(BLANKS, 5))
def test_signs_without_a_meaning_take_time_by_their_number(name: str) -> None:
    """Patterns are no lines of Python, so times are compared: sixteen would be quadratic."""
    measure("x")
    assert measure(BLANKS[name](40_000)) < 10 * measure(BLANKS[name](10_000))


def make_zendesk(count: int) -> str:
    """Articles of one title each, of numbers that no entry may have, with a name each."""
    articles = [
        {
            "id": 360_000_000_000 + number,
            "section_id": 1,
            "title": "How to do it",
            "body": "<p>Do it at once.</p>",
            "locale": "en-us",
            "content_tag_ids": [str(number)],
        }
        for number in range(count)
    ]
    tags = [{"id": str(number), "name": f"Tag {number}"} for number in range(count)]
    return json.dumps({"articles": articles, "content_tags": tags})


def make_page(number: int) -> str:
    other = f'<link rel="alternate" hreflang="fr" href="/fr/kb/{number}.html">'
    return f"<html><head>{other}</head><body><main>Some words of a page.</main></body></html>"


def test_a_plan_takes_time_by_its_articles(project: Path, write_source: WriteFolder) -> None:
    reading = read_site(read_settings(project / "mkdocs.yml"))

    def make_work(size: int) -> Callable[[], object]:
        path = write_source({f"{size}.json": make_zendesk(size)}) / f"{size}.json"

        def work() -> None:
            site = READERS_BY_NAME["zendesk"].read(path, ReadOptions("en", ("en",)), ProblemLog())
            plan = propose_plan(site, reading, ImportRecord(source="zendesk"))
            assert len({row.slug for row in plan.rows}) == size

        return work

    assert_linear(make_work)


def test_pages_in_two_languages_take_time_by_their_number(write_source: WriteFolder) -> None:
    def make_work(size: int) -> Callable[[], object]:
        names = [f"{folder}/kb/{number}.html" for folder in ("en", "fr") for number in range(size)]
        files = {f"{size}/{name}": make_page(int(name[6:-5])) for name in names}
        path = write_source(files) / str(size)

        def work() -> None:
            log = ProblemLog()
            site = READERS_BY_NAME["html"].read(path, ReadOptions("en", ("en", "fr")), log)
            assert len(site.articles) == size

        return work

    assert_linear(make_work, 30)
