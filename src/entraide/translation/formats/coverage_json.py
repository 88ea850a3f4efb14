"""How far each locale is, for programs: the rows of `translate status` and of the built site."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from entraide.translation.coverage import Coverage
from entraide.translation.job import TranslationJob, count_waiting_words

CoverageRow = dict[str, Any]


def build_coverage_row(coverage: Coverage, jobs: Sequence[TranslationJob]) -> CoverageRow:
    """One locale, given the job on what waits there; words are those of the source."""
    waiting = [
        {
            "id": each.entry.id,
            "title": each.entry.source.title,
            "sensitive": each.entry.sensitive,
            "state": each.state.value,
            "words": count_waiting_words(job.units),
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
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"
