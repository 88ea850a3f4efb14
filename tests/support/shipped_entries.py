"""The entries of this repository, which grow: a test asks for what it needs of them."""

from functools import cache

from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.model.site import Site
from support.paths import ROOT


@cache
def read_shipped_files() -> SiteReading:
    """What is read of this repository's `docs/` and `data/`, once a process: nobody changes it."""
    return read_site(read_settings(ROOT / "mkdocs.yml"))


def read_shipped_site() -> Site:
    """The site of this repository."""
    return read_shipped_files().site


def get_revision(entry: int) -> int:
    """The revision that the source version of an entry of ours is at."""
    return read_shipped_site().entries[entry].revision
