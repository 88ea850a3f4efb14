"""Proposals as JSON: what the desk answers programs, and what `entraide proposals export` writes.

Both have one shape, `{"proposals": [...]}`. It holds what people wrote and the names they gave: it
is for staff, and never a part of the project. Nothing in it is believed but its shape.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from entraide.content.front_matter import PROPOSAL_ID, SEGMENT_KEY, Number, Text
from entraide.content.json_files import read_json
from entraide.errors import Problem
from entraide.model.proposal import Proposal, ProposalState, ProposedText
from entraide.model.segment import SegmentKind

CURE = "Export it anew: entraide proposals export"


class _ProposalModel(BaseModel):
    """A desk of a later version may say more than we know."""

    model_config = ConfigDict(extra="ignore", strict=True)


class TextRow(_ProposalModel):
    """One segment."""

    key: Annotated[str, Field(pattern=SEGMENT_KEY)]
    kind: Annotated[SegmentKind, Field(strict=False)]
    source: str
    was: str
    text: str


class ProposalRow(_ProposalModel):
    """One proposal."""

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
        texts = (
            ProposedText(row.key, row.kind, row.source, row.was, row.text) for row in self.texts
        )
        return Proposal(**{**dict(self), "texts": tuple(texts)})


class ProposalRows(_ProposalModel):
    """The whole answer, or file."""

    proposals: list[ProposalRow]


def read_proposals(text: str, path: str) -> tuple[list[Proposal], list[Problem]]:
    """The proposals in `text`, which is from `path`; none where anything is wrong with them."""
    what = "these are no proposals in JSON"
    found, problems = read_json(ProposalRows, text, path, CURE, what)
    rows = found.proposals if found else []
    return [row.proposal for row in rows], [*problems, *_check_duplicates(rows, path)]


def _check_duplicates(rows: Iterable[ProposalRow], path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            yield Problem(path, 1, f"the proposal {row.id} stands there twice", CURE)
        seen.add(row.id)


def format_proposals(proposals: Sequence[Proposal]) -> str:
    """The file; reading it back gives the same proposals."""
    told = {"proposals": [_make_json_row(proposal) for proposal in proposals]}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _make_json_row(proposal: Proposal) -> dict[str, Any]:
    return asdict(proposal) | {"day": proposal.day.isoformat()}
