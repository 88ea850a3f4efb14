"""Limits on the work that a network may make the desk do, counted before the work is done.

Every request costs its network a number of milliseconds, by its route and the size of its body,
even if it is refused. What is counted are an IPv4 /24, an IPv6 /64, and each /48 as a whole. The
budget of a network grows again with time, by a share of the time of this process, so the numbers
are right for any number of workers. All this is in memory: a network is known by a hash with a key
of the process, and forgotten once its budget is whole again.
"""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import blake2b
from math import ceil
from secrets import token_bytes

from entraide.desk.networks import Visitor

MonotonicClock = Callable[[], float]
MOST_IN_PROGRESS = 8  # requests of one network
MOST_PRESENT = (
    256  # requests of one network in progress or waiting, whether or not somebody still is
)
CROWDED_SECONDS = 1  # until one more is refused
REFUSAL_SECONDS = 0.1  # that a refusal holds a turn: whoever floods gets 80 of them a second
MOST_NETWORKS = 50_000  # remembered in one period, of which there are two: some 10 MB each
LARGEST_BODY = 320 * 1024  # bytes; one that says more is refused before it is read
BYTES_PER_MILLISECOND = 6_144  # of a body that is parsed and checked
DEFAULT_COST = 1  # milliseconds, of what is not below: unknown pages, files, health

# Method and path below desk/ -> milliseconds: what `python -m bench.prices` measured on a busy
# machine, for the longest text of the reference site, and at least a tenth more. A sign-in computes
# one hash of a password, and a change of one two.
COSTS: Mapping[tuple[str, str], int] = {
    ("POST", "ratings"): 3,
    ("POST", "feedback"): 4,
    ("GET", "challenge"): 5,
    ("POST", "proposals"): 4,
    ("GET", "propose"): 12,
    ("POST", "propose"): 16,
    ("GET", "questions"): 5,
    ("POST", "questions"): 8,
    ("GET", "news"): 10,
    ("GET", "receipts"): 4,
    ("GET", "withdraw"): 3,
    ("POST", "withdraw"): 5,
    ("GET", "staff"): 10,
    ("POST", "staff"): 10,
    ("GET", "staff/sign-in"): 3,
    ("POST", "staff/sign-in"): 120,
    ("POST", "staff/account"): 240,
    ("GET", "staff/api"): 10,
    ("GET", "assets"): 3,
    ("GET", "metrics"): 5,
    ("GET", "readyz"): 20,  # it writes to the disk
}


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget in milliseconds of work: how many at once, and how many come back in a second."""

    most: float
    per_second: float


NETWORK = Budget(1_500, 150)
SITE_NETWORK = Budget(3_000, 300)  # the /48 of an organisation, around its /64
TYPED_WORDS = Budget(500, 50)  # to show again what a refused form held


def estimate_cost(method: str, path: str, length: int | None) -> float:
    """Return the milliseconds of work for a request; `path` is the part after desk/."""
    head, _, rest = path.partition("/")
    second = f"{head}/{rest.partition('/')[0]}"
    cost = COSTS.get((method, second)) or COSTS.get((method, head)) or DEFAULT_COST
    if method in ("GET", "HEAD"):
        return cost
    size = LARGEST_BODY if length is None else min(length, LARGEST_BODY)
    return cost + size / BYTES_PER_MILLISECOND


class SpentBudgets:
    """How much each network has spent of one budget.

    Networks are remembered for the present period and the one before. A period is the time in which
    an empty budget becomes whole, so a network that is forgotten has its whole budget; except when
    there are so many networks that a period ends early.
    """

    def __init__(self, budget: Budget, clock: MonotonicClock) -> None:
        self._budget = budget
        self._clock = clock
        self._recent: dict[bytes, tuple[float, float]] = {}  # spent, and when that was so
        self._older: dict[bytes, tuple[float, float]] = {}
        self._began = clock()

    def __len__(self) -> int:
        return len(self._recent) + len(self._older)

    def spend(self, name: bytes, cost: float) -> float:
        """Spend `cost` and return 0; if too little is left, return the seconds to wait."""
        now, budget = self._clock(), self._budget
        if now - self._began > budget.most / budget.per_second or len(self._recent) > MOST_NETWORKS:
            self._older, self._recent, self._began = self._recent, {}, now
        spent, at = self._recent.get(name) or self._older.get(name) or (0.0, now)
        spent = max(0.0, spent - (now - at) * budget.per_second) + cost
        if spent > budget.most:
            return (spent - budget.most) / budget.per_second
        self._recent[name] = spent, now
        return 0


class NetworkTurns:
    """Lets a few requests of each network run at once; its others wait for their turn."""

    def __init__(self) -> None:
        self._turns: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(MOST_IN_PROGRESS)
        )
        self._present: Counter[str] = Counter()

    def is_crowded(self, network: str) -> bool:
        """Return whether no more requests of `network` may wait."""
        return self._present[network] >= MOST_PRESENT

    @asynccontextmanager
    async def take(self, network: str) -> AsyncIterator[None]:
        """Wait for a turn of `network`, and keep it until the block ends."""
        self._present[network] += 1
        try:
            async with self._turns[network]:
                yield
        finally:
            self._present[network] -= 1
            if not self._present[network]:
                del self._present[network], self._turns[network]


class CostMeter:
    """The budgets of networks; every budget is multiplied by `times`."""

    def __init__(self, times: int, clock: MonotonicClock = time.monotonic) -> None:
        self._key = token_bytes(16)
        self._networks, self._site_networks, self._words = (
            SpentBudgets(Budget(limit.most * times, limit.per_second * times), clock)
            for limit in (NETWORK, SITE_NETWORK, TYPED_WORDS)
        )

    def spend(self, visitor: Visitor, cost: float) -> int:
        """Spend `cost` for the visitor's network; return 0, or the seconds to wait for it."""
        wait = self._networks.spend(self._name(visitor.budget_network), cost)
        if not wait and visitor.budget_network != visitor.wide_network:
            wait = self._site_networks.spend(self._name(visitor.wide_network), cost)
        return ceil(wait)

    def spend_on_words(self, visitor: Visitor, cost: float) -> bool:
        """Return whether the network may have a refused form read, to be shown its words again."""
        return not self._words.spend(self._name(visitor.wide_network), cost)

    def _name(self, network: str) -> bytes:
        return blake2b(network.encode(), key=self._key, digest_size=12).digest()
