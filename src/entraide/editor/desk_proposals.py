"""Proposals of the desk, read and accepted with the session of the person who publishes them.

So the desk checks the role of that person again, and logs their name.
"""

import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import Request

from entraide.content.proposal_files import read_proposals
from entraide.desk.http_errors import NO_PROPOSAL, RefusalError
from entraide.editor.desk_access import DESK_AWAY, select_headers
from entraide.editor.desk_line import DeskAnswer, DeskLine
from entraide.errors import ProblemLog
from entraide.model.proposal import Proposal, ProposalState
from entraide.model.staff_roles import STAFF_PATH


@dataclass(frozen=True, slots=True)
class DeskProposal:
    """A proposal with the note of staff on it, and the mark of that note.

    A decision sends the mark, so that the note stays as it is.
    """

    proposal: Proposal
    note: str
    mark: str

    @property
    def is_decided(self) -> bool:
        return self.proposal.state is not ProposalState.OPEN


class DeskProposals:
    """The proposals of the desk at the end of `line`, of the site below `base`."""

    def __init__(self, line: DeskLine, base: str) -> None:
        self._line, self._root = line, base + STAFF_PATH

    def find(self, request: Request, id_: str) -> DeskProposal:
        """Return the proposal; RefusalError where there is none, or the desk does not answer."""
        path = f"{self._root}session/proposals/{quote(id_, safe='')}"
        answer = self._line.get(path, select_headers(request))
        if answer is None or answer.status not in {200, 404}:
            raise RefusalError(DESK_AWAY)
        if answer.status == 404:
            raise RefusalError(NO_PROPOSAL)
        return _read_answer(answer)

    def accept(self, request: Request, at_desk: DeskProposal, csrf: str) -> bool:
        """Accept the proposal for the sender of `request`; return whether it is accepted now."""
        if at_desk.is_decided:
            return at_desk.proposal.state is ProposalState.ACCEPTED
        form = {"do": "accepted", "note": at_desk.note, "noted": at_desk.mark, "csrf": csrf}
        path = f"{self._root}proposals/{at_desk.proposal.id}/"
        answer = self._line.post(path, select_headers(request), urlencode(form))
        return answer is not None and answer.status == 303


def _read_answer(answer: DeskAnswer) -> DeskProposal:
    log = ProblemLog()
    try:
        row = json.loads(answer.body)
        texts = json.dumps({"proposals": [row["proposal"]]})
        (proposal,) = read_proposals(texts, "desk", log)
        return DeskProposal(proposal, str(row["note"]), str(row["mark"]))
    except (ValueError, KeyError, TypeError) as error:  # of another version
        raise RefusalError(DESK_AWAY) from error
