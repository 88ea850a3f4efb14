"""A few of many cases in `make test`, all of them in `make test-all`."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from _pytest.mark import ParameterSet

from support.paths import ROOT

# Where a case takes long: a browser, a built site, a store, a repository.
SLOW_FOLDERS = {"browser", "build", "cli", "deploy", "desk", "editor", "exchange", "reference_site"}
EVERY = 3
THOROUGH = re.compile(r"^pytestmark = pytest\.mark\.thorough\b", re.MULTILINE)


def is_thorough(path: Path) -> bool:
    """Return whether every test of a file is: attacks, and what is marked as a whole."""
    if path.suffix != ".py" or not path.name.startswith("test_"):
        return path.name == "hostile"
    return bool(THOROUGH.search(path.read_text(encoding="utf-8")))


def mark_slow_cases(items: Iterable[pytest.Item]) -> None:
    """Mark as thorough two in three cases of each test of a slow folder.

    Which ones depends on the name of the test alone, so that the stores, the languages and the
    looks take turns, and `make test-all` has what `make test` has not.
    """
    cases = defaultdict(list)
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        is_set = any(map(item.get_closest_marker, ("thorough", "both_stores")))
        if folder in SLOW_FOLDERS and not is_set:
            cases[item.nodeid.partition("[")[0]].append(item)
    for name, group in cases.items():
        every = min(EVERY, len(group))
        for at, item in enumerate(group):
            if at % every != crc32(name.encode()) % every:
                item.add_marker(pytest.mark.thorough)


def select_some(cases: Iterable[Any], every: int) -> list[ParameterSet]:
    """Mark as thorough all `cases` of a test but one in `every`; a tuple has several arguments."""
    return [_make_case(case, is_thorough=at % every > 0) for at, case in enumerate(cases)]


def _make_case(case: Any, *, is_thorough: bool) -> ParameterSet:
    if not isinstance(case, ParameterSet):
        case = pytest.param(*(case if isinstance(case, tuple) else (case,)))
    marks = [*case.marks, pytest.mark.thorough] if is_thorough else case.marks
    return pytest.param(*case.values, marks=marks, id=case.id)
