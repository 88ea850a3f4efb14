"""The countries of a site's services; each country has one page.

A country has a page when at least one of its services is published, even one that may no longer be
shown, so that its address stays valid when they expire.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from entraide.model.channel import EUROPE, REGIONS, WORLD, Channel, ChannelStatus
from entraide.model.site import Site

UNION = "EU"  # whose law holds in each of its members
UNION_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code in capitals, or one of REGIONS."""

    code: str

    @property
    def slug(self) -> str:
        return self.code.lower()

    @property
    def is_world(self) -> bool:
        return self.code == WORLD

    @property
    def rank(self) -> int:
        """0 for a country, and more for each of REGIONS, which come last in every list."""
        return REGIONS.index(self.code) + 1 if self.code in REGIONS else 0


def list_countries(site: Site) -> tuple[Country, ...]:
    """Return every country with a page, in the order of the channel files, REGIONS last."""
    codes = dict.fromkeys(
        channel.country
        for channel in site.channels.values()
        if channel.status is ChannelStatus.PUBLISHED
    )
    return tuple(sorted(map(Country, codes), key=lambda country: country.rank))


def list_jurisdictions(country: Country) -> tuple[str, ...]:
    """Return whose law holds in `country`: its own code, and UNION where it is a member.

    REGIONS that are elsewhere in Europe get UNION, too: most of these countries are members.
    """
    in_union = country.code in {*UNION_MEMBERS.split(), EUROPE}
    return (country.code, UNION) if in_union else (country.code,)


def iter_shown_channels(site: Site, country: Country, day: date) -> Iterator[Channel]:
    """Yield the channels of `country` that a page may show on `day`."""
    for channel in site.channels.values():
        if channel.country == country.code and channel.get_state(day).is_shown:
            yield channel


def find_last_check(site: Site, country: Country | None) -> date | None:
    """Return the latest day on which somebody saw a channel in its source; None if unknown.

    Only the channels of `country` are looked at, or all where it is None.
    """
    days = (
        channel.seen_on
        for channel in site.channels.values()
        if channel.seen_on and country in {None, Country(channel.country)}
    )
    return max(days, default=None)
