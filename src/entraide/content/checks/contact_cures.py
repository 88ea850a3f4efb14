"""What to write in the place of a number, an e-mail address or a site that a text may not hold.

Across a border a short number is answered by another service, or by none. So a cure offers the
services of the countries where readers of the text live, and never one country’s as the answer for
all.
"""

from collections.abc import Sequence

from babel.languages import get_official_languages
from phonenumbers.shortnumberinfo import is_emergency_number

from entraide.content.babel_locales import get_babel_locale, get_country_names
from entraide.content.checks.known_contacts import KnownContacts, is_published
from entraide.content.checks.project import Project
from entraide.content.contacts import Contact, ContactKind
from entraide.model.channel import EUROPE, WORLD, Channel
from entraide.model.web_address import get_scheme

SHORT_DIGITS = 6  # digits of a number that rings in one country only
SERVICE_CURE = "give a service a record in data/channels with its source, and write {{channel.…}}"


def suggest_contact_cure(
    contact: Contact, locale: str, project: Project, known: KnownContacts
) -> str:
    """Return the cure for `contact` in a text of `locale`."""
    if contact.kind is ContactKind.HOST:
        return _format_site_cure(contact.plain)
    if contact.kind is ContactKind.EMAIL:
        return _format_email_cure(contact.plain, project, known)
    name = known.facts.get(contact.plain)
    if name and (scheme := get_scheme(contact.text)):
        return f"Write {scheme}:{{{{{name}}}}} instead"
    return _format_number_cure(contact.plain, locale, project, known)


def _format_site_cure(host: str) -> str:
    name = host.rpartition("@")[2].partition(":")[0].strip("[]")
    if "@" in host:
        return f"Write where it leads, without what stands before the @: https://{name}/"
    return (
        f"Give a service a record in data/channels with its source, and write {{{{channel.…}}}}; "
        f"name another site in data/platform.yml ({format_site_line(name)}); "
        "or change “links: listed” to “links: https” in data/settings.yml, which accepts every "
        "https site"
    )


def format_site_line(host: str) -> str:
    """Return the line of `data/platform.yml` that allows links to `host`, a site of no channel."""
    return f"sites: {{{_make_site_key(host)}: https://{host}/}}"


def _make_site_key(host: str) -> str:
    """Return a name for a site: “google” for support.google.com, “police” for police.uk."""
    *labels, _ = host.split(".")
    long = [label for label in labels if len(label) > 3]
    return long[-1] if long else max(labels, key=len, default="name")


def _format_email_cure(address: str, project: Project, known: KnownContacts) -> str:
    if name := known.emails.get(address):
        return f"Write {{{{{name}}}}} instead"
    return _format_general_cure("contact.email", project, known)


def _format_general_cure(fact: str, project: Project, known: KnownContacts) -> str:
    """Return the cure for a contact of nobody that the data knows.

    `fact` is the operator’s own contact of this kind, `contact.email` for instance.
    """
    placeholder = f"{{{{platform.{fact}}}}}"
    own = f"Put your own under {fact} in data/platform.yml, and write {placeholder}"
    if f"platform.{fact}" in {*known.facts.values(), *known.emails.values()}:
        own = f"Your own is {placeholder}"
    written = project.settings.contacts
    setting = f"change “contacts: {written}” to" if written else "set"
    return (
        f"{own}; {SERVICE_CURE}; "
        f"or {setting} “contacts: any” in data/settings.yml, which accepts them all"
    )


def _format_number_cure(digits: str, locale: str, project: Project, known: KnownContacts) -> str:
    """Return the cure for a number, by what the data has for its `digits`.

    In this order: a fact of the operator; a service whose number is unique worldwide; the number of
    an emergency; a service of the reader’s country; services of other countries; nothing.
    """
    if name := known.facts.get(digits):
        return f"Write {{{{{name}}}}} instead"
    services = tuple(filter(is_published, known.channels.get(digits, ())))
    near = [
        service
        for service in services
        if service.country in {WORLD, *_find_countries(locale, project)}
    ]
    if len(digits) > SHORT_DIGITS and services:
        return f"Write {_format_placeholder(services[0])} instead"
    if _is_emergency(digits, services, known):
        return _format_emergency_cure(near, project)
    if len(services) == 1 and near:
        return f"Write {_format_placeholder(near[0])} instead"
    if services:
        return _format_foreign_cure(services, project)
    return _format_general_cure("contact.phone", project, known)


def _is_emergency(digits: str, services: Sequence[Channel], known: KnownContacts) -> bool:
    if services:
        return any(service.emergency for service in services)
    return any(is_emergency_number(digits, region) for region in known.regions)


def _format_emergency_cure(near: Sequence[Channel], project: Project) -> str:
    topic, near_channels = _find_emergency_topic(near, project), _list_by_country(near)
    general = "Each country has its own: write “your country’s emergency number”"
    if topic:
        general += f" and, on a line of its own, {{{{where.{topic}}}}}, which leads to each"
    if near_channels:
        return f"{general}; or, for one country only, {near_channels}"
    return general if topic else f"{general}, or give each a record in data/channels"


def _find_emergency_topic(near: Sequence[Channel], project: Project) -> str:
    """Return the topic under which readers find emergency services, or ""."""
    services = near or [channel for channel in project.site.channels.values() if channel.emergency]
    return next((t for service in services for t in service.topics if t in project.site.topics), "")


def _format_foreign_cure(services: Sequence[Channel], project: Project) -> str:
    """Return the cure for a number of another country, or of several."""
    topic = next(
        (t for service in services for t in service.topics if t in project.site.topics), ""
    )
    where = f"{{{{where.{topic}}}}}, which leads to that of each country; or " if topic else ""
    return f"Elsewhere it is another service, or none: write {where}{_list_by_country(services)}"


def _list_by_country(services: Sequence[Channel]) -> str:
    """Return the placeholders of `services`, each with its country."""
    names = {EUROPE: "elsewhere in Europe", **get_country_names()}
    return ", ".join(
        f"{_format_placeholder(service)} ({names.get(service.country, 'every country')})"
        for service in services
    )


def _format_placeholder(channel: Channel) -> str:
    return f"{{{{channel.{channel.id}}}}}"


def _find_countries(code: str, project: Project) -> frozenset[str]:
    """Return the countries in which people read texts of the locale `code`.

    The country of its language tag, or else the countries of channels where its language is
    official.
    """
    locale = get_babel_locale(project.site.get_locale(code).lang)
    if locale.territory:
        return frozenset({locale.territory})
    return frozenset(
        channel.country
        for channel in project.site.channels.values()
        if locale.language in get_official_languages(channel.country, de_facto=True)
    )
