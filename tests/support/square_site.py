"""The site of `tests/sites/square`: texts, services and law for whatever tests try on real words.

It is no copy of the reference site, and nobody keeps it up to date: it stays as it is.
"""

from functools import cache

from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import Settings, read_settings
from entraide.model.site import Site
from support.paths import SITES

SQUARE = SITES / "square"


@cache
def read_square_files() -> SiteReading:
    """What is read of its `docs/` and `data/`, once a process: nobody changes it."""
    return read_site(read_square_settings())


@cache
def read_square_settings() -> Settings:
    return read_settings(SQUARE / "mkdocs.yml")


def read_square_site() -> Site:
    return read_square_files().site


def get_revision(entry: int) -> int:
    """The revision that the source version of an entry is at."""
    return read_square_site().entries[entry].revision
