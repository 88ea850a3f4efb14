"""The words of the interface of each locale, read straight from its `.po` files.

English is the language of the templates and of the code. Every other locale has catalogs, one a
domain, in `locales` of the theme; a project may replace messages, English ones too, in its own
`locales`. Nothing is compiled to disk, and a fuzzy translation is never used. On a page, a message
that has no translation is English, and marked as such.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from functools import lru_cache
from gettext import c2py
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

from entraide.content.foreign_signs import find_foreign_signs
from entraide.content.linked_files import is_outside, make_link_problem
from entraide.content.message_domains import Domain
from entraide.content.settings import Settings
from entraide.content.text_files import read_text
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.fallback_words import mark_fallback
from entraide.model.locales import Locale, get_language, to_gettext_code
from entraide.shipped_folders import get_theme_folder

CATALOG_CURE = "Run: entraide messages"
OWN_FOLDER = "locales"  # of a project, beside mkdocs.yml
OLD_NAME = "messages.po"  # of the one catalog that a locale had before there were domains
MANY = 200  # numbers up to it show which plural form is for which
REMEMBERED = 80  # parsed catalogs: four domains, of the package and the project, in ten locales

CatalogsByPath = dict[str, Catalog]  # by path as shown
MessageKey = tuple[str, str | None]  # its text, in the singular, and its context


class FallbackEnglish(NullTranslations):
    """The catalog for messages without a translation: English, between two signs.

    The signs become an element with its language where the page is written.
    """

    def gettext(self, message: str) -> str:
        return mark_fallback(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return mark_fallback(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        del context  # part of gettext's interface
        return mark_fallback(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        del context  # part of gettext's interface
        return self.ngettext(msgid1, msgid2, n)


def get_shipped_folder() -> Path:
    """Return the folder of the catalogs that come with the package."""
    return get_theme_folder() / "locales"


def get_template_path(domain: Domain) -> Path:
    """Return the path of the list of all messages of `domain`: `reader.pot`."""
    return get_shipped_folder() / f"{domain}.pot"


def get_catalog_path(folder: Path, code: str, domain: Domain) -> Path:
    """Return the path of a catalog in a folder of them: `fr/LC_MESSAGES/reader.po`."""
    return folder / to_gettext_code(code) / "LC_MESSAGES" / f"{domain}.po"


def list_catalog_folders(settings: Settings) -> list[Path]:
    """Return the folders of catalogs, the project's own last."""
    themes = [folder / "locales" for folder in reversed(settings.theme_folders)]
    return [*themes, settings.root / OWN_FOLDER]


def read_catalog(settings: Settings, code: str) -> NullTranslations:
    """Return the translations of locale `code`, the project's own over the shipped ones.

    What has none is English. Raises ContentError if a file is broken.
    """
    return _read_translations(list_catalog_folders(settings), settings.make_relative, code)


def read_page_catalog(settings: Settings, locale: Locale) -> NullTranslations:
    """Return what pages of `locale` say; English in the place of what is missing is marked."""
    return _mark_missing(read_catalog(settings, locale.code), locale.lang)


def read_catalogs_in(folders: Iterable[Path], code: str, lang: str) -> NullTranslations:
    """Return what pages say in locale `code`, without a project; a later folder wins.

    The desk has no project. Raises ContentError if a file is broken.
    """
    return _mark_missing(_read_translations(folders, str, code), lang)


def _mark_missing(catalog: NullTranslations, lang: str) -> NullTranslations:
    if get_language(lang) != "en":
        catalog.add_fallback(FallbackEnglish())
    return catalog


def _read_translations(
    folders: Iterable[Path], shown: Callable[[Path], str], code: str
) -> NullTranslations:
    """Read the catalogs of a locale as one; raise ContentError for any problem."""
    log = ProblemLog()
    texts = tuple(text for _, text in _iter_sound_texts(folders, shown, code, log))
    log.raise_if_errors()
    return copy(_merge(texts, code)) if texts else NullTranslations()  # callers add a fallback


@lru_cache(maxsize=REMEMBERED)
def _merge(texts: tuple[str, ...], code: str) -> Translations:
    """Merge catalogs into one in which a later one wins: compiled, since gettext reads that."""
    first, *later = (_parse_text(text, code) for text in texts)
    for catalog in later:
        forms = _pair_forms(first, catalog)
        for message in filter(is_translated, catalog):
            first.delete(message.id, message.context)
            if message.pluralizable:
                there = get_forms(message)
                message.string = tuple(there[form] for form in forms)
            first[message.id] = message
    for message in [each for each in first if each.id and not is_translated(each)]:
        first.delete(message.id, message.context)  # write_mo would take English for its plurals
    first.charset = "utf-8"  # whatever its header says
    compiled = BytesIO()
    write_mo(compiled, first)
    compiled.seek(0)
    return Translations(compiled)


def _pair_forms(catalog: Catalog, other: Catalog) -> list[int]:
    """Return, for each plural form of `catalog`, the form of `other` for the same numbers.

    Tools count the six forms of Arabic in different orders.
    """
    choose, choose_other = c2py(catalog.plural_expr), c2py(other.plural_expr)
    pairs = {choose(number): choose_other(number) for number in reversed(range(MANY))}
    return [pairs.get(form, 0) for form in range(catalog.num_plurals)]


def parse_locale_catalogs(settings: Settings, code: str, log: ProblemLog) -> CatalogsByPath:
    """Parse all catalogs of a locale, the project's own last."""
    return parse_folders(list_catalog_folders(settings), settings.make_relative, code, log)


def parse_folders(
    folders: Iterable[Path], shown: Callable[[Path], str], code: str, log: ProblemLog
) -> CatalogsByPath:
    """Parse the catalogs of a locale in `folders`; the most public domain of each folder wins."""
    texts = _iter_sound_texts(folders, shown, code, log)
    return {path: _parse_text(text, code) for path, text in texts}


def read_translated_keys(settings: Settings, code: str, log: ProblemLog) -> frozenset[MessageKey]:
    """Return which messages the catalogs of a locale translate, those of the project's own too."""
    texts = _iter_sound_texts(list_catalog_folders(settings), settings.make_relative, code, log)
    return frozenset().union(*(_list_translated_keys(text, code) for _, text in texts))


@lru_cache(maxsize=REMEMBERED)
def _list_translated_keys(text: str, code: str) -> frozenset[MessageKey]:
    return frozenset(
        get_key(message) for message in _parse_text(text, code) if is_translated(message)
    )


def _iter_sound_texts(
    folders: Iterable[Path], shown: Callable[[Path], str], code: str, log: ProblemLog
) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each catalog of a locale that can be parsed."""
    for file in (
        get_catalog_path(folder, code, domain) for folder in folders for domain in reversed(Domain)
    ):
        old = file.with_name(OLD_NAME)
        if file.stem == Domain.READER and old.is_file():
            what = (
                "words of the interface are in a file for each domain now, and this one is not read"
            )
            log.add(FileLine(shown(old)), what, CATALOG_CURE)
        text = _read_sound_text(file, shown(file), code, log) if file.is_file() else None
        if text is not None:
            yield shown(file), text
            for line, what, cure in _list_unsafe_messages(text, code):
                log.add(FileLine(shown(file), line), what, cure)


def check_catalog_safety(settings: Settings) -> Iterator[Problem]:
    """Yield problems for which a catalog cannot be used at all: broken files, foreign markup."""
    log = ProblemLog()
    for locale in settings.locales:
        parse_locale_catalogs(settings, locale.code, log)
    yield from log


@lru_cache(maxsize=REMEMBERED)
def _list_unsafe_messages(text: str, code: str) -> tuple[tuple[int, str, str], ...]:
    """Return each translation in use that has markup or placeholders which its original has not.

    Its line, what is wrong, and the cure.
    """
    return tuple(
        (message.lineno or 1, f"{format_message(message)} is translated {what}", cure)
        for message in filter(is_translated, _parse_text(text, code))
        for form in get_forms(message)
        for what, cure in find_foreign_signs(get_ids(message), form)
    )


def parse_catalog(file: Path, path: str, code: str, log: ProblemLog) -> Catalog | None:
    """Parse a `.po` file, shown as `path`; return None if it cannot be read."""
    text = _read_sound_text(file, path, code, log)
    return None if text is None else _parse_text(text, code)


def _read_sound_text(file: Path, path: str, code: str, log: ProblemLog) -> str | None:
    """Return the text of a `.po` file, shown as `path`; None if it cannot be parsed."""
    folder = file.parents[2]
    if is_outside(file, folder):
        log.append(make_link_problem(path, folder.name))
        return None
    text = read_text(file, path, log)
    if text is None:
        return None
    try:
        _parse_once(text, code)
    except (PoFileError, ValueError) as error:  # ValueError: a number or a date of the header
        line = getattr(error, "lineno", 0)  # from 0, and so at the end of what Babel says
        what = f"this is not a catalog: {str(error).removesuffix(f' on {line}')}"
        log.add(FileLine(path, line + 1), what, "Open it with a PO editor, such as Poedit")
        return None
    return text


def _parse_text(text: str, code: str) -> Catalog:
    """Return the catalog that `text` is, for the caller to change; PoFileError if it is none."""
    catalog: Catalog = pickle.loads(_parse_once(text, code))  # noqa: S301 - of this process
    return catalog


@lru_cache(maxsize=REMEMBERED)
def _parse_once(text: str, code: str) -> bytes:
    """Parse a catalog and pickle it: each is asked for a dozen times, and copying is cheaper."""
    catalog = read_po(StringIO(text), locale=to_gettext_code(code), abort_invalid=True)
    return pickle.dumps(catalog)


def is_english(locale: Locale) -> bool:
    """Return whether the templates' own words are in the language of `locale`."""
    return get_language(locale.lang) == "en"


def has_message(catalog: Catalog, message: Message) -> bool:
    return catalog.get(message.id, message.context) is not None


def is_translated(message: Message | None) -> bool:
    """Return whether readers are shown this translation: it has all forms, and is not fuzzy."""
    return bool(message and message.id and all(get_forms(message)) and not message.fuzzy)


def get_forms(message: Message) -> tuple[str, ...]:
    """Return the translation: one text, or one for each plural form."""
    words = message.string or ""
    return (words,) if isinstance(words, str) else tuple(words)


def get_key(message: Message) -> MessageKey:
    return get_ids(message)[0], message.context


def get_ids(message: Message) -> tuple[str, ...]:
    """Return the original: one text, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def format_message(message: Message) -> str:
    return f"“{get_ids(message)[0]}”"
