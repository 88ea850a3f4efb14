"""Coverage: how far a locale is, and which versions wait there, the most harmful first.

Counting asks for states alone. Units take long to make, so jobs are built when they are asked for.
"""

from collections import Counter
from dataclasses import dataclass

from entraide.content.provenance import EntryHistory
from entraide.model.entry import Entry
from entraide.model.site import Site
from entraide.model.translation_state import State
from entraide.translation.job import TranslationJob, iter_jobs

# A step that is wrong hurts more than a text in another language, and that more than an old one;
# what has been proposed waits for staff.
WAITING_STATES = (State.MISLEADING, State.MISSING, State.OUTDATED, State.PROPOSED)


@dataclass(frozen=True, slots=True)
class WaitingVersion:
    """A version that is missing or behind, with the votes on its entry and its open proposals."""

    entry: Entry
    state: State
    votes: int
    proposals: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of `total` entries that are written in other locales, `current` may be trusted in `code`."""

    code: str
    current: int
    total: int
    waiting: tuple[WaitingVersion, ...]

    @property
    def percent(self) -> int:
        """Whole percent, 100 only when nothing waits."""
        return 100 * self.current // self.total if self.total else 100

    def count_states(self) -> list[tuple[State, int]]:
        """Return how many wait in each state, without those in which none does."""
        counts = Counter(each.state for each in self.waiting)
        return [(state, counts[state]) for state in WAITING_STATES if counts[state]]

    def build_jobs(self, history: EntryHistory) -> list[TranslationJob]:
        """Return the job of each version that waits, in their order."""
        return list(iter_jobs((each.entry for each in self.waiting), self.code, history))


def measure_coverage(site: Site, code: str) -> Coverage:
    """Return the coverage of the locale `code`."""
    entries = [entry for entry in site.listed_entries if entry.source.locale != code]
    votes = _count_votes(site)
    waiting = [
        WaitingVersion(entry, state, votes[entry.id], site.count_open_proposals(entry, code))
        for entry in entries
        if (state := site.get_state(entry, code)) in WAITING_STATES
    ]
    waiting.sort(key=lambda each: (WAITING_STATES.index(each.state), -each.votes, each.entry.id))
    return Coverage(code, len(entries) - len(waiting), len(entries), tuple(waiting))


def _count_votes(site: Site) -> Counter[int]:
    """Return all votes on each entry, in whatever language and on whichever revision."""
    votes: Counter[int] = Counter()
    for (number, _), tallies in site.ratings.tallies.items():
        votes[number] += sum(sum(tally.votes) for tally in tallies)
    return votes
