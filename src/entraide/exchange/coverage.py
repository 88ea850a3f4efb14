"""How far each locale is: what is current, and what waits, the most harmful first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entraide.content.made_from import Past
from entraide.exchange.work import Work, words_behind, work_on
from entraide.model.entry import Entry
from entraide.model.site import Site
from entraide.model.translation import State

# A step that is wrong hurts more than a text in another language, and that more than an old one.
HARM = (State.MISLEADING, State.MISSING, State.OUTDATED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version that is missing or behind, in words of its source, and the votes on its entry."""

    entry: Entry
    state: State
    words: int
    votes: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of `total` entries that are written in other locales, `current` may be trusted here."""

    code: str
    current: int
    total: int
    waiting: tuple[Waiting, ...]

    @property
    def percent(self) -> int:
        """Whole percent, 100 only when nothing waits."""
        return 100 * self.current // self.total if self.total else 100

    @property
    def words(self) -> int:
        return sum(each.words for each in self.waiting)


def coverage_of(site: Site, code: str, past: Past) -> Coverage:
    works = list(works_for(site.listed, code, past))
    waiting = [
        Waiting(work.entry, state, words_behind(work.pieces), _votes(site, work.entry))
        for work in works
        if (state := work.entry.state(code)) in HARM
    ]
    waiting.sort(key=lambda each: (HARM.index(each.state), -each.votes, each.entry.id))
    return Coverage(code, len(works) - len(waiting), len(works), tuple(waiting))


def works_for(entries: Iterable[Entry], code: str, past: Past) -> Iterator[Work]:
    """The work on each entry that is written in another locale."""
    for entry in entries:
        if entry.source.locale != code and (work := work_on(entry, code, past)):
            yield work


def _votes(site: Site, entry: Entry) -> int:
    """Every vote on the entry, in whatever language and on whichever revision."""
    return sum(
        sum(tally.votes)
        for (number, _), tallies in site.ratings.tallies.items()
        if number == entry.id
        for tally in tallies
    )
