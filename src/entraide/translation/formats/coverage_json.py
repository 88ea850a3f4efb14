"""Coverage as JSON: what `translate status --format json` and the built site say."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from entraide.translation.coverage import Coverage
from entraide.translation.job import TranslationJob

CoverageRow = dict[str, Any]


def build_coverage_row(coverage: Coverage, jobs: Sequence[TranslationJob]) -> CoverageRow:
    """Return the row of one locale, given the job of each version that waits there.

    Words are those of the source.
    """
    waiting = [
        {
            "id": each.entry.id,
            "title": each.entry.source.title,
            "sensitive": each.entry.sensitive,
            "state": each.state.value,
            "words": job.count_waiting_words(),
            "votes": each.votes,
            "proposals": each.proposals,
            "path": each.entry.source.path,
        }
        for each, job in zip(coverage.waiting, jobs, strict=True)
    ]
    return {
        "locale": coverage.code,
        "entries": coverage.total,
        "current": coverage.current,
        "percent": coverage.percent,
        "words": sum(row["words"] for row in waiting),
        "waiting": waiting,
    }


def format_coverage(rows: Iterable[CoverageRow]) -> str:
    """Return the file: a list, a locale a row."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"
