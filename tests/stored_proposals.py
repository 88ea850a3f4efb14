"""Proposals in a store and in a file, for tests of commands; import the fixtures you need."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import Connection

from entraide.content.proposal_files import proposals_text
from entraide.desk.migrate import migrate, opened
from entraide.desk.proposals import Decision, decide, keep
from entraide.desk.settings import read_store_settings
from entraide.model.proposal import Proposal, ProposalState
from sent_proposals import proposed

Run = Callable[..., Result]
TABLE = """\
Id        State     Entry  Locale  Rev.  Texts  Day         Credit
a1b2c3d4  accepted  7      fr      2     1      2026-11-20  Camille R.
b8b2c3d4  declined  7      fr      2     1      2026-11-20  Camille R.
b9b2c3d4  open      7      fr      2     1      2026-11-20  -
"""
TEXTS = {"Ask for a new one.": "Demandez-en un nouveau."}


@pytest.fixture
def sent(project: Path) -> list[Proposal]:
    """An accepted one, an open one and a declined one, all for the French version of entry 7."""
    one = proposed(project, TEXTS, entry=7, id="a1b2c3d4e5f60718", credit="Camille R.")
    state = ProposalState
    return [
        one,
        replace(one, id="b9b2c3d4e5f60718", state=state.OPEN, credit="", note="Wait\x1b[2J\u202e"),
        replace(one, id="b8b2c3d4e5f60718", state=state.DECLINED, reason="No.", proven=False),
    ]


@pytest.fixture
def store(sent: list[Proposal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a store that keeps them; the commands’ own."""
    url = f"sqlite:///{tmp_path / 'store' / 'desk.sqlite3'}"
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", url)
    settings = read_store_settings()
    migrate(settings)
    fill(*sent)
    return url


def fill(*sent: Proposal) -> None:
    """Keep them in the store, and decide upon them as they say."""

    def job(connection: Connection) -> None:
        for one in sent:
            keep(connection, replace(one, state=ProposalState.OPEN, reason=""), one.id)
            if one.state is not ProposalState.OPEN:
                day = datetime.now(UTC).date()
                decide(connection, one.id, Decision(state=one.state, day=day, reason=one.reason))

    with opened(read_store_settings()) as opened_store:
        opened_store.write(job)


@pytest.fixture
def file(sent: list[Proposal], tmp_path: Path) -> Path:
    path = tmp_path / "proposals.json"
    path.write_text(proposals_text(sent), encoding="utf-8")
    return path
