"""The guided path: questions whose answers lead to further questions, and at last to what helps."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from entraide.model.locales import TextByLocale

LENGTH = 6  # digits of what stands for a step in an address
MOST_TAPS = 5  # from the first question to an end


@dataclass(frozen=True, slots=True)
class GuideAnswer:
    """One answer to a question; `to` is the id of a step, `line` its line in the file."""

    label: TextByLocale
    to: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStep:
    """A question with `answers`, or an end with `entries` to read, the most useful first.

    An end may have an entry on how to `report` to the platform, and `topics`: it shows the services
    of the reader's country for them, above the entries with `call_first`. `scam_check`, of any
    step, adds a link to the scam check; `incident_log`, of an end, one to the log. `line` is the
    line of the row in its file.
    """

    id: str
    title: TextByLocale
    lead: TextByLocale
    answers: tuple[GuideAnswer, ...] = ()
    entries: tuple[int, ...] = ()
    report: int | None = None
    topics: tuple[str, ...] = ()
    call_first: bool = False
    scam_check: bool = False
    incident_log: bool = False
    line: int = 0

    @property
    def is_end(self) -> bool:
        return not self.answers

    @property
    def token(self) -> str:
        """The name of the step in an address, which a history keeps: it does not say the title."""
        return hashlib.blake2b(self.id.encode(), digest_size=LENGTH // 2).hexdigest()


Guide = Mapping[str, GuideStep]  # by id; the first one begins


def find_first_step(guide: Guide) -> GuideStep | None:
    """Return the question with which the path begins; None where there is no guided path."""
    return next(iter(guide.values()), None)


def find_circle(guide: Guide) -> tuple[str, ...]:
    """Return the ids of steps that lead back to the first of them; () where there are none."""
    try:
        TopologicalSorter(_list_answers(guide)).prepare()
    except CycleError as error:
        circle = error.args[1][:0:-1]  # by answers, without the one that stands there twice
        at = min(range(len(circle)), key=lambda at: list(guide).index(circle[at]))
        return (*circle[at:], *circle[:at])
    return ()


def find_longest_paths(guide: Guide) -> dict[str, tuple[str, ...]]:
    """Return, by the id of each step that can be reached, the ids on the longest way to it.

    The step is the last of them. No step may lead back to itself.
    """
    first = find_first_step(guide)
    paths: dict[str, tuple[str, ...]] = {first.id: (first.id,)} if first else {}
    order = list(TopologicalSorter(_list_answers(guide)).static_order())
    for id_ in filter(paths.__contains__, reversed(order)):  # each after all that lead to it
        for to in _list_answers(guide)[id_]:
            paths[to] = max(paths.get(to, ()), (*paths[id_], to), key=len)
    return paths


def _list_answers(guide: Guide) -> dict[str, list[str]]:
    """Return the ids of the steps that each step leads to, without ids that do not exist."""
    return {
        step.id: [answer.to for answer in step.answers if answer.to in guide]
        for step in guide.values()
    }
