"""Law: one line for each text of law, with its jurisdiction and dates. It is not legal advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from entraide.model.known_fact import KnownFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(KnownFact):
    """One text of law. `reference` and `line` are by locale code.

    `in_force` is None where the day is not known.
    """

    id: str
    country: str  # ISO 3166-1 alpha-2 in capitals, or "EU"
    reference: Mapping[str, str]  # “Penal Code, article 222-33-2-2”
    line: Mapping[str, str]
    in_force: date | None
    file_line: int = 1  # of its day
