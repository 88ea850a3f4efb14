"""Omissions: what an import cannot keep, or keeps in another form, each counted and named.

An omission is no mistake: the import goes on. Mistakes of a source are problems.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entraide.errors import FileLine

REPORT_HEAD = (
    "The number behind a file is a line of the source: that of the thing itself where it can be",
    "found there, else the first line of its text. In JSON it is the number of the record.",
    "",
)


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that is not kept as it was.

    `what` is its kind, as a noun in the singular: “iframe”, “inline style”. `outcome` is a sentence
    without its full stop that says what became of it: “left out; its address stands as a link”.
    `detail` is the thing itself, as the source has it: an address, a name. `article` is the key of
    its article, "" for none.
    """

    location: FileLine
    what: str
    outcome: str
    detail: str = ""
    count: int = 1
    article: str = ""


class OmissionLog(list[Omission]):
    """What a reader or a conversion left out; it is filled on the way, as a ProblemLog is."""

    def add(
        self, location: FileLine, what: str, outcome: str, detail: str = "", count: int = 1
    ) -> None:
        self.append(Omission(location, what, outcome, detail[:200], count))


def count_omissions(omissions: Iterable[Omission]) -> dict[tuple[str, str], int]:
    """Return how often each pair of kind and outcome stands, the most frequent first."""
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for each in omissions:
        counts[each.what, each.outcome] += each.count
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def format_counts(omissions: Iterable[Omission]) -> str:
    """Return the kinds with their numbers in one line: `iframe (2), inline style (14)`."""
    counts: defaultdict[str, int] = defaultdict(int)
    for each in omissions:
        counts[each.what] += each.count
    pairs = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{what} ({count})" for what, count in pairs)


def format_report(omissions: Iterable[Omission]) -> Iterator[str]:
    """Yield the lines of a report: each kind with its number, then every place of it."""
    yield from REPORT_HEAD
    groups: defaultdict[tuple[str, str], list[Omission]] = defaultdict(list)
    for each in omissions:
        groups[each.what, each.outcome].append(each)
    counts = count_omissions(each for group in groups.values() for each in group)
    for pair, count in counts.items():
        what, outcome = pair
        yield f"{what} ({count}): {outcome}."
        for each in groups[pair]:
            times = f" ({each.count} times)" if each.count > 1 else ""
            detail = f": {each.detail}" if each.detail else ""
            yield f"  {each.location}{detail}{times}"
        yield ""
