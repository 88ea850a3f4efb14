"""Plans: what each entry of a corpus is, before it has words: place, state and structure.

Both languages of an entry follow one plan, so they have the same headings, steps and links, as
`entraide check` wants it; and both generators are given the same bodies.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

CATEGORIES = (
    *("account", "after", "appeals", "evidence", "harassment"),
    *("meeting", "privacy", "reporting", "scams", "wellbeing"),
)
TAGS = tuple(f"topic-{number}" for number in range(1, 41))
CALLOUTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
SHAPES = ("steps", "bullets", "prose", "callout", "table")
STATES = {"current": 84, "outdated": 6, "misleading": 3, "missing": 7}  # of a hundred


@dataclass(frozen=True, slots=True)
class PlanSection:
    """One heading and what is under it: a shape, how many items, and links within it."""

    shape: str
    items: int
    callout: str
    links: tuple[int, ...]  # entry numbers


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """What one entry is."""

    number: int
    category: str
    source: str  # its locale
    state: str  # of the other locale
    tags: tuple[str, ...]
    related: tuple[int, ...]
    topics: int  # distinct words of its own
    sections: tuple[PlanSection, ...]

    @property
    def slug(self) -> str:
        return f"entry-{self.number}"

    def list_locales(self) -> Iterator[str]:
        """Yield the locales in which it has a file."""
        yield self.source
        if self.state != "missing":
            yield "fr" if self.source == "en" else "en"


def make_plans(count: int, seed: int = 0) -> list[EntryPlan]:
    """Make `count` plans, numbered from 1001; every tag and category is used."""
    chance = random.Random(f"plans {count} {seed}")  # noqa: S311 - no secrets
    numbers = range(1001, 1001 + count)
    return [_make_plan(number, numbers, chance) for number in numbers]


def _make_plan(number: int, numbers: range, chance: random.Random) -> EntryPlan:
    state = chance.choices(list(STATES), list(STATES.values()))[0]
    # A missing version falls back on English in both generators: plain MkDocs knows no other way.
    french = chance.random() < 0.1 and state != "missing"
    return EntryPlan(
        number=number,
        category=CATEGORIES[number % len(CATEGORIES)],
        source="fr" if french else "en",
        state=state,
        tags=tuple(dict.fromkeys([TAGS[number % len(TAGS)], *chance.sample(TAGS, 2)])),
        related=tuple(other for other in chance.sample(numbers, 2) if other != number),
        topics=chance.randint(30, 60),
        sections=tuple(_make_section(numbers, chance) for _ in range(chance.randint(3, 5))),
    )


def _make_section(numbers: range, chance: random.Random) -> PlanSection:
    return PlanSection(
        shape=chance.choices(SHAPES, (5, 4, 5, 4, 1))[0],
        items=chance.randint(3, 6),
        callout=chance.choice(CALLOUTS),
        links=tuple(chance.sample(numbers, chance.choice((0, 1, 1)))),
    )
