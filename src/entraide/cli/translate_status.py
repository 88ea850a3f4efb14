"""`entraide translate status`: how far each locale is, and what waits there."""

import json
from collections.abc import Iterator
from typing import Any

import click

from entraide.cli.tables import table
from entraide.cli.translations import known_code, read_translations
from entraide.exchange.coverage import Coverage, coverage_of
from entraide.model.locales import Locale

HEADINGS = ("Id", "State", "Words", "Votes", "Title")


@click.command(short_help="Show how far each locale is, and what waits.")
@click.option("--to", "codes", multiple=True, metavar="CODE", help="Only this locale: fr.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people, or for another program.",
)
def status(codes: tuple[str, ...], shape: str) -> None:
    """Show for each locale what is current, and what waits: misleading, missing, outdated.

    Within a state, what visitors have voted on most comes first. Words are those of the source
    that have changed, or have no translation.
    """
    project = read_translations()
    site = project.reading.site
    for code in codes:
        known_code(code, project.codes)
    chosen = [locale for locale in site.locales if not codes or locale.code in codes]
    found = [(locale, coverage_of(site, locale.code, project.past)) for locale in chosen]
    if shape == "json":
        rows = [_row(coverage) for _, coverage in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(line for each in found for line in _lines(*each)).rstrip())
    project.warn()


def _row(coverage: Coverage) -> dict[str, Any]:
    return {
        "locale": coverage.code,
        "entries": coverage.total,
        "current": coverage.current,
        "percent": coverage.percent,
        "words": coverage.words,
        "waiting": [
            {
                "id": each.entry.id,
                "title": each.entry.source.title,
                "state": each.state.value,
                "words": each.words,
                "votes": each.votes,
                "path": each.entry.source.path,
            }
            for each in coverage.waiting
        ],
    }


def _lines(locale: Locale, coverage: Coverage) -> Iterator[str]:
    yield (
        f"{locale.code}, {locale.name}: {coverage.current} of {coverage.total} entries from other "
        f"locales are current ({coverage.percent} %)"
        + (f"; words to do: {coverage.words}" if coverage.words else "")
    )
    if coverage.waiting:
        rows = [
            (str(each.entry.id), each.state.value, str(each.words), str(each.votes), title)
            for each in coverage.waiting
            for title in [each.entry.source.title]
        ]
        yield from table([HEADINGS, *rows], cut=HEADINGS.index("Title"))
    yield ""
