"""What to write in the place of a number, an e-mail address or a site that a text may not hold.

A short number is answered by another service, or by none, across the border: so what is offered is
that of the reader’s countries, those where the language of the text is spoken, and never one
country’s as the answer for all.
"""

from collections.abc import Sequence

from babel import Locale as BabelLocale
from babel.languages import get_official_languages
from phonenumbers.shortnumberinfo import is_emergency_number

from entraide.content.checks.known_contacts import KnownContacts, is_verified
from entraide.content.checks.project import Project
from entraide.content.checks.targets import scheme_of
from entraide.content.contacts import Contact, Means
from entraide.model.channel import WORLD, Channel

SHORT = 6  # digits of a number that rings in one country only
SERVICE = "give a service a record in data/channels with its source, and write {{channel.…}}"
ANY = "or set “contacts: any” in mkdocs.yml, which accepts them all"


def cure_for(found: Contact, locale: str, project: Project, known: KnownContacts) -> str:
    if found.means is Means.HOST:
        return _site_cure(found.plain)
    if found.means is Means.EMAIL:
        return _email_cure(found.plain, known)
    name = known.facts.get(found.plain)
    if name and (scheme := scheme_of(found.written)):
        return f"Write {scheme}:{{{{{name}}}}} instead"
    return _number_cure(found.plain, locale, project, known)


def _site_cure(host: str) -> str:
    name = host.rpartition("@")[2].partition(":")[0].strip("[]")
    if "@" in host:
        return f"Write where it leads, without what stands before the @: https://{name}/"
    return (
        f"Give a service a record in data/channels with its source, and write {{{{channel.…}}}}; "
        f"name another site in data/platform.yml ({site_line(name)}); "
        "or set “links: https” in mkdocs.yml, which accepts every https site"
    )


def site_line(host: str) -> str:
    """What allows a site that is no service, in data/platform.yml."""
    return f"sites: {{{_key(host)}: https://{host}/}}"


def _key(host: str) -> str:
    """A name for a site: “google” of support.google.com, “police” of police.uk."""
    *labels, _ = host.split(".")
    long = [label for label in labels if len(label) > 3]
    return long[-1] if long else max(labels, key=len, default="name")


def _email_cure(address: str, known: KnownContacts) -> str:
    if name := known.emails.get(address):
        return f"Write {{{{{name}}}}} instead"
    return f"{_own('contact.email', known)}; {SERVICE}; {ANY}"


def _own(fact: str, known: KnownContacts) -> str:
    placeholder = f"{{{{platform.{fact}}}}}"
    if f"platform.{fact}" in {*known.facts.values(), *known.emails.values()}:
        return f"Your own is {placeholder}"
    return f"Put your own under {fact} in data/platform.yml, and write {placeholder}"


def _number_cure(digits: str, locale: str, project: Project, known: KnownContacts) -> str:
    if name := known.facts.get(digits):
        return f"Write {{{{{name}}}}} instead"
    services = tuple(filter(is_verified, known.channels.get(digits, ())))
    near = [each for each in services if each.country in {WORLD, *_countries(locale, project)}]
    if len(digits) > SHORT and services:
        return f"Write {_placeholder(services[0])} instead"
    if _is_emergency(digits, services, known):
        return _emergency_cure(near, project)
    if len(services) == 1 and near:
        return f"Write {_placeholder(near[0])} instead"
    if services:
        return _cure_by_country(services, project)
    return f"{_own('contact.phone', known)}; {SERVICE}; {ANY}"


def _is_emergency(digits: str, services: Sequence[Channel], known: KnownContacts) -> bool:
    if services:
        return any(each.emergency for each in services)
    return any(is_emergency_number(digits, region) for region in known.regions)


def _emergency_cure(near: Sequence[Channel], project: Project) -> str:
    topic, own = _emergency_topic(near, project), _by_country(near)
    general = "Each country has its own: write “your country’s emergency number”"
    if topic:
        general += f" and, on a line of its own, {{{{where.{topic}}}}}, which leads to each"
    if own:
        return f"{general}; or, for one country only, {own}"
    return general if topic else f"{general}, or give each a record in data/channels"


def _emergency_topic(near: Sequence[Channel], project: Project) -> str:
    """The topic under which readers find emergency services."""
    services = near or [each for each in project.site.channels.values() if each.emergency]
    return next((t for each in services for t in each.topics if t in project.site.topics), "")


def _cure_by_country(services: Sequence[Channel], project: Project) -> str:
    """For a number of another country, or of several."""
    topic = next((t for each in services for t in each.topics if t in project.site.topics), "")
    where = f"{{{{where.{topic}}}}}, which leads to that of each country; or " if topic else ""
    return f"Elsewhere it is another service, or none: write {where}{_by_country(services)}"


def _by_country(services: Sequence[Channel]) -> str:
    names = BabelLocale("en").territories
    return ", ".join(
        f"{_placeholder(each)} ({names.get(each.country, 'every country')})" for each in services
    )


def _placeholder(channel: Channel) -> str:
    return f"{{{{channel.{channel.id}}}}}"


def _countries(code: str, project: Project) -> frozenset[str]:
    """Those in which people read a text of that locale."""
    locale = BabelLocale.parse(project.site.locale(code).lang, sep="-")
    if locale.territory:
        return frozenset({locale.territory})
    return frozenset(
        channel.country
        for channel in project.site.channels.values()
        if locale.language in get_official_languages(channel.country, de_facto=True)
    )
