"""The states of a proposal: which may follow which."""

from itertools import product

from entraide.model.proposal import ProposalState, may_become

OPEN, ACCEPTED, DECLINED = ProposalState


def test_a_decision_is_taken_once_and_can_only_be_taken_back() -> None:
    allowed = {pair for pair in product(ProposalState, repeat=2) if may_become(*pair)}
    assert allowed == {
        (OPEN, ACCEPTED),
        (OPEN, DECLINED),
        (ACCEPTED, OPEN),
        (DECLINED, OPEN),
    }
