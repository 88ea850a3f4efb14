"""Proposals in a store and in a file, for tests of commands."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from entraide.desk.migrate import open_store
from entraide.desk.proposals import Decision, decide, store_proposal
from entraide.desk.settings import read_store_settings
from entraide.model.proposal import Proposal, ProposalState

TABLE = """\
Id        State     Entry  Locale  Rev.  Texts  Day         Credit
a1b2c3d4  accepted  7      fr      2     1      2026-11-20  Camille R.
b8b2c3d4  declined  7      fr      2     1      2026-11-20  Camille R.
b9b2c3d4  open      7      fr      2     1      2026-11-20  -
"""
TEXTS = {"Ask for a new one.": "Demandez-en un nouveau."}


def fill(*sent: Proposal) -> None:
    """Keep them in the store, and decide upon them as they say."""

    def store_all(connection: Connection) -> None:
        for one in sent:
            store_proposal(connection, replace(one, state=ProposalState.OPEN, reason=""), one.id)
            if one.state is not ProposalState.OPEN:
                day = datetime.now(UTC).date()
                decide(connection, one.id, Decision(state=one.state, day=day, reason=one.reason))

    with open_store(read_store_settings()) as opened_store:
        opened_store.write(store_all)
