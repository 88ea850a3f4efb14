"""`entraide status`: list every entry, with the states of its versions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from entraide.cli.outputs import echo_json, format_option
from entraide.cli.reading_ease import build_reading_rows, format_reading_rows
from entraide.cli.tables import format_table
from entraide.content.reader import read_site
from entraide.content.settings import Settings, find_project, read_settings
from entraide.errors import Argument, EntraideError, Problem, select_errors, suggest_name
from entraide.model.entry import Entry
from entraide.model.site import Site
from entraide.model.translation_state import State

HEADINGS = {
    "id": "Id",
    "title": "Title",
    "revision": "Rev.",
    "updated": "Updated",
    "status": "Status",
}


@click.command("status")
@format_option
@click.option(
    "--locale", "codes", multiple=True, metavar="CODE", help="Only this locale, such as fr."
)
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in State]),
    help="Only entries with a version in this state.",
)
@click.option(
    "--readability",
    "reading_ease",
    is_flag=True,
    help="How hard each version is to read, and how long it is; the hardest first.",
)
def show_status(
    form: str, codes: tuple[str, ...], states: tuple[str, ...], *, reading_ease: bool
) -> None:
    """Show every entry and the state of its versions.

    A localised version is current, outdated (the source has changed), misleading (a step or a
    fact has changed), missing or proposed: missing, with a proposal that waits to be read.
    Options may be repeated.
    """
    settings = read_settings(find_project(Path.cwd()))
    chosen = _select_codes(settings, codes)
    reading = read_site(settings)
    rows = [_make_row(entry, reading.site, chosen) for entry in reading.site.entries.values()]
    rows = [row for row in rows if not states or set(states) & _list_states(row)]
    text = partial(_format_text, codes=chosen)
    if reading_ease:
        locales = [reading.site.get_locale(code) for code in chosen]
        rows = build_reading_rows(reading.site, [row["id"] for row in rows], locales, settings)
        text = partial(format_reading_rows, locales=locales, settings=settings)
    if form == "json":
        echo_json(rows)
    else:
        click.echo(text(rows))
    if count := len(select_errors(reading.problems)):
        click.echo(
            f"Mistakes: {count}; some entries may be left out. Run: entraide check", err=True
        )


def _select_codes(settings: Settings, codes: Sequence[str]) -> list[str]:
    known = [locale.code for locale in settings.locales]
    for code in codes:
        if code not in known:
            what = f"“{code}” is no locale here"
            raise EntraideError(Problem(Argument("--locale"), what, suggest_name(code, known)))
    return [code for code in known if not codes or code in codes]


def _make_row(entry: Entry, site: Site, codes: Sequence[str]) -> dict[str, Any]:
    """Return an entry as an object of the JSON output; the table has a selection of its keys."""
    return {
        "id": entry.id,
        "title": entry.source.title,
        "category": entry.category,
        "status": entry.status.value,
        "revision": entry.revision,
        "updated": entry.source.updated.isoformat(),
        "source_locale": entry.source.locale,
        "versions": {code: _make_version_row(entry, site, code) for code in codes},
    }


def _make_version_row(entry: Entry, site: Site, code: str) -> dict[str, Any]:
    version, localised = entry.get_version(code), entry.localised.get(code)
    return {
        "state": site.get_state(entry, code).value,
        "source_revision": localised.revision if localised else None,
        "path": version.path if version else None,
    }


def _list_states(row: dict[str, Any]) -> set[str]:
    return {version["state"] for version in row["versions"].values()}


def _format_text(rows: list[dict[str, Any]], codes: Sequence[str]) -> str:
    if not rows:
        return "No entry fits."
    cells = [[*HEADINGS.values(), *codes], *(_format_cells(row, codes) for row in rows)]
    return "\n".join(
        [*format_table(cells, cut=list(HEADINGS).index("title")), "", *_format_totals(rows, codes)]
    )


def _format_cells(row: dict[str, Any], codes: Sequence[str]) -> list[str]:
    return [
        *(str(row[name]) for name in HEADINGS),
        *(row["versions"][code]["state"] for code in codes),
    ]


def _format_totals(rows: list[dict[str, Any]], codes: Sequence[str]) -> Iterator[str]:
    yield f"Entries: {len(rows)}"
    for code in codes:
        counts = Counter(row["versions"][code]["state"] for row in rows)
        yield f"{code}: " + ", ".join(
            f"{counts[state]} {state}" for state in State if counts[state]
        )
