"""Data that was removed while texts still need it: the last good site stays meanwhile."""

from collections.abc import Iterator

from entraide.content.checks.entry_references import find_lost_categories, find_lost_tags
from entraide.content.checks.lost_keys import LostPlaceholders, list_data_names
from entraide.content.reader import SiteReading
from entraide.errors import ContentError, Problem


def check_losses(before: SiteReading, now: SiteReading) -> None:
    """Raise ContentError with what the data had `before`, has not `now`, and texts need."""
    if problems := [*_find_losses(before, now)]:
        raise ContentError(*problems)


def _find_losses(before: SiteReading, now: SiteReading) -> Iterator[Problem]:
    names = list_data_names(before) - list_data_names(now)
    if names:
        yield from LostPlaceholders(now).iter_problems(names)
    yield from find_lost_categories(now).iter_problems(before.site.categories)
    yield from find_lost_tags(now).iter_problems(before.site.tags)
