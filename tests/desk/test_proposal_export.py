"""The export of proposals: whole, in order, and in memory a few at a time."""

import json
import tracemalloc
from typing import Any

import pytest
from sqlalchemy import Connection

from entraide.content.proposal_files import iter_parts, read_proposals
from entraide.desk.desk import Desk
from entraide.desk.proposals import ProposalFilter, iter_proposals, list_proposals
from entraide.desk.tables import proposals
from entraide.errors import ProblemLog
from entraide.model.proposal import ProposalState
from support.desk_rows import make_proposal, make_text, put

pytestmark = pytest.mark.both_stores

EVERY = ProposalFilter(list(ProposalState))


def put_proposals(desk: Desk, count: int, **facts: Any) -> None:
    for number in range(count):
        row = make_proposal(
            id=f"no-{number:04}",
            proven=number % 3 > 0,
            day=f"2026-11-{1 + number % 20:02}",
            **facts,
        )
        put(desk.store, proposals, **row)


def test_it_has_all_in_the_order_of_the_list(desk: Desk) -> None:
    put_proposals(desk, 35)

    def read(connection: Connection) -> None:
        listed = list_proposals(connection, EVERY, 0, 100)
        assert len(listed) == 35
        assert list(iter_proposals(connection, EVERY)) == listed
        text = "".join(iter_parts(iter_proposals(connection, EVERY)))
        log = ProblemLog()
        assert read_proposals(text, "export", log) == listed
        assert not list(log)
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"

    desk.store.read(read)


def test_none_are_an_empty_list(desk: Desk) -> None:
    text = desk.store.read(lambda reader: "".join(iter_parts(iter_proposals(reader, EVERY))))
    assert text == '{\n "proposals": []\n}\n'


@pytest.mark.parametrize("state", ["open", "accepted"])
def test_one_state_may_be_asked_for(desk: Desk, state: str) -> None:
    put_proposals(desk, 3)
    which = ProposalFilter([ProposalState(state)])
    found = desk.store.read(lambda reader: list(iter_proposals(reader, which)))
    assert len(found) == (3 if state == "open" else 0)


@pytest.mark.thorough
def test_memory_does_not_grow_with_their_number(desk: Desk) -> None:
    texts = [make_text(text="é" * 100_000)]
    peaks = []
    for count in (20, 100):
        desk.store.write(lambda writer: writer.execute(proposals.delete()))
        put_proposals(desk, count, texts=texts)
        tracemalloc.start()
        desk.store.read(
            lambda reader: sum(len(part) for part in iter_parts(iter_proposals(reader, EVERY)))
        )
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
