"""Upkeep: what only staff can look after, as days pass: services to verify again, a security.txt.

No writer can mend it and no page is wrong by it, so a check and a build say it in one line;
`entraide channels` lists it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from entraide.content.checks import channels, operator
from entraide.content.checks.project import Project
from entraide.errors import Problem
from entraide.model.channel import Channel, ChannelState

UPKEEP: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    channels.ageing_channels,
    channels.unsettled_channels,
    operator.expiring_security,
)
NEEDS = ("expired", "due", "unverified", "unverified in part")  # the most urgent first
LIST = "entraide channels"


def find_upkeep(project: Project) -> list[Problem]:
    """Everything that staff should look at, in the order of its files."""
    return sorted(problem for rule in UPKEEP for problem in rule(project))


def summarize_upkeep(project: Project) -> str:
    """The same in one line, as in `2 services need a look (2 expired): see “entraide channels”.`.

    Empty where there is nothing to look at.
    """
    needs = Counter(_need(each, project.today) for each in project.site.channels.values())
    counts = [f"{needs[need]} {need}" for need in NEEDS if needs[need]]
    total = sum(needs[need] for need in NEEDS)
    services = "1 service needs a look" if total == 1 else f"{total} services need a look"
    parts = [f"{services} ({', '.join(counts)})"] if total else []
    parts += (problem.what for problem in operator.expiring_security(project))
    return f"{'; '.join(parts)}: see “{LIST}”." if parts else ""


def _need(channel: Channel, today: date) -> str:
    state = channel.state(today)
    if state is ChannelState.CURRENT:
        return NEEDS[-1] if channel.unverified else ""
    return state.value
