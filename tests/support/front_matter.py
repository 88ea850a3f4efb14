"""Entries with one wrong line of front matter, and the errors that the reader reports."""

from datetime import date
from pathlib import Path

from entraide.content.checks import check_project
from entraide.content.checks.dates import check_dates
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import Problem, select_errors
from support.projects import write_site

DAY = date(2026, 11, 21)
HEAD = {  # the lines of an entry without a mistake, from line 2 on
    "id": "id: 1",
    "title": "title: Signs of a scam",
    "summary": "summary: How to spot one.",
    "tags": "tags: [money]",
    "keywords": "keywords: [fraud, trick]",
    "author": "author: Staff",
    "status": "status: published",
    "revision": "revision: 2",
    "updated": "updated: 2026-11-01",
    "changes": 'changes: [{revision: 2, date: 2026-11-01, significance: minor, note: "One word"}]',
}
LINES = {key: number for number, key in enumerate(HEAD, 2)}
FRENCH = {
    "id": "id: 1",
    "title": "title: Arnaques",
    "summary": "summary: Les repérer.",
    "notes": 'notes: {2: "Un mot"}',
    "source_revision": "source_revision: 2",
    "reviewed": "reviewed: 2026-11-02",
    "updated": "updated: 2026-11-02",
}


def list_errors(root: Path, path: str, text: str, **files: str) -> list[Problem]:
    """Return what the reader refuses, and what is wrong with a day; other checks take a while."""
    write_site(root, {"docs/en/scams/signs.md": format_entry(HEAD), **files, path: text})
    reading = read_site(read_settings(root / "mkdocs.yml"))
    return select_errors(check_project(reading, DAY, checks=(check_dates,)))


def format_entry(lines: dict[str, str]) -> str:
    return "\n".join(["---", *lines.values(), "---", "", "Text.\n"])


def format_slip(lines: dict[str, str], slip: str) -> str:
    return format_entry({**lines, slip.split(":", maxsplit=1)[0]: slip})
