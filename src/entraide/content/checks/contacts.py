"""Contacts: which numbers, e-mail addresses and sites the words of an entry may hold.

They change, and a wrong one sends a frightened person to a stranger. Where the site has a directory
of services (`contacts: listed`), a text names what may be called by its record, with its source and
its day. Which sites may be linked, `links` says: those of the data, or any over https; then only
what hides or imitates is told.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from entraide.content.checks.contact_cures import cure_for, site_line
from entraide.content.checks.known_contacts import KnownContacts, known_contacts
from entraide.content.checks.passages import Passage, passages
from entraide.content.checks.project import Project, advice, in_body
from entraide.content.checks.targets import DIALLED, scheme_of
from entraide.content.contacts import Contact, Means, contacts, host_of
from entraide.content.look_alikes import imitated, mixes_alphabets
from entraide.content.reader import Reading
from entraide.content.unmasked import STAND_IN
from entraide.errors import Problem
from entraide.model.entry import PageText
from entraide.model.placeholders import fill
from entraide.model.web_address import WEB, ascii_name, web_host

NAMES = {
    Means.NUMBER: "a phone number, and it may change",
    Means.EMAIL: "an e-mail address, and it may change",
    Means.HOST: "no site that our data knows, and may be a copy of one",
}


def outside_contacts(project: Project) -> Iterator[Problem]:
    """Whatever is not in the data, as far as the settings ask for that."""
    known, refused = known_contacts(project), _refused(project)
    for page, shown in passages(project) if refused else ():
        found = [each for each in _written(shown, known) if each.means in refused]
        found += _unrepeated(_linked(project, page), found, refused)
        for each in found:
            if each.means is not Means.HOST or each.plain not in known.hosts:
                what = f"“{each.written}” is {NAMES[each.means]}"
                yield Problem(
                    page.path, each.line, what, cure_for(each, page.locale, project, known)
                )


def _unrepeated(
    linked: Iterable[Contact], written: Sequence[Contact], refused: Container[Means]
) -> Iterator[Contact]:
    """Those of the links that the words around them do not show already."""
    sites = {each.plain for each in written if each.means is Means.HOST}
    numbers = {(each.line, each.plain.lstrip("0")) for each in written}
    for each in linked:
        shown = tuple(digits for line, digits in numbers if line == each.line)
        repeats = each.plain in sites if each.means is Means.HOST else each.plain.endswith(shown)
        if each.means in refused and not repeats:
            yield each


def _refused(project: Project) -> frozenset[Means]:
    means = set()
    if project.settings.links == "listed":
        means.add(Means.HOST)
    if (project.settings.contacts or _default(project)) == "listed":
        means |= {Means.NUMBER, Means.EMAIL}
    return frozenset(means)


def as_listed(reading: Reading) -> Reading:
    """`reading` at its strictest: what strangers propose brings in no contact of their own."""
    settings = replace(reading.settings, links="listed", contacts="listed")
    return replace(reading, settings=settings)


def is_contact(problem: Problem) -> bool:
    """Whether `outside_contacts` said it."""
    return problem.what.endswith(tuple(NAMES.values()))


def _default(project: Project) -> str:
    """Where nobody chose: strict where there is a directory to name things by."""
    return "listed" if project.site.channels else "any"


def _written(shown: list[Passage], known: KnownContacts) -> Iterator[Contact]:
    """What stands in the words, with its line in the file."""
    for words, line in shown:
        for found in contacts(words, known.numbers, known.regions):
            if STAND_IN not in found.written:  # else it shows once it is filled: `_linked`
                yield replace(found, line=line + found.line)


def _linked(project: Project, page: PageText) -> Iterator[Contact]:
    """What only shows once a parser has read the links, and placeholders are filled."""
    values = project.reading.values.get(page.locale, {})
    for link in project.outlines[page.path].links:
        address, line = fill(link.text, values), page.body_line + link.line
        scheme = scheme_of(address)
        if scheme in WEB:
            yield Contact(Means.HOST, address, host_of(address), line)
        elif scheme in DIALLED and "{{" not in link.text:
            written = unquote(address)
            plain = "".join(filter(str.isdecimal, written.partition(";")[0].partition("?")[0]))
            yield Contact(Means.NUMBER, written, plain, line)


def deceptive_links(project: Project) -> Iterator[Problem]:
    """Links whose address reads as if it led elsewhere: nowhere is that what was meant."""
    for page, outline in project.outlined():
        values = project.reading.values.get(page.locale, {})
        for link in outline.links:
            address = fill(link.text, values)
            host = web_host(address)
            listed = host and host.user and project.settings.links == "listed"
            if host is None or listed or (host.name and not host.user):
                continue  # `outside_contacts` tells those of a site that lists its sites
            what = f"the link “{unquote(address)}” names no site"
            cure = "Write the full address, from https:// on"
            if host.name:
                what = f"the link “{unquote(address)}” hides where it leads: {host.name}"
                cure = "Write the address without what stands before the @"
            yield in_body(page, link.line, what, cure)


def doubtful_links(project: Project) -> Iterator[Problem]:
    """Links to copies of known sites, and those that others can read and change on their way."""
    known = known_contacts(project).hosts
    for page, outline in project.outlined():
        values = project.reading.values.get(page.locale, {})
        for link in outline.links:
            address = fill(link.text, values)
            host = web_host(address)
            if host is None or host.user or not host.name:
                continue
            if project.settings.links != "listed" and (said := _imitation(host.name, known)):
                yield advice(in_body(page, link.line, *said))
            if scheme_of(address) == "http":  # else it is “www.…”
                what = f"the link “{unquote(address)}” can be read and changed on its way"
                cure = f"Write https{address[4:]}, if the site answers there"
                yield advice(in_body(page, link.line, what, cure))


def _imitation(name: str, known: frozenset[str]) -> tuple[str, str] | None:
    shown = ascii_name(name)
    line = site_line(shown)
    cure = f"Compare it with its source; if it is right, add {line} to data/platform.yml"
    if host_of(f"https://{name}") in known:
        return None
    if original := imitated(name.removeprefix("www."), known):
        return f"“{shown}” looks like {original}, and is another site", cure
    if mixes_alphabets(name):
        return f"“{shown}” mixes letters of several alphabets, as copies of sites do", cure
    return None
