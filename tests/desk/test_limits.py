"""Limits: every window of every scope, alone and together, on either store."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from sqlalchemy import select

from entraide.desk import limits
from entraide.desk.desk import Desk
from entraide.desk.limits import (
    COMMENT_LIMITS,
    CROWDED_NETWORK,
    DAY,
    HOUR,
    MINUTE,
    RATING_LIMITS,
    SHARED_SCOPES,
    SIGN_IN_LIMITS,
    UNPROVEN_COMMENT_LIMITS,
    Attempt,
    LimitVerdict,
    Rules,
    Window,
    leave_out_crowd,
)
from entraide.desk.tables import limits as table
from support.desk import NOON

pytestmark = pytest.mark.both_stores

AT = int(NOON.timestamp()) + 17  # within every window, at the start of none
KEY = b"k" * 32
SUBJECTS = {"voter": "192.0.2.1/32", "network": "192.0.2.0/24", "entry": "1029 en", "account": "x"}
Waits = Callable[..., list[int]]

WINDOWS = {
    f"{name}, {scope}, {window.seconds} s": (scope, window)
    for name, rules in {
        "ratings": RATING_LIMITS,
        "comments": COMMENT_LIMITS,
        "unproven": UNPROVEN_COMMENT_LIMITS,
        "sign-ins": SIGN_IN_LIMITS,
    }.items()
    for scope, windows in rules.items()
    if scope not in SHARED_SCOPES | {CROWDED_NETWORK}
    for window in windows
}


@pytest.fixture
def compute_waits(desk: Desk) -> Waits:
    """Counts the attempts, all in one transaction; the seconds that each has to wait."""

    def count_all(*attempts: Attempt) -> list[int]:
        return [verdict.wait for verdict in judge_all(desk, *attempts)]

    return count_all


def judge_all(desk: Desk, *attempts: Attempt) -> list[LimitVerdict]:
    """Judge one after the other, in one transaction."""
    return desk.store.write(
        lambda connection: [limits.count_attempt(connection, each) for each in attempts]
    )


def make_attempt(
    rules: Rules, at: int = AT, subjects: Mapping[str, str] = SUBJECTS, purpose: str = "test"
) -> Attempt:
    return Attempt(purpose, rules, subjects, KEY, at)


def test_a_window_holds_until_it_ends(compute_waits: Waits) -> None:
    for name, (scope, window) in WINDOWS.items():
        rules = {scope: (window,)}
        once = make_attempt(rules, purpose=name)
        assert set(compute_waits(*[once] * window.most_attempts)) == {0}, name
        left = window.seconds - AT % window.seconds
        assert compute_waits(once) == [left], name
        assert compute_waits(replace(once, second=AT + left - 1)) == [1], name
        assert compute_waits(replace(once, second=AT + left)) == [0], name


def test_the_longest_wait_counts(compute_waits: Waits) -> None:
    rules = {"voter": (Window(MINUTE, 1), Window(HOUR, 2)), "network": (Window(DAY, 3),)}
    minute, hour, day = (span - AT % span for span in (MINUTE, HOUR, DAY))
    assert compute_waits(*[make_attempt(rules)] * 4) == [0, minute, hour, day]


def test_an_attempt_over_a_limit_counts_for_the_others_of_its_network(compute_waits: Waits) -> None:
    rules = {"voter": (Window(MINUTE, 1),), "network": (Window(HOUR, 3),)}
    assert 0 not in compute_waits(*[make_attempt(rules)] * 4)[1:]
    other = make_attempt(rules, subjects=SUBJECTS | {"voter": "192.0.2.2/32"})
    assert compute_waits(other) == [HOUR - AT % HOUR]


@pytest.mark.parametrize("scope", ["entry", "everybody"])
@pytest.mark.parametrize("together", [True, False])
def test_a_limit_of_many_makes_it_crowded_and_refuses_nobody(
    desk: Desk, scope: str, *, together: bool
) -> None:
    rules = {"voter": (Window(MINUTE, 1),), scope: (Window(HOUR, 3),)}
    many = [make_attempt(rules)] * 9
    found = judge_all(desk, *many) if together else [judge_all(desk, one)[0] for one in many]
    assert [verdict.wait for verdict in found].count(0) == 1
    assert not any(verdict.crowded for verdict in found)
    others = [
        make_attempt(rules, subjects=SUBJECTS | {"voter": f"192.0.2.{last}/32"})
        for last in (2, 3, 4)
    ]
    assert judge_all(desk, *others) == [(0, False), (0, False), (0, True)]


def test_while_it_is_crowded_a_network_has_stricter_windows_and_others_have_theirs(
    desk: Desk,
) -> None:
    rules: Rules = {"entry": (Window(HOUR, 3),), CROWDED_NETWORK: (Window(HOUR, 2),)}
    one, other = (
        make_attempt(rules, subjects=SUBJECTS | {CROWDED_NETWORK: network})
        for network in ("192.0.2.0/24", "198.51.100.0/24")
    )
    left = HOUR - AT % HOUR
    assert judge_all(desk, *[one] * 6) == [*[(0, False)] * 3, *[(0, True)] * 2, (left, True)]
    assert judge_all(desk, other, other) == [(0, True), (0, True)]
    assert judge_all(desk, replace(one, rules=leave_out_crowd(rules))) == [(0, True)]


@pytest.mark.parametrize("scope", ["voter", "network"])
def test_subjects_do_not_share_a_limit(compute_waits: Waits, scope: str) -> None:
    rules = {scope: (Window(HOUR, 1),)}
    assert compute_waits(make_attempt(rules), make_attempt(rules))[1] > 0
    assert compute_waits(make_attempt(rules, subjects=SUBJECTS | {scope: "another"})) == [0]


def test_everybody_is_one_subject(desk: Desk) -> None:
    rules = {"everybody": (Window(HOUR, 1),)}
    others = dict.fromkeys(SUBJECTS, "another")
    found = judge_all(desk, make_attempt(rules), make_attempt(rules, subjects=others))
    assert [verdict.crowded for verdict in found] == [False, True]


def test_purposes_and_keys_do_not_share_a_limit(compute_waits: Waits) -> None:
    once = make_attempt({"voter": (Window(HOUR, 1),)})
    assert compute_waits(once, replace(once, purpose="other"), replace(once, key=b"n" * 32)) == [
        0,
        0,
        0,
    ]


def test_every_limit_can_be_raised_together(compute_waits: Waits) -> None:
    once = replace(make_attempt({"voter": (Window(HOUR, 2),)}), times=3)
    assert [wait > 0 for wait in compute_waits(*[once] * 7)] == [False] * 6 + [True]


def test_counted_together_or_one_by_one_is_the_same(compute_waits: Waits) -> None:
    chance = random.Random(5)  # noqa: S311 - which attempts
    rules = {
        "voter": (Window(MINUTE, 3), Window(HOUR, 5)),
        "network": (Window(MINUTE, 8),),
        "everybody": (Window(HOUR, 30),),
    }
    tried = [
        make_attempt(
            rules,
            AT + chance.choice((0, 1, MINUTE)),
            {"voter": f"{(number := chance.randrange(6))}", "network": f"{number % 2}"},
        )
        for _ in range(60)
    ]
    one_by_one = [compute_waits(replace(one, purpose="one by one"))[0] for one in tried]
    together = compute_waits(*tried[:20]) + compute_waits(*tried[20:])
    assert together == one_by_one
    assert len(set(together)) > 4  # not all alike


def test_names_of_limits_do_not_tell_whose_they_are(desk: Desk, compute_waits: Waits) -> None:
    compute_waits(make_attempt(RATING_LIMITS))
    names = desk.store.read(lambda connection: list(connection.scalars(select(table.c.bucket))))
    assert len(names) == 8  # of a crowd, nothing is counted yet
    assert all(len(name) == 32 and int(name, 16) for name in names)
