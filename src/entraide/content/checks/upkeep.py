"""Upkeep: what staff have to renew as time passes, such as channels to verify.

No writer can mend it, and no page is wrong because of it. So `entraide check` reports it in one
line, builds do not, and `entraide channels` lists it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from entraide.content.checks import channels, known_facts, operator
from entraide.content.checks.project import Project
from entraide.errors import Problem
from entraide.model.channel import Channel, ChannelState
from entraide.model.known_fact import Origin

UPKEEP_CHECKS: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    channels.check_channel_expiry,
    channels.check_unverified_channels,
    known_facts.check_second_sources,
    operator.check_security_expiry,
)
# The most urgent first.
NEEDS = ("expired", "due", "unverified", "from one source", "unverified in part", "never opened")
LIST_COMMAND = "entraide channels"


def find_upkeep(project: Project) -> list[Problem]:
    """Return everything that staff should look at, in the order of the files."""
    return sorted(problem for rule in UPKEEP_CHECKS for problem in rule(project))


def summarize_upkeep(project: Project) -> str:
    """Return the upkeep in one line, or "" where there is none.

    For example: `2 services need a look (2 expired): see “entraide channels”.`
    """
    needs = Counter(
        _classify_need(channel, project.today) for channel in project.site.channels.values()
    )
    counts = [f"{needs[need]} {need}" for need in NEEDS if needs[need]]
    total = sum(needs[need] for need in NEEDS)
    services = "1 service needs a look" if total == 1 else f"{total} services need a look"
    parts = [f"{services} ({', '.join(counts)})"] if total else []
    parts += (problem.message for problem in operator.check_security_expiry(project))
    return f"{'; '.join(parts)}: see “{LIST_COMMAND}”." if parts else ""


def _classify_need(channel: Channel, today: date) -> str:
    """Return which of NEEDS a channel has, or ""."""
    state = channel.get_state(today)
    if state is not ChannelState.CURRENT:
        return state.value
    if known_facts.needs_second_source(channel):
        return "from one source"
    if channel.unverified:
        return "unverified in part"
    return "" if channel.known is Origin.OWN_PAGE else "never opened"
