"""Coverage: how much of a locale is current, and which versions wait, the most harmful first.

Counting takes the states of versions alone. Jobs, with all their units, take long to make, so they
are built only when they are asked for.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from entraide.content.data.labels import Label
from entraide.content.provenance import EntryHistory
from entraide.model.entry import Entry
from entraide.model.site import Site
from entraide.model.translation_state import State
from entraide.translation.job import TranslationJob, iter_jobs

# A step that is wrong hurts more than a text in another language, and that more than an old one;
# what has been proposed waits for staff.
WAITING_STATES = (
    *(State.MISLEADING, State.MISSING, State.OUTDATED),
    *(State.PARTIAL, State.PROPOSED),
)


@dataclass(frozen=True, slots=True)
class WaitingVersion:
    """A version that is missing or behind, with the votes on its entry and its open proposals.

    `is_draft` is true of a missing version that somebody has begun.
    """

    entry: Entry
    state: State
    votes: int
    proposals: int
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of the locale `code`: of `total` entries to translate, `current` are current.

    `total` counts the entries that were written in another locale.
    """

    code: str
    current: int
    total: int
    waiting: tuple[WaitingVersion, ...]

    @property
    def percent(self) -> int:
        """The percentage that is current, rounded down, so that 100 means that nothing waits."""
        return 100 * self.current // self.total if self.total else 100

    def count_states(self) -> list[tuple[State, int]]:
        """Return how many versions wait in each state, without the states that have none."""
        counts = Counter(each.state for each in self.waiting)
        return [(state, counts[state]) for state in WAITING_STATES if counts[state]]

    def build_jobs(self, history: EntryHistory) -> list[TranslationJob]:
        """Return the job of each waiting version, in their order."""
        return list(iter_jobs((each.entry for each in self.waiting), self.code, history))


@dataclass(frozen=True, slots=True)
class LabelCoverage:
    """The coverage of labels in a locale: `waiting` of the `total` that have a source text."""

    total: int = 0
    waiting: tuple[Label, ...] = ()


def measure_labels(labels: Iterable[Label], code: str, source: str) -> LabelCoverage:
    """Return the coverage of `labels` in the locale `code`.

    They are translated from the locale `source`, in which nothing waits.
    """
    offered = [each for each in labels if code != source and each.is_offered(source)]
    return LabelCoverage(len(offered), tuple(each for each in offered if not each.texts.get(code)))


def measure_coverage(site: Site, code: str) -> Coverage:
    """Return the coverage of the locale `code`."""
    entries = [entry for entry in site.listed_entries if entry.source.locale != code]
    votes = _count_votes(site)
    waiting = [
        WaitingVersion(
            entry,
            state,
            votes[entry.id],
            site.count_open_proposals(entry, code),
            is_draft=state.is_missing and code in entry.localised,
        )
        for entry in entries
        if (state := site.get_state(entry, code)) in WAITING_STATES
    ]
    waiting.sort(key=lambda each: (WAITING_STATES.index(each.state), -each.votes, each.entry.id))
    return Coverage(code, len(entries) - len(waiting), len(entries), tuple(waiting))


def _count_votes(site: Site) -> Counter[int]:
    """Return the number of votes on each entry, in all languages and on all revisions."""
    votes: Counter[int] = Counter()
    for (number, _), tallies in site.ratings.tallies.items():
        votes[number] += sum(sum(tally.votes) for tally in tallies)
    return votes
