"""One test for one rule over many cases: it fails with every case that breaks it."""

from collections.abc import Iterable

import pytest


def assert_none(offenders: Iterable[object]) -> None:
    """Fail with the list of what breaks a rule, if anything does."""
    if listed := "\n".join(map(str, offenders)):
        pytest.fail(listed, pytrace=False)
