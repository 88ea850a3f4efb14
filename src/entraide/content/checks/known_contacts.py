"""The contacts that the data has: numbers, e-mail addresses and sites of services and operator."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import phonenumbers

from entraide.content.checks.project import Project
from entraide.content.contacts import extract_host
from entraide.content.contacts.phone_numbers import REGIONS
from entraide.model.channel import Channel, ChannelStatus
from entraide.model.countries import Country

OWN_FACTS = (
    "platform.contact.phone",
    "platform.contact.email",
)  # their names win where a number is several facts


@dataclass(frozen=True, slots=True)
class KnownContacts:
    """Every contact of the data, ready to be looked up.

    `channels`: digits -> the services that have this number. `facts`: digits -> placeholder of the
    operator’s fact. `emails`: address in small letters -> placeholder.
    """

    channels: Mapping[str, tuple[Channel, ...]]
    facts: Mapping[str, str]
    emails: Mapping[str, str]
    hosts: frozenset[str]
    numbers: frozenset[str]  # digits, of services and of facts
    regions: tuple[str, ...]  # where a number may ring


def collect_known_contacts(project: Project) -> KnownContacts:
    """Return the contacts of the channels and of the operator’s facts."""
    channels = project.site.channels.values()
    facts = list(_iter_facts(project))
    services: defaultdict[str, tuple[Channel, ...]] = defaultdict(tuple)
    for channel in channels:
        for digits in dict.fromkeys(_iter_digits(channel.phone, channel.sms)):
            services[digits] += (channel,)
    addresses = [channel.url for channel in channels if channel.url]
    addresses += [value for _, value in facts if value.startswith("https://")]
    own_numbers = {digits: name for name, value in facts for digits in _iter_digits(value)}
    emails = {each.email.casefold(): f"channel.{each.id}" for each in channels if each.email}
    emails |= {value.casefold(): name for name, value in facts if "@" in value}
    countries = dict.fromkeys(each.country for each in channels if not Country(each.country).rank)
    return KnownContacts(
        channels=services,
        facts=own_numbers,
        emails=emails,
        hosts=frozenset(map(extract_host, [*addresses, project.settings.site_url])),
        numbers=frozenset(services) | frozenset(own_numbers),
        regions=tuple(dict.fromkeys([*REGIONS, *countries])),
    )


def _iter_facts(project: Project) -> Iterator[tuple[str, str]]:
    """Yield name and value of each fact in each locale, those of OWN_FACTS last.

    The caller makes a dictionary of them, in which the last of equal numbers wins.
    """
    values = [pair for facts in project.reading.values.values() for pair in facts.items()]
    yield from ((name, value) for name, value in values if name not in OWN_FACTS)
    yield from ((name, value) for name, value in values if name in OWN_FACTS)


def _iter_digits(*numbers: str | None) -> Iterator[str]:
    """Yield each way in which `numbers` may be written, as digits alone."""
    for number in filter(None, numbers):
        if number.isdecimal():
            yield number
        elif number.startswith("+") and number[1:].isdecimal():
            yield number[1:]
            yield from _iter_dialled_forms(number)


def _iter_dialled_forms(number: str) -> Iterator[str]:
    """Yield the digits of `number` (`+33…`) as dialled within its country and from another.

    Nothing where the number is impossible.
    """
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:  # check_channel_numbers reports it
        return
    national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    yield "".join(filter(str.isdecimal, national))
    yield f"00{number[1:]}"
    yield phonenumbers.national_significant_number(parsed)


def is_published(channel: Channel) -> bool:
    return channel.status is ChannelStatus.PUBLISHED
