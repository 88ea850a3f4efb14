"""Units as JSON: the segments of a version, for the page for proposals, the desk and programs.

Texts are Markdown as written, their placeholders unfilled: what comes back goes into a file. What
a version was made from is asked of git where it is behind; without git all of it is taken for
changed, as translators are told too.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from entraide.model.segment import count_protected_parts
from entraide.model.word_diff import compare_words
from entraide.translation.job import TranslationJob
from entraide.translation.units import TranslationUnit, UnitState


def build_unit_rows(job: TranslationJob) -> list[dict[str, Any]]:
    """Return one object a unit, fields first: see handbook/reference/published-files.md."""
    return [
        _build_row(unit, is_source=job.is_of_source) | dict(_iter_facts(unit))
        for unit in job.units
        if unit.is_offered or unit.state is UnitState.KEPT
    ]


def _build_row(unit: TranslationUnit, *, is_source: bool) -> dict[str, Any]:
    parts = _list_protected_parts(unit.source) if unit.is_guarded else ()
    row = {"key": str(unit.key), "kind": unit.kind}
    if is_source:
        return {**row, "text": unit.source, "protected": parts, "state": "source"}
    texts = {"text": unit.target, "source": unit.source}
    return {**row, **texts, "protected": parts, "state": unit.state}


@lru_cache(maxsize=256)  # each locale has the same source
def _list_protected_parts(source: str) -> tuple[str, ...]:
    return tuple(sorted(count_protected_parts(source).elements()))


def _iter_facts(unit: TranslationUnit) -> Iterator[tuple[str, Any]]:
    """Yield the keys that are left out where there is nothing to say."""
    if unit.heading:
        yield "heading", unit.heading
    if unit.state is UnitState.CHANGED and unit.previous:
        yield "previous", unit.previous
        yield "diff", [[part.side, part.text] for part in compare_words(unit.previous, unit.source)]
    if unit.remark:
        yield "remark", unit.remark
    if unit.is_needed:
        yield "needed", True
    if not unit.is_guarded:
        yield "guarded", False
