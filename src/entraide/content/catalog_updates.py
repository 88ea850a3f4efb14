"""DomainCatalogs brought up to date: what `entraide messages` writes, as texts.

The translations of a locale are one pool: a message that moves to another domain, or comes from the
one catalog of former days, takes its translation along.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from entraide.content.babel_locales import find_language_name
from entraide.content.catalog_checks import list_shipped_codes
from entraide.content.catalogs import (
    OLD_NAME,
    OWN_FOLDER,
    get_catalog_path,
    get_shipped_folder,
    get_template_path,
    has_message,
    is_english,
    is_translated,
    parse_catalog,
)
from entraide.content.message_domains import Domain
from entraide.content.messages import (
    DomainCatalogs,
    extract_own_messages,
    extract_shipped_messages,
    format_catalog,
    make_template,
)
from entraide.content.missing_words import has_translation, list_shown_domains, read_messages_in_use
from entraide.content.settings import Settings
from entraide.content.shown_messages import is_shown
from entraide.errors import ProblemLog
from entraide.model.locales import Locale, to_gettext_code, to_language_tag

SUBJECTS = {
    Domain.READER: "what every visitor reads",
    Domain.CONTRIBUTOR: "what those read who propose, translate or ask who runs the site",
    Domain.KIT: "what those read who keep a log of incidents",
    Domain.STAFF: "what staff read at the desk",
}


@dataclass
class CatalogUpdate:
    """New texts of catalogs by path, files to delete, and numbers to print."""

    texts: dict[Path, str] = field(default_factory=dict)
    obsolete_files: list[Path] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)  # path as shown -> words to translate
    sizes: dict[Domain, int] = field(default_factory=dict)


def update_shipped(settings: Settings, log: ProblemLog) -> CatalogUpdate:
    """Update the lists of messages and every catalog of the theme.

    A locale of the project has all of them; of another language those that are there.
    """
    in_use = extract_shipped_messages(settings, log)
    update = CatalogUpdate(sizes=_count_all(in_use))
    for domain, template in in_use.items():
        update.texts[get_template_path(domain)] = format_catalog(template)
    codes = {locale.code for locale in settings.locales}
    for code in list_shipped_codes(settings):
        pool = _Pool.read(get_shipped_folder(), code, settings, log)
        domains = [each for each in Domain if code in codes or each in pool.catalogs]
        _write_locale(update, pool, {domain: in_use[domain] for domain in domains}, settings)
    return update


def update_own(settings: Settings, log: ProblemLog) -> CatalogUpdate:
    """Update the project's own catalogs.

    They have what its own templates say, what no shipped catalog translates, and what they
    translate already. A locale that lacks nothing has no file.
    """
    in_use, own = read_messages_in_use(settings, log), extract_own_messages(settings, log)
    update = CatalogUpdate(sizes=_count_all(in_use))
    for locale in settings.locales:
        pool = _Pool.read(settings.root / OWN_FOLDER, locale.code, settings, log)
        if is_english(locale) and not pool.has_files:
            continue
        shipped = _Pool.read(get_shipped_folder(), locale.code, settings, log)
        is_lacking = partial(_is_lacking, settings, locale, shipped)
        needed = {
            domain: _select_needed(in_use[domain], own[domain], pool, is_lacking)
            for domain in Domain
            if domain in list_shown_domains(settings) or domain in pool.catalogs
        }
        has_words = {
            domain: messages
            for domain, messages in needed.items()
            if len(messages) or domain in pool.catalogs
        }
        _write_locale(update, pool, has_words, settings)
    return update


def _is_lacking(settings: Settings, locale: Locale, shipped: "_Pool", message: Message) -> bool:
    """Return whether pages of `locale` show `message`, and no shipped catalog translates it."""
    if is_english(locale) or not is_shown(message, settings):
        return False
    return not has_translation(shipped.catalogs.values(), message)


def _select_needed(
    in_use: Catalog, own: Catalog, pool: "_Pool", is_lacking: Callable[[Message], bool]
) -> Catalog:
    """Return the messages that a catalog of the project should contain."""
    needed = make_template(Domain.READER)
    for message in filter(lambda each: each.id, in_use):
        if is_lacking(message) or has_message(own, message) or is_translated(pool.find(message)):
            needed[message.id] = message
    return needed


def _count_all(in_use: DomainCatalogs) -> dict[Domain, int]:
    return {domain: len(catalog) for domain, catalog in in_use.items()}


@dataclass
class _Pool:
    """All catalogs that a folder has for a locale: one for each domain, and an older single one."""

    folder: Path
    code: str
    catalogs: dict[Domain, Catalog]
    old: Catalog | None

    @classmethod
    def read(cls, folder: Path, code: str, settings: Settings, log: ProblemLog) -> "_Pool":
        def parse(file: Path) -> Catalog | None:
            shown = settings.make_relative(file)
            return parse_catalog(file, shown, code, log) if file.is_file() else None

        files = {domain: get_catalog_path(folder, code, domain) for domain in Domain}
        parsed = {domain: parse(file) for domain, file in files.items()}
        catalogs = {domain: catalog for domain, catalog in parsed.items() if catalog is not None}
        return cls(folder, code, catalogs, parse(files[Domain.READER].with_name(OLD_NAME)))

    @property
    def has_files(self) -> bool:
        return bool(self.catalogs or self.old is not None)

    @property
    def old_path(self) -> Path:
        return get_catalog_path(self.folder, self.code, Domain.READER).with_name(OLD_NAME)

    def find(self, message: Message) -> Message | None:
        """Return the entry of `message` in the folder, in use or not; best a translated one."""
        there = list(self._iter_all(message))
        return next(filter(is_translated, there), there[0] if there else None)

    def _iter_all(self, message: Message) -> Iterator[Message]:
        old = [self.old] if self.old is not None else []
        for catalog in [*self.catalogs.values(), *old]:
            if (each := catalog.get(message.id, message.context)) is not None:
                yield each
            for unused in catalog.obsolete.values():
                if (unused.id, unused.context) == (message.id, message.context):
                    yield unused

    def list_unused(self, domain: Domain, in_use: DomainCatalogs) -> list[Message]:
        """Return the messages of `domain` that are kept for later, as no domain uses them now."""
        had = [self.catalogs.get(domain), self.old if domain is Domain.READER else None]
        messages = [
            message
            for catalog in had
            if catalog is not None
            for message in (*catalog, *catalog.obsolete.values())
            if message.id and any(message.string if message.pluralizable else [message.string])
        ]
        return [each for each in messages if not any(has_message(w, each) for w in in_use.values())]


def _write_locale(
    update: CatalogUpdate, pool: _Pool, in_use: DomainCatalogs, settings: Settings
) -> None:
    """Add the catalogs of one locale to `update`, one for each domain of `in_use`."""
    for domain, template in in_use.items():
        path = get_catalog_path(pool.folder, pool.code, domain)
        catalog = _start_catalog(pool, domain)
        for message in filter(lambda each: each.id, template):
            if there := pool.find(message):
                catalog[message.id] = deepcopy(there)
        catalog.update(deepcopy(template), no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        for message in pool.list_unused(domain, in_use):
            name = message.id if isinstance(message.id, str) else message.id[0]
            catalog.obsolete[(name, message.context) if message.context else name] = message
        update.texts[path] = format_catalog(catalog)
        update.counts[settings.make_relative(path)] = sum(
            1 for message in catalog if message.id and not is_translated(message)
        )
    if pool.old is not None:
        update.obsolete_files.append(pool.old_path)


def _start_catalog(pool: _Pool, domain: Domain) -> Catalog:
    """Return a catalog without messages, with the header that is there or a new one."""
    there = pool.catalogs.get(domain, pool.old if domain is Domain.READER else None)
    if there is None:
        return _make_catalog(pool.code, domain)
    empty = deepcopy(there)
    for message in list(empty):
        if message.id:
            empty.delete(message.id, message.context)
    return empty


def _make_catalog(code: str, domain: Domain) -> Catalog:
    tag = to_language_tag(code)
    name = find_language_name(tag, "en") or code
    return Catalog(
        locale=to_gettext_code(code),
        project="Entraide",
        version=domain,
        last_translator="",
        language_team="",
        fuzzy=False,
        header_comment=f"# The words of the interface in {name}: {SUBJECTS[domain]}.\n"
        "# No native reviewer has read this catalog yet.",
    )
