"""A client that reads proposals from a desk, with a token of a member of staff.

The token is sent only to the desk that was named: over https, to no other host, through no
redirect. Answers are validated as strictly as a stranger's file.
"""

import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, replace
from http.client import HTTPException
from typing import Any

from entraide.content.proposal_files import read_proposals
from entraide.errors import (
    Argument,
    EntraideError,
    EnvironmentVariable,
    OutsideAddress,
    Problem,
    ProblemLog,
)
from entraide.model.environment import DESK_TOKEN
from entraide.model.proposal import Proposal, ProposalState

TOKEN_VARIABLE = DESK_TOKEN.name
TIMEOUT = 30  # seconds without a byte
LARGEST_ANSWER = 50_000_000  # bytes of one answer
MOST_PAGES = 1000
DESK = Argument("--desk")
DESK_CURE = "Look at the address, and at the desk"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
REFUSALS = {
    401: (
        f"the desk does not know the token in {TOKEN_VARIABLE}",
        "Make one: entraide desk staff token",
    ),
    403: (f"the token in {TOKEN_VARIABLE} may not read proposals", "Make one of another account"),
    404: ("there is no desk that can be asked", "Write the address of the site, from https:// on"),
}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows no redirect, so that the token is sent to one host only."""

    def redirect_request(self, *_request: Any, **_more: Any) -> None:  # noqa: ANN401 - of any kind
        return None


@dataclass(frozen=True)
class DeskClient:
    """The desk of one site, whose address ends with a slash. Messages never show the token."""

    site: str
    token: str

    def list_proposals(self, state: ProposalState | None) -> list[Proposal]:
        """Return the proposals in `state`, or all, page by page; EntraideError if that fails."""
        proposals_by_id: dict[str, Proposal] = {}
        for page in range(1, MOST_PAGES + 1):
            query = {"page": page} | ({"state": state.value} if state else {})
            text = self._ask(f"?{urllib.parse.urlencode(query)}")
            fresh = _read_proposals(text or "", self.site)
            proposals_by_id |= {proposal.id: proposal for proposal in fresh}
            if not fresh:
                return list(proposals_by_id.values())
        raise EntraideError(Problem(DESK, "its list does not end", "Tell whoever runs it"))

    def get_proposal(self, name: str) -> Proposal | None:
        """Return the proposal whose id is `name`; None if there is none."""
        text = self._ask(f"/{urllib.parse.quote(name, safe='')}")
        if text is None:
            return None
        return _read_proposals(f'{{"proposals": [{text.strip() or "null"}]}}', self.site)[0]

    def _ask(self, path: str) -> str | None:
        """Return the answer to `path`; None if it names a proposal that the desk does not have.

        EntraideError for any other refusal, a desk out of reach, and an answer over LARGEST_ANSWER.
        """
        request = urllib.request.Request(  # noqa: S310 - https, or this machine: see `make_desk_client`
            f"{self.site}desk/staff/api/proposals{path}",
            headers={"Authorization": f"Bearer {self.token}", "Accept": "application/json"},
        )
        try:
            with _make_opener(self.site).open(request, timeout=TIMEOUT) as answer:
                raw = answer.read(LARGEST_ANSWER + 1)
        except urllib.error.HTTPError as error:
            if (
                error.code == 404
                and path.startswith("/")
                and _read_error_code(error) == "not-found"
            ):
                return None
            raise EntraideError(_make_http_problem(error)) from None
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            what = f"the desk cannot be asked: {reason or type(error).__name__}"
            raise EntraideError(Problem(DESK, what, DESK_CURE)) from None
        if len(raw) > LARGEST_ANSWER:
            what = f"the desk answers more than {LARGEST_ANSWER // 1_000_000} MB"
            raise EntraideError(Problem(DESK, what, "Tell whoever runs it"))
        return str(raw, "utf-8", "replace")


def make_desk_client(address: str) -> DeskClient:
    """Return a client for the desk of the site at `address`, with the token of TOKEN_VARIABLE.

    Raise EntraideError if `address` is no address or not safe for a token, or if there is no token.
    """
    try:
        parts = urllib.parse.urlsplit(address)
        host, port, extra = parts.hostname or "", parts.port, parts.username or parts.query
    except ValueError:
        host, port, extra = "", None, ""
    if not host or extra or parts.fragment or parts.scheme not in ("https", "http"):
        what = "this is no address of a site"
        raise EntraideError(Problem(DESK, what, "Write all of it: https://help.example/"))
    if parts.scheme == "http" and host not in LOOPBACK:
        what = "the token would travel where others can read it"
        raise EntraideError(Problem(DESK, what, "Write the address with https://"))
    del port  # was read to see that it is a number
    token = os.environ.get(TOKEN_VARIABLE, "").strip()
    if not re.fullmatch(r"[!-~]{16,200}", token):
        what = "it is empty" if not token else "this is no token"
        location, cure = (
            EnvironmentVariable(TOKEN_VARIABLE),
            "Make one: entraide desk staff token NAME",
        )
        raise EntraideError(Problem(location, what, cure))
    path = re.sub(r"desk/$", "", parts.path.rstrip("/") + "/")
    return DeskClient(f"{parts.scheme}://{parts.netloc}{path}", token)


def _make_opener(site: str) -> urllib.request.OpenerDirector:
    """Return what opens addresses: without a proxy if the desk is on this machine."""
    near = urllib.parse.urlsplit(site).hostname in LOOPBACK
    handlers = [urllib.request.ProxyHandler({})] if near else []
    return urllib.request.build_opener(_NoRedirect, *handlers)


def _read_proposals(text: str, path: str) -> list[Proposal]:
    """Parse an answer of the desk; ContentError, without lines, if it has mistakes."""
    log, location = ProblemLog(), OutsideAddress(path)
    proposals = read_proposals(text, path, log)
    details = (replace(problem, location=location, cure=DESK_CURE) for problem in log)
    ProblemLog(details).raise_if_errors()
    return proposals


def _read_error_code(error: urllib.error.HTTPError) -> str:
    """Return the key `error` of a desk's answer; "" if it is not an answer of a desk."""
    try:
        answer = json.loads(error.read(1000))
    except (OSError, ValueError, HTTPException):
        return ""
    return str(answer.get("error", "")) if isinstance(answer, dict) else ""


def _make_http_problem(error: urllib.error.HTTPError) -> Problem:
    if error.code in REFUSALS:
        return Problem(DESK, *REFUSALS[error.code])
    if error.code == 429:
        wait = error.headers.get("Retry-After", "")
        when = f"in {wait} seconds" if re.fullmatch(r"[0-9]{1,6}", wait) else "later"
        return Problem(DESK, "it was asked too often", f"Try again {when}")
    if 300 <= error.code < 400:
        what = "it answers with another address, and the token is for this one alone"
        return Problem(DESK, what, "Write the address that a browser shows in the end")
    return Problem(DESK, f"the desk answers {error.code}", "Look at its log")
