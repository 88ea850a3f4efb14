"""The people who asked to be named on the page of those who translate, and what each has done."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody who asked to be named, as credits name them; `line` is that of `data/people.yml`."""

    name: str
    line: int = 1

    def count_credits(self, texts: Iterable[Iterable[str]]) -> int:
        """Return how many of `texts`, each the names of one text, name the person."""
        return sum(self.is_among(names) for names in texts)

    def is_among(self, names: Iterable[str]) -> bool:
        """Return whether `names` have the person’s, several of which one of them may hold."""
        own = self.name.casefold()
        return any(own == each.strip().casefold() for name in names for each in name.split(","))
