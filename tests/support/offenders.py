"""Fail a test with the list of all cases that break its rule."""

from collections.abc import Iterable

import pytest


def assert_none(offenders: Iterable[object]) -> None:
    """Fail with the list of what breaks a rule, if anything does."""
    if listed := "\n".join(map(str, offenders)):
        pytest.fail(listed, pytrace=False)
