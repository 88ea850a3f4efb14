"""The families of inserts: functions that make the replacements of placeholders.

Each takes the site, the partials of a locale and the day, and yields the placeholder's name with
its `Insert`. A new family is a function, a line here, and a line in `Site.insert_names`.
"""

from collections.abc import Callable, Iterator
from datetime import date

from entraide.model.site import TypesetSite
from entraide.publish.channel_inserts import iter_channel_inserts, iter_where_inserts
from entraide.publish.checklists import iter_checklist_inserts
from entraide.publish.inserts import Insert, Inserts
from entraide.publish.law_lines import iter_law_inserts
from entraide.publish.partial_rendering import PartialRenderer

InsertFamily = Callable[[TypesetSite, PartialRenderer, date], Iterator[tuple[str, Insert]]]

FAMILIES: tuple[InsertFamily, ...] = (
    iter_channel_inserts,
    iter_where_inserts,
    iter_law_inserts,
    iter_checklist_inserts,
)


def build_inserts(site: TypesetSite, partials: PartialRenderer, day: date) -> Inserts:
    """Build every insert of one locale, as of `day`, by the name of its placeholder."""
    return {name: insert for family in FAMILIES for name, insert in family(site, partials, day)}
