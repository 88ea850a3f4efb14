"""Countries: where the services of a site are, one page each.

A country has a page when at least one of its services has been verified, whatever the day: its
address holds when they expire.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from entraide.model.channel import WORLD, Channel, Verification
from entraide.model.site import Site


@dataclass(frozen=True, slots=True)
class Country:
    """`code` is ISO 3166-1 alpha-2 in capitals, or WORLD: services that know no border."""

    code: str

    @property
    def slug(self) -> str:
        return self.code.lower()

    @property
    def is_world(self) -> bool:
        return self.code == WORLD


def countries(site: Site) -> tuple[Country, ...]:
    """Every country with a page, in the order of the files, WORLD last."""
    codes = dict.fromkeys(
        channel.country
        for channel in site.channels.values()
        if channel.status is not Verification.UNVERIFIED
    )
    return tuple(Country(code) for code in sorted(codes, key=lambda code: code == WORLD))


def channels_shown(site: Site, country: Country, day: date) -> Iterator[Channel]:
    """The services of `country` that a page may show on `day`."""
    for channel in site.channels.values():
        if channel.country == country.code and channel.state(day).shown:
            yield channel


def last_checked(site: Site, country: Country | None) -> date | None:
    """The last day on which a service of `country`, or of any, was compared with its source."""
    days = (
        channel.checked_on
        for channel in site.channels.values()
        if channel.checked_on and country in {None, Country(channel.country)}
    )
    return max(days, default=None)
