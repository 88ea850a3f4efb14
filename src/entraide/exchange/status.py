"""How far each locale is, for programs: the rows of `translate status` and of the built site."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from entraide.exchange.coverage import Coverage
from entraide.exchange.work import Work, words_behind

Row = dict[str, Any]


def status_row(coverage: Coverage, works: Sequence[Work]) -> Row:
    """One locale, given the work on what waits there; words are those of the source."""
    waiting = [
        {
            "id": each.entry.id,
            "title": each.entry.source.title,
            "sensitive": each.entry.sensitive,
            "state": each.state.value,
            "words": words_behind(work.pieces),
            "votes": each.votes,
            "proposals": each.proposals,
            "path": each.entry.source.path,
        }
        for each, work in zip(coverage.waiting, works, strict=True)
    ]
    return {
        "locale": coverage.code,
        "entries": coverage.total,
        "current": coverage.current,
        "percent": coverage.percent,
        "words": sum(row["words"] for row in waiting),
        "waiting": waiting,
    }


def status_text(rows: Iterable[Row]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"
