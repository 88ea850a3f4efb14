"""Contacts: which numbers, e-mail addresses and sites a text may hold.

Contacts change, and a wrong one sends a frightened person to a stranger. Where the site has a
directory of services (`contacts: listed`), a text names what may be called by the placeholder of
its record, which has a source and a day. `links` says which sites a text may link to: those of the
data, or any over https. In the second case only links that hide or imitate a site are problems.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from entraide.content.checks.contact_cures import format_site_line, suggest_contact_cure
from entraide.content.checks.known_contacts import KnownContacts, collect_known_contacts
from entraide.content.checks.page_passages import Passage, iter_passages
from entraide.content.checks.project import Project, make_body_problem, to_warning
from entraide.content.checks.prose_fields import PERSON, iter_prose_fields
from entraide.content.contacts import Contact, ContactKind, extract_host, find_contacts
from entraide.content.contacts.look_alikes import find_imitated_host, has_mixed_alphabets
from entraide.content.contacts.text_masks import PLACEHOLDER_SIGN
from entraide.content.reader import SiteReading
from entraide.errors import FileLine, Problem, ProblemKind
from entraide.model.entry import PageText
from entraide.model.link_targets import DIALLED
from entraide.model.web_address import WEB, get_scheme, parse_web_host, to_ascii_name

NAMES = {
    ContactKind.NUMBER: "a phone number, and it may change",
    ContactKind.EMAIL: "an e-mail address, and it may change",
    ContactKind.HOST: "no site that our data knows, and may be a copy of one",
}


def check_contacts(project: Project) -> Iterator[Problem]:
    """Yield contacts that the data does not have, of the kinds that the settings restrict."""
    known = collect_known_contacts(project)
    for page, contact in iter_refused_contacts(project, known):
        what = f"“{contact.text}” is {NAMES[contact.kind]}"
        cure = suggest_contact_cure(contact, page.locale, project, known)
        location = FileLine(page.path, contact.line)
        yield Problem(location, what, cure, kind=ProblemKind.CONTACT)


def iter_refused_contacts(
    project: Project, known: KnownContacts
) -> Iterator[tuple[PageText, Contact]]:
    """Yield each contact that a page may not have, with the page."""
    refused = _find_refused_kinds(project)
    for page, shown in iter_passages(project) if refused else ():
        contacts = [each for each in _iter_written_contacts(shown, known) if each.kind in refused]
        contacts += _drop_repeated(_iter_linked_contacts(project, page), contacts, refused)
        for each in contacts:
            if each.kind is not ContactKind.HOST or each.plain not in known.hosts:
                yield page, each


def check_names_of_people(project: Project) -> Iterator[Problem]:
    """Yield contacts in the name of an author, a translator or a reviewer: pages show it."""
    known, refused = collect_known_contacts(project), _find_refused_kinds(project)
    fields = iter_prose_fields(project) if refused else ()
    for field in (each for each in fields if each.kind == PERSON):
        for contact in find_contacts(field.text, known.numbers, known.regions):
            if contact.kind in refused and contact.plain not in known.hosts:
                what = f"“{contact.text}” is {NAMES[contact.kind]}"
                cure = "Here stands the name of a person or a team: take it out"
                yield Problem(field.location, what, cure, kind=ProblemKind.CONTACT)


def _drop_repeated(
    linked: Iterable[Contact], written: Sequence[Contact], refused: Container[ContactKind]
) -> Iterator[Contact]:
    """Yield the contacts of links, without those that the words of the page show already."""
    sites = {each.plain for each in written if each.kind is ContactKind.HOST}
    numbers = {(each.line, each.plain.lstrip("0")) for each in written}
    for each in linked:
        shown = tuple(digits for line, digits in numbers if line == each.line)
        repeats = (
            each.plain in sites if each.kind is ContactKind.HOST else each.plain.endswith(shown)
        )
        if each.kind in refused and not repeats:
            yield each


def _find_refused_kinds(project: Project) -> frozenset[ContactKind]:
    """Return the kinds of contact that have to be in the data."""
    kinds = set()
    if project.settings.links == "listed":
        kinds.add(ContactKind.HOST)
    if (project.settings.contacts or _choose_default(project)) == "listed":
        kinds |= {ContactKind.NUMBER, ContactKind.EMAIL}
    return frozenset(kinds)


def restrict_contacts(reading: SiteReading) -> SiteReading:
    """Return `reading` with the strictest settings for contacts.

    For proposals: what strangers send brings in no contact of their own.
    """
    settings = reading.settings.model_copy(update={"links": "listed", "contacts": "listed"})
    return replace(reading, settings=settings)


def _choose_default(project: Project) -> str:
    """Return the value of `contacts` where the settings have none.

    Strict where there is a directory of services to name things by.
    """
    return "listed" if project.site.channels else "any"


def _iter_written_contacts(shown: list[Passage], known: KnownContacts) -> Iterator[Contact]:
    """Yield the contacts in the words of a page, each with its line in the file."""
    for words, line in shown:
        for contact in find_contacts(words, known.numbers, known.regions):
            if (
                PLACEHOLDER_SIGN not in contact.text
            ):  # else it shows once it is filled: `_iter_linked_contacts`
                yield replace(contact, line=line + contact.line)


def _iter_linked_contacts(project: Project, page: PageText) -> Iterator[Contact]:
    """Yield the contacts in the addresses of links, their placeholders filled."""
    for link, address in project.iter_page_links(page):
        line, scheme = page.body_line + link.line, get_scheme(address)
        if scheme in WEB:
            yield Contact(ContactKind.HOST, address, extract_host(address), line)
        elif scheme in DIALLED and "{{" not in link.address:
            written = unquote(address)
            plain = "".join(filter(str.isdecimal, written.partition(";")[0].partition("?")[0]))
            yield Contact(ContactKind.NUMBER, written, plain, line)


def check_deceptive_links(project: Project) -> Iterator[Problem]:
    """Yield links that hide where they lead, or name no site: nobody means to write one."""
    for page, link, address in project.iter_links():
        host = parse_web_host(address)
        listed = host and host.user and project.settings.links == "listed"
        if host is None or listed or (host.name and not host.user):
            continue  # `check_contacts` tells those of a site that lists its sites
        what = f"the link “{unquote(address)}” names no site"
        cure = "Write the full address, from https:// on"
        if host.name:
            what = f"the link “{unquote(address)}” hides where it leads: {host.name}"
            cure = "Write the address without what stands before the @"
        yield make_body_problem(page, link.line, what, cure)


def check_doubtful_links(project: Project) -> Iterator[Problem]:
    """Warn of links to imitations of sites in the data, and of links over plain http."""
    known = collect_known_contacts(project).hosts
    for page, link, address in project.iter_links():
        host = parse_web_host(address)
        if host is None or host.user or not host.name:
            continue
        if project.settings.links != "listed" and (
            imitation := _describe_imitation(host.name, known)
        ):
            yield to_warning(make_body_problem(page, link.line, *imitation))
        if get_scheme(address) == "http":  # else it is “www.…”
            what = f"the link “{unquote(address)}” can be read and changed on its way"
            cure = f"Write https{address[4:]}, if the site answers there"
            yield to_warning(make_body_problem(page, link.line, what, cure))


def _describe_imitation(name: str, known: frozenset[str]) -> tuple[str, str] | None:
    """Return the problem with the site `name` and its cure, or None where it imitates nothing."""
    shown = to_ascii_name(name)
    line = format_site_line(shown)
    cure = f"Compare it with its source; if it is right, add {line} to data/platform.yml"
    if extract_host(f"https://{name}") in known:
        return None
    if original := find_imitated_host(name.removeprefix("www."), known):
        return f"“{shown}” looks like {original}, and is another site", cure
    if has_mixed_alphabets(name):
        return f"“{shown}” mixes letters of several alphabets, as copies of sites do", cure
    return None
