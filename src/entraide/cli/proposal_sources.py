"""Sources of proposals for `entraide proposals`: a desk, a file, or the store of this machine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from entraide.cli.arguments import refusal
from entraide.cli.desk_client import LARGEST, client
from entraide.cli.translations import read_translations
from entraide.cli.visible import in_one_line, told
from entraide.content.proposal_files import read_proposals
from entraide.content.text_files import read_text
from entraide.content.today import as_of
from entraide.desk import proposals
from entraide.desk.migrate import opened
from entraide.desk.proposals import Which
from entraide.desk.settings import read_store_settings
from entraide.errors import ContentError, EntraideError, Problem
from entraide.exchange.sheet_proposal import build_proposal
from entraide.model.proposal import Proposal, ProposalState
from entraide.translation.formats.sheet import FENCE
from entraide.translation.formats.sheet_parser import parse_sheet

F = TypeVar("F", bound=Callable[..., Any])
MOST_PROPOSALS = 1_000_000
STORE_HINT = "Are they at a desk elsewhere? Name it: --desk https://…; or a file: --from FILE."


class Source(Protocol):
    """A place where proposals are kept."""

    def listed(self, state: ProposalState | None) -> list[Proposal]:
        """Return the proposals in `state`, or all."""

    def one(self, name: str) -> Proposal | None:
        """Return the proposal whose id is `name`; None if there is none."""


@dataclass(frozen=True)
class Kept:
    """Proposals in memory, read from a file or the store."""

    proposals: Sequence[Proposal]
    is_sheet: bool = False  # it is one proposal, which nobody has judged yet

    def listed(self, state: ProposalState | None) -> list[Proposal]:
        return [each for each in self.proposals if state in (None, each.state)]

    def one(self, name: str) -> Proposal | None:
        return next((each for each in self.proposals if each.id == name), None)


@dataclass
class InStore:
    """The store of ENTRAIDE_DATABASE_URL, read once; `hint` is added to an error about it."""

    hint: str = ""

    @cached_property
    def _proposals(self) -> Kept:
        which = Which(list(ProposalState))
        try:
            with opened(read_store_settings()) as store:
                found = store.read(
                    lambda connection: proposals.wanted(connection, which, 0, MOST_PROPOSALS)
                )
        except EntraideError as error:
            raise EntraideError(f"{error}\n{self.hint}".strip()) from error
        return Kept(found)

    def listed(self, state: ProposalState | None) -> list[Proposal]:
        return self._proposals.listed(state)

    def one(self, name: str) -> Proposal | None:
        return self._proposals.one(name)


def source_options(command: F) -> F:
    """Give a command the options `--desk` and `--from` (parameters `desk` and `file`)."""
    for option in (
        click.option(
            "--from",
            "file",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="Out of a file: an export, or a Markdown sheet that somebody sent.",
        ),
        click.option(
            "--desk",
            metavar="URL",
            help="From the desk of the site at this address; ENTRAIDE_DESK_TOKEN has the token.",
        ),
    ):
        command = option(command)
    return command


def source_of(desk: str | None, file: Path | None) -> Source:
    """Return the source that the options name: a desk, a file, or the store without both."""
    if desk and file:
        what = "a desk and a file were named"
        raise EntraideError(refusal("--from", what, "Name one of them, or none for the store"))
    if desk:
        return client(desk)
    return _read_file(file) if file else InStore(STORE_HINT)


def _read_file(file: Path) -> Kept:
    """Read an export (JSON) or a Markdown sheet; ContentError if it has mistakes."""
    path = str(file)
    if file.stat().st_size > LARGEST:
        what = f"the file has more than {LARGEST // 1_000_000} MB"
        raise ContentError([Problem(path, 1, what, "Export fewer proposals into it: --state")])
    text, problems = read_text(file, path)
    if not problems and text.lstrip().startswith(FENCE):
        sheet, problems = parse_sheet(text, path)
        if sheet:
            project = read_translations()
            entry = project.reading.site.entries.get(sheet.entry)
            found = [build_proposal(sheet, entry, project.past, as_of(None))]
            return Kept(found, is_sheet=True)
    found, problems = ([], problems) if problems else read_proposals(text, path)
    if problems:
        raise ContentError(told(problems))
    return Kept(found)


def find(source: Source, name: str) -> Proposal:
    """Return the proposal whose id is, or begins with, `name`; EntraideError if not exactly one."""
    if found := source.one(name):
        return found
    every = source.listed(None)
    like = [each for each in every if name and each.id.startswith(name)]
    if len(like) == 1:
        return source.one(like[0].id) or like[0]
    shown = in_one_line(name)[:64]
    if like:
        names = ", ".join(sorted(each.id for each in like)[:5])
        what = f"“{shown}” begins the ids of {len(like)} proposals"
        raise EntraideError(refusal("ID", what, f"Write more of it: {names}"))
    close = get_close_matches(name, [each.id[: max(len(name), 1)] for each in every], n=1)
    cure = f"Did you mean {close[0]}?" if close else "See them: entraide proposals list"
    raise EntraideError(refusal("ID", f"there is no proposal “{shown}”", cure))
