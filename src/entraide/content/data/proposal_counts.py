"""Read and write `data/proposals.json`: how many proposals there are for which version.

`entraide proposals counts` counts them in the desk's store, the build reads them; a project may
have no such file. No text of a proposal is in it. It is sorted, a row a line, so that a later one
differs only in the rows that have changed.
"""

import json
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, RootModel

from entraide.content.field_types import Number, Text
from entraide.content.json_files import TitledRow, read_json_rows
from entraide.content.settings import Settings
from entraide.errors import ProblemLog
from entraide.model.proposal import ProposalCount

FILE_NAME = "proposals.json"
PROPOSAL_COUNTS_CURE = "Write it anew: entraide proposals counts"

Counts = Mapping[tuple[int, str], ProposalCount]  # by entry and locale
Count = Annotated[int, Field(ge=0)]


class CountRow(TitledRow):
    """The proposals for one version: waiting to be read, and accepted by staff."""

    entry: Number
    locale: Text
    open: Count
    accepted: Count

    @property
    def title(self) -> str:
        return f"entry {self.entry}, {self.locale}"


class CountRows(RootModel[list[CountRow]]):
    """A list of rows, by entry and locale."""


def read_proposal_counts(settings: Settings, log: ProblemLog) -> Counts:
    """Read the counts; none if there is no such file, or if nobody may propose anything."""
    file = settings.data / FILE_NAME
    rows = read_json_rows(CountRows, settings, file, PROPOSAL_COUNTS_CURE, log)
    counts = {(row.entry, row.locale): ProposalCount(row.open, row.accepted) for row in rows}
    return counts if settings.proposals else {}


def format_proposal_counts(counts: Counts) -> str:
    """Format the counts as the file; versions without any proposal are left out."""
    lines = [
        json.dumps({"entry": entry, "locale": locale, "open": each.open, "accepted": each.accepted})
        for (entry, locale), each in sorted(counts.items())
        if each.open or each.accepted
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"
