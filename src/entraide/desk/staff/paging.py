"""Long lists, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from entraide.desk.request_bodies import WHOLE_NUMBER
from entraide.desk.staff.visit import format_query


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many, and the links to its neighbours; "" where there is none."""

    number: int
    last: int
    start: int  # how many come before it
    newer: str
    older: str

    @property
    def is_only(self) -> bool:
        """Whether there is no other page to go to."""
        return self.last == 1


def make_paging(page_number: str, count: int, page_size: int, filters: Mapping[str, str]) -> Paging:
    """Return the page asked for of `count` things, or the nearest there is."""
    last = max(1, -(-count // page_size))
    number = min(max(1, int(page_number)), last) if WHOLE_NUMBER.fullmatch(page_number) else 1
    return Paging(
        number=number,
        last=last,
        start=(number - 1) * page_size,
        newer=format_query(filters, page=str(number - 1)) if number > 1 else "",
        older=format_query(filters, page=str(number + 1)) if number < last else "",
    )
