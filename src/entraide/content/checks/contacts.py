"""Contacts: no number, no e-mail address and no unknown site in the words of an entry.

They change, and a wrong one sends a frightened person to a stranger. What may be called or opened
stands in data/channels and data/platform.yml, with its source and its day; a text names it there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import phonenumbers

from entraide.content.checks.passages import passages
from entraide.content.checks.project import Project
from entraide.content.contacts import Contact, Means, contacts, host_of
from entraide.content.unmasked import STAND_IN
from entraide.errors import Problem
from entraide.model.channel import Channel
from entraide.model.entry import PageText
from entraide.model.placeholders import fill


@dataclass(frozen=True, slots=True)
class Known:
    """What the data has: digits, e-mail addresses -> placeholder; and hosts that may be linked."""

    numbers: Mapping[str, str]
    emails: Mapping[str, str]
    hosts: frozenset[str]


def outside_contacts(project: Project) -> Iterator[Problem]:
    known = known_contacts(project)
    for page, shown in passages(project):
        told = set()
        for words, line in shown:
            for found in contacts(words, known.numbers):
                if STAND_IN in found.written:
                    continue  # it shows once it is filled, below
                if found.means is not Means.HOST or found.plain not in known.hosts:
                    told.add(found.plain)
                    yield _problem(page, found, line, known)
        yield from _hidden(project, page, told, known)


def known_contacts(project: Project) -> Known:
    """The allow-list, made from the data; an unverified service is not on it."""
    channels = project.site.channels.values()
    facts = dict(project.reading.values.get(project.site.default.code, {}))
    addresses = [channel.url for channel in channels if channel.url]
    addresses += [value for value in facts.values() if value.startswith("https://")]
    numbers = {digits: each.id for each in channels for digits in _digits(each)}
    emails = {value.casefold(): name for name, value in facts.items() if "@" in value}
    emails |= {each.email.casefold(): f"channel.{each.id}" for each in channels if each.email}
    return Known(
        numbers={digits: f"channel.{name}" for digits, name in numbers.items()},
        emails=emails,
        hosts=frozenset(map(host_of, [*addresses, project.settings.site_url])),
    )


def _digits(channel: Channel) -> Iterator[str]:
    """Every way to write its numbers, without what stands between the digits."""
    for number in filter(None, (channel.phone, channel.sms)):
        yield number.lstrip("+")
        if number.startswith("+"):
            try:
                parsed = phonenumbers.parse(number)
            except phonenumbers.NumberParseException:  # told by the check of impossible numbers
                continue
            national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
            yield "".join(filter(str.isdecimal, national))
            yield f"00{number.lstrip('+')}"
            yield phonenumbers.national_significant_number(parsed)


def _hidden(project: Project, page: PageText, told: set[str], known: Known) -> Iterator[Problem]:
    """Links whose host only shows once a parser has read them and placeholders are filled."""
    outline = project.outlines[page.path]
    values = project.reading.values.get(page.locale, {})
    for link in outline.links:
        address = fill(link.text, values)
        scheme = urlsplit(address).scheme if ":" in address else ""
        if scheme not in {"http", "https"}:  # links.broken_links says which others there may be
            continue
        host = host_of(address)
        if host not in known.hosts | told:
            yield _problem(
                page, Contact(Means.HOST, address, host, link.line), page.body_line, known
            )


def _problem(page: PageText, found: Contact, first_line: int, known: Known) -> Problem:
    what = f"“{found.written}” is {_NAMES[found.means]}"
    return Problem(page.path, first_line + found.line, what, _cure(found, known))


_NAMES = {
    Means.NUMBER: "a phone number, and it may change",
    Means.EMAIL: "an e-mail address, and it may change",
    Means.HOST: "no site that our data knows, and may be a copy of one",
}


def _cure(found: Contact, known: Known) -> str:
    names = {Means.NUMBER: known.numbers, Means.EMAIL: known.emails, Means.HOST: {}}[found.means]
    if name := names.get(found.plain):
        return f"Write {{{{{name}}}}} instead"
    return "Add the service to data/channels with its source and write {{channel.…}}, or remove it"
