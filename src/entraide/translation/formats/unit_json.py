"""The segments of a version as programs get them: what the page for proposals and the desk show.

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
from entraide.translation.units import TranslationUnit


def build_unit_rows(job: TranslationJob) -> list[dict[str, Any]]:
    """One object a segment, fields first: see handbook/reference/published-files.md."""
    own = job.code == job.entry.source.locale
    return [
        (_source_row(unit) if own else _row(unit)) | dict(_facts(unit))
        for unit in job.units
        if unit.is_offered or unit.is_target_only
    ]


def _source_row(unit: TranslationUnit) -> dict[str, Any]:
    return {
        "key": str(unit.key),
        "kind": unit.kind,
        "text": unit.source,
        "protected": _protected(unit),
        "state": "source",
    }


def _row(unit: TranslationUnit) -> dict[str, Any]:
    return {
        "key": str(unit.key),
        "kind": unit.kind,
        "text": unit.target,
        "source": unit.source,
        "protected": _protected(unit),
        "state": _state(unit),
    }


def _state(unit: TranslationUnit) -> str:
    if unit.is_target_only:
        return "kept"
    if not unit.target:
        return "missing"
    return "changed" if unit.fuzzy else "current"


def _protected(unit: TranslationUnit) -> tuple[str, ...]:
    return _parts(unit.source) if unit.is_guarded else ()


@lru_cache(maxsize=256)  # each locale has the same source
def _parts(source: str) -> tuple[str, ...]:
    return tuple(sorted(count_protected_parts(source).elements()))


def _facts(unit: TranslationUnit) -> Iterator[tuple[str, Any]]:
    """What is left out where there is none."""
    if unit.heading:
        yield "heading", unit.heading
    if unit.fuzzy and unit.previous:
        yield "previous", unit.previous
        yield "diff", [[part.side, part.text] for part in compare_words(unit.previous, unit.source)]
    if unit.remark:
        yield "remark", unit.remark
    if unit.is_needed:
        yield "needed", True
    if not unit.is_guarded:
        yield "guarded", False
