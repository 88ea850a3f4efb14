"""The families of inserts: functions that make what stands for placeholders.

Each takes the site, the partials of a locale and the day, and yields the placeholder's name with
its `Insert`. A new family is a function, a line here, and a line in `Site.insert_names`.
"""

from collections.abc import Callable, Iterator
from datetime import date

from entraide.model.site import Site
from entraide.publish.channel_inserts import channel_inserts, where_inserts
from entraide.publish.checklists import checklist_inserts
from entraide.publish.inserts import Insert, Inserts
from entraide.publish.law_lines import law_inserts
from entraide.publish.pieces import Pieces

Family = Callable[[Site, Pieces, date], Iterator[tuple[str, Insert]]]

FAMILIES: tuple[Family, ...] = (
    channel_inserts,
    where_inserts,
    law_inserts,
    checklist_inserts,
)


def inserts_of(site: Site, pieces: Pieces, day: date) -> Inserts:
    """Build every insert of one locale, as of `day`, by the name of its placeholder."""
    return {name: insert for family in FAMILIES for name, insert in family(site, pieces, day)}
