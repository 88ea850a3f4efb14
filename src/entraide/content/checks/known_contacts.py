"""What the data knows of how somebody is reached: numbers, e-mail addresses and sites."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import phonenumbers

from entraide.content.checks.project import Project
from entraide.content.contacts import host_of
from entraide.content.phone_numbers import REGIONS
from entraide.model.channel import WORLD, Channel, Verification

OWN = ("platform.contact.phone", "platform.contact.email")  # named first where several are equal


@dataclass(frozen=True, slots=True)
class KnownContacts:
    """Digits -> services that have them; digits and e-mail addresses -> placeholder of a fact."""

    channels: Mapping[str, tuple[Channel, ...]]
    facts: Mapping[str, str]
    emails: Mapping[str, str]
    hosts: frozenset[str]
    numbers: frozenset[str]  # digits, of services and of facts
    regions: tuple[str, ...]  # where a number may ring


def known_contacts(project: Project) -> KnownContacts:
    """The allow-list, made from the data."""
    channels = project.site.channels.values()
    facts = list(_facts(project))
    services: defaultdict[str, tuple[Channel, ...]] = defaultdict(tuple)
    for channel in channels:
        for digits in dict.fromkeys(_digits(channel.phone, channel.sms)):
            services[digits] += (channel,)
    addresses = [channel.url for channel in channels if channel.url]
    addresses += [value for _, value in facts if value.startswith("https://")]
    own = {digits: name for name, value in facts for digits in _digits(value)}
    emails = {each.email.casefold(): f"channel.{each.id}" for each in channels if each.email}
    emails |= {value.casefold(): name for name, value in facts if "@" in value}
    countries = dict.fromkeys(each.country for each in channels if each.country != WORLD)
    return KnownContacts(
        channels=services,
        facts=own,
        emails=emails,
        hosts=frozenset(map(host_of, [*addresses, project.settings.site_url])),
        numbers=frozenset(services) | frozenset(own),
        regions=tuple(dict.fromkeys([*REGIONS, *countries])),
    )


def _facts(project: Project) -> Iterator[tuple[str, str]]:
    """Each fact in each locale, by the name of its placeholder; the last ones win."""
    values = [pair for facts in project.reading.values.values() for pair in facts.items()]
    yield from ((name, value) for name, value in values if name not in OWN)
    yield from ((name, value) for name, value in values if name in OWN)


def _digits(*numbers: str | None) -> Iterator[str]:
    """Every way to write a number, without what stands between the digits."""
    for number in filter(None, numbers):
        if number.isdecimal():
            yield number
        elif number.startswith("+") and number[1:].isdecimal():
            yield number[1:]
            yield from _written_out(number)


def _written_out(number: str) -> Iterator[str]:
    """As it is dialled in its country, and from another; nothing where it is impossible."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:  # told by the check of impossible numbers
        return
    national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    yield "".join(filter(str.isdecimal, national))
    yield f"00{number[1:]}"
    yield phonenumbers.national_significant_number(parsed)


def is_verified(channel: Channel) -> bool:
    return channel.status is not Verification.UNVERIFIED
