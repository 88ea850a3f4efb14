"""Read the lines of law, `data/law.yml`. A project may have none."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from entraide.content.babel_locales import get_country_names
from entraide.content.data.known_fact_fields import KNOWN, SeenBy, SeenOn, Sources
from entraide.content.data.rows import DataRow, LocatedRow, read_rows
from entraide.content.field_types import WordsByLocale
from entraide.content.settings import Settings
from entraide.errors import Problem, ProblemLog
from entraide.model.known_fact import Origin
from entraide.model.law import Law

# ISO 3166-1 alpha-2, and the European Union.
COUNTRIES = frozenset(
    str(name) for name in get_country_names() if re.fullmatch("[A-Z]{2}", str(name))
)


class LawRow(DataRow):
    """One line of law."""

    country: Annotated[str, Field(description="Two capitals such as FR, or EU.")]
    reference: Annotated[
        WordsByLocale, Field(description="Its article or number, as lawyers write it.")
    ]
    line: Annotated[WordsByLocale, Field(description="What it says, in a sentence or two.")]
    in_force: Annotated[
        dt.date | None, Field(description="The day it came into force, where known.")
    ] = None
    known: Annotated[Origin, Field(strict=False, description=KNOWN)]
    seen_on: SeenOn = None
    seen_by: SeenBy = None
    sources: Sources


def read_laws(settings: Settings, log: ProblemLog) -> dict[str, Law]:
    """Read the lines of law; return them by id, in the order of the file."""
    rows = read_rows(settings, "law", LawRow, log)
    for located in rows:
        log.extend(_check_law(located, settings))
    return {located.row.id: _make_law(located) for located in rows}


def _make_law(located: LocatedRow[LawRow]) -> Law:
    facts = dict(located.row) | {"sources": tuple(located.row.sources)}
    return Law(**facts, file_line=located.document.get_line(("seen_on",)))


def _check_law(located: LocatedRow[LawRow], settings: Settings) -> Iterator[Problem]:
    row = located.row
    if row.country not in COUNTRIES:
        cure = "Write its two letters in capitals, as in FR, or EU"
        yield located.make_problem(f"“{row.country}” is no country", cure, ("country",))
    yield from located.check_locales(row.reference, settings.locales, "reference")
    yield from located.check_locales(row.line, settings.locales, "line")
