"""Proposals as JSON, `{"proposals": [...]}`: reading and writing.

The desk answers programs so, and `entraide proposals export` writes it. It has what people wrote
and the names they gave, so it is for staff, and never a part of the project.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from entraide.content.data.files import find_repeats
from entraide.content.field_types import PROPOSAL_ID, Number, Text
from entraide.content.json_files import JsonSource, read_json
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.proposal import Proposal, ProposalState, ProposedText
from entraide.model.segment import SegmentKind
from entraide.model.segment_keys import KEY_SHAPE

PROPOSAL_FILE_CURE = "Export it anew: entraide proposals export"


class _ProposalModel(BaseModel):
    """A model that ignores unknown keys: a later version of the desk may send more."""

    model_config = ConfigDict(extra="ignore", strict=True)


class TextRow(_ProposalModel):
    """One segment of a proposal, as sent."""

    key: Annotated[str, Field(pattern=KEY_SHAPE)]
    kind: Annotated[SegmentKind, Field(strict=False)]
    source: str
    old_text: Annotated[str, Field(validation_alias=AliasChoices("old_text", "was"))]  # older files
    text: str


class ProposalRow(_ProposalModel):
    """One proposal, as sent."""

    id: Annotated[str, Field(pattern=PROPOSAL_ID)]
    entry: Number
    locale: Text
    revision: Number
    state: Annotated[ProposalState, Field(strict=False)]
    day: Annotated[dt.date, Field(strict=False)]
    credit: str
    licence: str
    note: str
    reason: str
    proven: bool
    texts: list[TextRow]

    @property
    def proposal(self) -> Proposal:
        """The row as a value of the model."""
        texts = (
            ProposedText(row.key, row.kind, row.source, row.old_text, row.text)
            for row in self.texts
        )
        return Proposal(**{**dict(self), "texts": tuple(texts)})


class ProposalRows(_ProposalModel):
    """A whole answer, or file."""

    proposals: list[ProposalRow]


def read_proposals(text: str, path: str, log: ProblemLog) -> list[Proposal]:
    """Read the proposals in `text`, the content of `path`; none if anything is wrong with them."""
    source = JsonSource(path, PROPOSAL_FILE_CURE, "these are no proposals in JSON")
    file_rows = read_json(ProposalRows, text, source, log)
    rows = file_rows.proposals if file_rows else []
    log.extend(_check_duplicates(rows, path))
    return [row.proposal for row in rows]


def _check_duplicates(rows: Sequence[ProposalRow], path: str) -> Iterator[Problem]:
    """Yield a problem for each proposal whose id an earlier one has."""
    for index in find_repeats(row.id for row in rows):
        yield Problem(
            FileLine(path, 1),
            f"the proposal {rows[index].id} stands there twice",
            PROPOSAL_FILE_CURE,
        )


def format_proposals(proposals: Iterable[Proposal]) -> str:
    """Format the proposals as the file; reading it gives them back."""
    return "".join(iter_parts(proposals))


def iter_parts(proposals: Iterable[Proposal]) -> Iterator[str]:
    """Yield the parts of the file, one for each of the proposals, so that memory has one at a time.

    They are those of `json.dumps` with an indent of 1.
    """
    start = '{\n "proposals": ['
    for proposal in proposals:
        row = json.dumps(_make_json_row(proposal), ensure_ascii=False, indent=1)
        yield start + "\n  " + row.replace("\n", "\n  ")
        start = ","
    yield start + "]\n}\n" if start != "," else "\n ]\n}\n"


def _make_json_row(proposal: Proposal) -> dict[str, Any]:
    return asdict(proposal) | {"day": proposal.day.isoformat()}
