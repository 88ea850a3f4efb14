"""Sources of proposals for `entraide proposals`: a desk, a file, or the store of this machine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from entraide.cli.desk_client import LARGEST_ANSWER, make_desk_client
from entraide.cli.translation_project import read_translations
from entraide.content.dates import resolve_day
from entraide.content.proposal_files import read_proposals
from entraide.content.text_files import read_text
from entraide.desk import proposals
from entraide.desk.migrate import open_store
from entraide.desk.proposals import ProposalFilter
from entraide.desk.settings import read_store_settings
from entraide.errors import Argument, ContentError, EntraideError, FileLine, Problem, ProblemLog
from entraide.exchange.sheet_proposal import build_proposal
from entraide.model.proposal import Proposal, ProposalState
from entraide.terminal_text import escape_line
from entraide.translation.formats.sheet import FENCE
from entraide.translation.formats.sheet_parser import parse_sheet

F = TypeVar("F", bound=Callable[..., Any])
MOST_PROPOSALS = 1_000_000
STORE_HINT = "Are they at a desk elsewhere? Name it: --desk https://…; or a file: --from FILE."


class ProposalSource(Protocol):
    """A place where proposals are kept."""

    def list_proposals(self, state: ProposalState | None) -> list[Proposal]:
        """Return the proposals in `state`, or all."""

    def get_proposal(self, name: str) -> Proposal | None:
        """Return the proposal whose id is `name`; None if there is none."""


@dataclass(frozen=True)
class ProposalList:
    """Proposals in memory, read from a file or the store."""

    proposals: Sequence[Proposal]
    is_sheet: bool = False  # it is one proposal, which nobody has judged yet

    def list_proposals(self, state: ProposalState | None) -> list[Proposal]:
        return [proposal for proposal in self.proposals if state in (None, proposal.state)]

    def get_proposal(self, name: str) -> Proposal | None:
        return next((proposal for proposal in self.proposals if proposal.id == name), None)


@dataclass
class StoredProposals:
    """The store of ENTRAIDE_DATABASE_URL, read once; `hint` is added to an error about it."""

    hint: str = ""

    @cached_property
    def _proposals(self) -> ProposalList:
        which = ProposalFilter(list(ProposalState))
        try:
            with open_store(read_store_settings()) as store:
                listing = store.read(
                    lambda connection: proposals.list_proposals(
                        connection, which, 0, MOST_PROPOSALS
                    )
                )
        except EntraideError as error:
            if self.hint:
                error.add_note(self.hint)
            raise
        return ProposalList(listing)

    def list_proposals(self, state: ProposalState | None) -> list[Proposal]:
        return self._proposals.list_proposals(state)

    def get_proposal(self, name: str) -> Proposal | None:
        return self._proposals.get_proposal(name)


def add_source_options(command: F) -> F:
    """Give a command the options `--desk` and `--from` (parameters `desk` and `file`)."""
    for option in (
        click.option(
            "--from",
            "file",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="From a file: an export, or a Markdown sheet that somebody sent.",
        ),
        click.option(
            "--desk",
            metavar="URL",
            help="From the desk of the site at URL, with the token in ENTRAIDE_DESK_TOKEN.",
        ),
    ):
        command = option(command)
    return command


def open_proposal_source(desk: str | None, file: Path | None) -> ProposalSource:
    """Return the source that the options name: a desk, a file, or the store without both."""
    if desk and file:
        what = "a desk and a file were named"
        raise EntraideError(
            Problem(Argument("--from"), what, "Name one of them, or none for the store")
        )
    if desk:
        return make_desk_client(desk)
    return _read_file(file) if file else StoredProposals(STORE_HINT)


def _read_file(file: Path) -> ProposalList:
    """Read an export (JSON) or a Markdown sheet; ContentError if it has mistakes."""
    path = str(file)
    if file.stat().st_size > LARGEST_ANSWER:
        what = f"the file has more than {LARGEST_ANSWER // 1_000_000} MB"
        cure = "Export fewer proposals into it: --state"
        raise ContentError(Problem(FileLine(path, 1), what, cure))
    log, proposals, sheet = ProblemLog(), list[Proposal](), None
    text = read_text(file, path, log)
    if text is not None and text.lstrip().startswith(FENCE):
        sheet = parse_sheet(text, path, log)
    elif text is not None:
        proposals = read_proposals(text, path, log)
    log.raise_if_errors()
    if sheet is None:
        return ProposalList(proposals)
    project = read_translations()
    entry = project.reading.site.entries.get(sheet.entry)
    proposal = build_proposal(sheet, entry, project.history, resolve_day(None))
    return ProposalList([proposal], is_sheet=True)


def find_proposal(source: ProposalSource, name: str) -> Proposal:
    """Return the proposal whose id is, or begins with, `name`; EntraideError if not exactly one."""
    if proposal := source.get_proposal(name):
        return proposal
    proposals = source.list_proposals(None)
    like = [each for each in proposals if name and each.id.startswith(name)]
    if len(like) == 1:
        return source.get_proposal(like[0].id) or like[0]
    shown = escape_line(name)[:64]
    if like:
        names = ", ".join(sorted(each.id for each in like)[:5])
        what = f"“{shown}” begins the ids of {len(like)} proposals"
        raise EntraideError(Problem(Argument("ID"), what, f"Write more of it: {names}"))
    close = get_close_matches(name, [each.id[: max(len(name), 1)] for each in proposals], n=1)
    cure = f"Did you mean {close[0]}?" if close else "See them: entraide proposals list"
    raise EntraideError(Problem(Argument("ID"), f"there is no proposal “{shown}”", cure))
