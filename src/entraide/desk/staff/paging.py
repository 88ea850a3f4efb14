"""Paging: divide a long list into numbered pages with links."""

from collections.abc import Mapping
from dataclasses import dataclass

from entraide.desk.request_bodies import WHOLE_NUMBER
from entraide.desk.staff.visit import format_query


@dataclass(frozen=True, slots=True)
class Paging:
    """The number of a page and of all pages, and links to its neighbours; "" for no neighbour."""

    number: int
    last: int
    start: int  # how many come before it
    newer: str
    older: str

    @property
    def is_only(self) -> bool:
        """Whether there is only one page."""
        return self.last == 1


def make_paging(page_number: str, count: int, page_size: int, filters: Mapping[str, str]) -> Paging:
    """Return the page that the query asks for, or the nearest that exists; `count` items in all."""
    last = max(1, -(-count // page_size))
    number = min(max(1, int(page_number)), last) if WHOLE_NUMBER.fullmatch(page_number) else 1
    return Paging(
        number=number,
        last=last,
        start=(number - 1) * page_size,
        newer=format_query(filters, page=str(number - 1)) if number > 1 else "",
        older=format_query(filters, page=str(number + 1)) if number < last else "",
    )
