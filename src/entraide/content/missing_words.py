"""What the catalogs of a project's locales lack: pages say it in English, and mark it as such."""

from collections.abc import Iterable, Iterator, Mapping

from babel.messages.catalog import Catalog, Message

from entraide.content.catalogs import (
    CATALOG_CURE,
    get_key,
    get_template_path,
    is_english,
    is_translated,
    parse_catalog,
    read_translated_keys,
)
from entraide.content.message_domains import Domain
from entraide.content.messages import DomainCatalogs, extract_own_messages, make_template
from entraide.content.settings import Settings
from entraide.content.shown_messages import is_shown
from entraide.errors import Problem, ProblemLog, Severity
from entraide.model.locales import Locale

Missing = Mapping[Domain, list[Message]]


def read_messages_in_use(settings: Settings, log: ProblemLog) -> DomainCatalogs:
    """Return the messages that the project's pages print, by domain: those of the package, its own.

    Those of the package are read from its lists, which takes a part of the time of extraction.
    """
    in_use = {}
    own = extract_own_messages(settings, log)
    for domain in Domain:
        file = get_template_path(domain)
        shipped = parse_catalog(file, file.name, "en", log)
        in_use[domain] = shipped or make_template(domain)
        for message in own[domain]:
            if message.id:
                in_use[domain][message.id] = message
    return in_use


def list_missing_words(
    settings: Settings, locale: Locale, in_use: DomainCatalogs, log: ProblemLog
) -> Missing:
    """Return what the site shows of `in_use` and no catalog of `locale` translates, by domain."""
    translated = read_translated_keys(settings, locale.code, log)
    return {
        domain: [
            message
            for message in in_use[domain]
            if message.id and get_key(message) not in translated and is_shown(message, settings)
        ]
        for domain in list_shown_domains(settings)
    }


def list_shown(messages: Catalog, settings: Settings) -> list[Message]:
    """Return those of `messages` that the published site shows."""
    return [each for each in messages if each.id and is_shown(each, settings)]


def has_translation(catalogs: Iterable[Catalog], message: Message) -> bool:
    """Return whether one of `catalogs` translates `message`."""
    return any(is_translated(catalog.get(message.id, message.context)) for catalog in catalogs)


def list_shown_domains(settings: Settings) -> list[Domain]:
    """Return the domains that the site shows: without a desk, there are no pages for staff."""
    return [domain for domain in Domain if settings.desk or domain is not Domain.STAFF]


def iter_missing_words(
    settings: Settings, log: ProblemLog
) -> Iterator[tuple[Locale, Domain, list[Message], int]]:
    """Yield each locale and domain that lacks words: what it lacks, and of how many."""
    in_use = read_messages_in_use(settings, log)
    for locale in settings.locales:
        if is_english(locale):
            continue
        for domain, missing in list_missing_words(settings, locale, in_use, log).items():
            if missing:
                yield locale, domain, missing, len(list_shown(in_use[domain], settings))


def check_missing_words(settings: Settings) -> Iterator[Problem]:
    """Warn of the words that each locale lacks, one line for a locale and a domain."""
    for locale, domain, missing, total in iter_missing_words(settings, ProblemLog()):
        what = (
            f"{locale.code}: {len(missing)} of {total} {domain} words are not translated; "
            "they appear in English"
        )
        location = settings.get_location("plugins")
        yield Problem(location, what, CATALOG_CURE, Severity.WARNING)
