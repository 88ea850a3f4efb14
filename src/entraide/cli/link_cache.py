"""The cache of link checks: the answers of the last days, in `.cache/links-1.json` of the project.

No check needs it: without it, or with a damaged one, a check takes longer.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from entraide.cli.link_client import LinkAnswer, LinkVerdict
from entraide.content.output_root import get_output_root

CACHE_FILE = Path(".cache") / "links-1.json"  # 1: of its shape
DAYS = {  # an answer holds
    LinkVerdict.STANDS: 7,
    LinkVerdict.MOVED: 7,
    LinkVerdict.UNKNOWN: 1,
    LinkVerdict.DEAD: 0,
}

DatedAnswers = dict[str, tuple[date, LinkAnswer]]  # by address, each with its day


def read_answers(root: Path, today: date) -> DatedAnswers:
    """Return the answers in the cache that are still fresh; none if it is damaged or absent."""
    try:
        rows = json.loads((get_output_root(root) / CACHE_FILE).read_text(encoding="utf-8"))
        answers = {str(url): _make_answer(row) for url, row in rows.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}
    return {
        url: (day, answer)
        for url, (day, answer) in answers.items()
        if _is_fresh(day, answer, today)
    }


def _make_answer(row: Mapping[str, str]) -> tuple[date, LinkAnswer]:
    answer = LinkAnswer(LinkVerdict(row["verdict"]), str(row["reason"]), str(row["to"]))
    return date.fromisoformat(row["day"]), answer


def _is_fresh(day: date, answer: LinkAnswer, today: date) -> bool:
    return day <= today < day + timedelta(days=DAYS[answer.verdict])


def write_answers(root: Path, answers: DatedAnswers) -> None:
    """Replace the cache by `answers`, atomically; errors of the disk are ignored."""
    rows = {
        url: {"day": day.isoformat(), "verdict": each.verdict, "reason": each.reason, "to": each.to}
        for url, (day, each) in sorted(answers.items())
    }
    file = get_output_root(root) / CACHE_FILE
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(file)
