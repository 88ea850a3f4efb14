"""`entraide status`: every entry, and how far each of its versions has fallen behind."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from entraide.cli.arguments import refusal
from entraide.content.reader import read_site
from entraide.content.settings import Settings, find_project, read_settings
from entraide.errors import EntraideError, errors_in, nearest
from entraide.model.entry import Entry
from entraide.model.translation import State

WIDTH = 100  # columns of the table
NARROWEST = 16  # columns of a title, however many locales there are
HEADINGS = {
    "id": "Id",
    "title": "Title",
    "revision": "Rev.",
    "updated": "Updated",
    "status": "Status",
}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="A table to read, or JSON for another program.",
)
@click.option("--locale", "codes", multiple=True, metavar="CODE", help="Only this locale: fr.")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in State]),
    help="Only entries with a version in this state.",
)
def status(form: str, codes: tuple[str, ...], states: tuple[str, ...]) -> None:
    """Show every entry and the state of its versions.

    A localised version is current, outdated (the source has changed), misleading (a step or a
    fact has changed) or missing. Options may be repeated.
    """
    settings = read_settings(find_project(Path.cwd()))
    chosen = _chosen(settings, codes)
    reading = read_site(settings)
    rows = [_row(entry, chosen) for entry in reading.site.entries.values()]
    rows = [row for row in rows if not states or set(states) & _states(row)]
    click.echo(_json(rows) if form == "json" else _text(rows, chosen))
    if count := len(errors_in(reading.problems)):
        click.echo(
            f"Mistakes: {count}; some entries may be left out. Run: entraide check", err=True
        )


def _chosen(settings: Settings, codes: Sequence[str]) -> list[str]:
    known = [locale.code for locale in settings.locales]
    for code in codes:
        if code not in known:
            what = f"“{code}” is no locale here"
            raise EntraideError(refusal("--locale", what, nearest(code, known)))
    return [code for code in known if not codes or code in codes]


def _row(entry: Entry, codes: Sequence[str]) -> dict[str, Any]:
    """One entry as in the JSON output; the table is made from it."""
    return {
        "id": entry.id,
        "title": entry.source.title,
        "category": entry.category,
        "status": entry.status.value,
        "revision": entry.revision,
        "updated": entry.source.updated.isoformat(),
        "source_locale": entry.source.locale,
        "versions": {code: _version(entry, code) for code in codes},
    }


def _version(entry: Entry, code: str) -> dict[str, Any]:
    version = entry.version(code)
    return {
        "state": entry.state(code).value,
        "source_revision": getattr(version, "source_revision", None),
        "path": version.path if version else None,
    }


def _states(row: dict[str, Any]) -> set[str]:
    return {version["state"] for version in row["versions"].values()}


def _json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _text(rows: list[dict[str, Any]], codes: Sequence[str]) -> str:
    if not rows:
        return "No entry fits."
    cells = [[*HEADINGS.values(), *codes], *(_cells(row, codes) for row in rows)]
    return "\n".join([*_table(cells), "", *_totals(rows, codes)])


def _cells(row: dict[str, Any], codes: Sequence[str]) -> list[str]:
    return [
        *(str(row[name]) for name in HEADINGS),
        *(row["versions"][code]["state"] for code in codes),
    ]


def _table(cells: list[list[str]]) -> Iterator[str]:
    """The lines of the table, the title cut so that they fit into WIDTH columns."""
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    title = list(HEADINGS).index("title")
    others = sum(widths) - widths[title] + 2 * (len(widths) - 1)
    widths[title] = min(widths[title], max(NARROWEST, WIDTH - others))
    for row in cells:
        padded = (_padded(cell, width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _totals(rows: list[dict[str, Any]], codes: Sequence[str]) -> Iterator[str]:
    yield f"Entries: {len(rows)}"
    for code in codes:
        counts = Counter(row["versions"][code]["state"] for row in rows)
        yield f"{code}: " + ", ".join(
            f"{counts[state]} {state}" for state in State if counts[state]
        )


def _padded(text: str, width: int) -> str:
    if display_width(text) > width:
        while display_width(text) >= width:
            text = text[:-1]
        text = text.rstrip() + "…"
    return text + " " * (width - display_width(text))


def display_width(text: str) -> int:
    """Columns that `text` takes in a terminal: two for a wide sign, none for a combining one."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
