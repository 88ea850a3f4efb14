"""Proposals in the store: listed, counted and decided upon, on both databases."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from entraide.desk import proposals, tables
from entraide.desk.desk import Desk
from entraide.desk.proposals import Decision, ProposalFilter
from entraide.desk.store import Store
from entraide.model.proposal import (
    MOVES,
    Proposal,
    ProposalCount,
    ProposalState,
    ProposedText,
    may_become,
)
from support import desk_rows
from support.desk_rows import put

pytestmark = pytest.mark.both_stores

OPEN, ACCEPTED, DECLINED = ProposalState.OPEN, ProposalState.ACCEPTED, ProposalState.DECLINED
DAY = date(2026, 11, 21)
EVERY = ProposalFilter(list(ProposalState))


@pytest.fixture
def store(desk: Desk) -> Store:
    return desk.store


def make_proposal(id_: str = "first", **facts: Any) -> Proposal:
    text = ProposedText("title", "field", "Block someone", "", "Bloquer « quelqu’un » 😀\n\\n\"'")
    plain = Proposal(
        id=id_,
        entry=1029,
        locale="fr",
        revision=4,
        texts=(text, replace(text, key="summary", old_text="Avant")),
        credit="Camille R.",
        licence="CC BY 4.0",
        note="Où ?",
        proven=True,
        state=OPEN,
        reason="",
        day=DAY,
    )
    return replace(plain, **facts)


def keep(store: Store, *wanted: Proposal) -> None:
    for one in wanted:
        store.write(partial(proposals.store_proposal, proposal=one, receipt_digest=f"of {one.id}"))


def decide(store: Store, id_: str, state: ProposalState, **facts: Any) -> bool:
    decision = Decision(state=state, day=DAY, **facts)
    return store.write(lambda connection: proposals.decide(connection, id_, decision))


def find_one(store: Store, id_: str = "first") -> Proposal:
    found = store.read(lambda connection: proposals.find_proposal(connection, id_))
    assert found
    return found


def test_a_stored_proposal_is_read_back_unchanged(store: Store) -> None:
    keep(store, make_proposal())
    assert find_one(store) == make_proposal()
    assert store.read(
        lambda connection: proposals.find_by_receipt(connection, "of first")
    ) == find_one(store)
    assert store.read(lambda connection: proposals.find_proposal(connection, "of first")) is None
    assert store.read(lambda connection: proposals.find_by_receipt(connection, "first")) is None


def test_a_text_stored_by_an_older_version_is_read(store: Store) -> None:
    text = {"key": "title", "kind": "field", "source": "Block", "was": "Avant", "text": "Bloquer"}
    put(store, tables.proposals, **desk_rows.make_proposal(id="old", texts=[text]))
    assert find_one(store, "old").texts == (
        ProposedText("title", "field", "Block", "Avant", "Bloquer"),
    )


def test_those_with_a_proof_come_first_then_the_oldest(store: Store) -> None:
    early = date(2026, 11, 1)
    keep(
        store,
        make_proposal("new"),
        make_proposal("unproven", proven=False, day=early),
        make_proposal("old", day=early, locale="en"),
        make_proposal("other", entry=1030),
    )

    def list_ids(which: ProposalFilter, start: int = 0, most: int = 25) -> list[str]:
        found = store.read(
            lambda connection: proposals.list_proposals(connection, which, start, most)
        )
        count = store.read(lambda connection: proposals.count_proposals(connection, which))
        assert start or most < 25 or len(found) == count
        return [each.id for each in found]

    assert list_ids(EVERY) == ["old", "new", "other", "unproven"]
    assert list_ids(EVERY, 1, 2) == ["new", "other"]
    assert list_ids(ProposalFilter([OPEN], entry=1029)) == ["old", "new", "unproven"]
    assert list_ids(ProposalFilter([OPEN], entry=1029, locale="fr")) == ["new", "unproven"]
    assert list_ids(ProposalFilter([ACCEPTED, DECLINED])) == []


@pytest.mark.parametrize("state", ProposalState)
@pytest.mark.parametrize("other", ProposalState)
def test_a_proposal_becomes_what_the_moves_allow_and_nothing_else(
    store: Store, state: ProposalState, other: ProposalState
) -> None:
    keep(store, make_proposal(state=state))
    moved = decide(store, "first", other, reason="Because.")
    assert moved is may_become(state, other) is (other in MOVES[state])
    assert find_one(store).state is (other if moved else state)
    assert find_one(store).reason == ("Because." if moved else "")


def test_of_two_who_decide_at_once_one_is_reported(store: Store) -> None:
    keep(store, make_proposal())
    assert decide(store, "first", DECLINED, reason="Not yet.")
    assert not decide(store, "first", ACCEPTED)
    assert not decide(store, "nothing", ACCEPTED)
    assert (find_one(store).state, find_one(store).reason) == (DECLINED, "Not yet.")


def test_a_reason_goes_with_its_decision_and_notes_stay(store: Store) -> None:
    def read_note() -> str:
        return store.read(lambda connection: proposals.read_staff_note(connection, "first"))

    keep(store, make_proposal())
    assert read_note() == ""
    decide(store, "first", DECLINED, reason="Not yet.", staff_note="Ask Mo")
    decide(store, "first", OPEN)
    assert (find_one(store).reason, read_note()) == ("", "Ask Mo")
    written = store.write(
        lambda connection: proposals.write_staff_note(connection, "first", "Asked")
    )
    assert (written, read_note()) == (True, "Asked")
    assert not store.write(lambda connection: proposals.write_staff_note(connection, "no", "x"))


def test_what_waits_and_what_is_accepted_is_counted_by_version(store: Store) -> None:
    keep(
        store,
        make_proposal("a"),
        make_proposal("b"),
        make_proposal("c", state=ACCEPTED),
        make_proposal("d", state=DECLINED, locale="en"),
        make_proposal("e", entry=7),
    )
    counts = store.read(proposals.count_waiting)
    assert list(counts.items()) == [
        ((7, "fr"), ProposalCount(open=1, accepted=0)),
        ((1029, "fr"), ProposalCount(open=2, accepted=1)),
    ]
