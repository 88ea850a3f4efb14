"""Checks of catalogs: mistakes in translations, and messages that are missing.

Whoever develops the theme sees each word that a shipped catalog lacks. A project sees the mistakes
in its own catalogs, and how many words are missing (`missing_words.py`).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from gettext import c2py

from babel.messages.catalog import Catalog, Message

from entraide.content.catalogs import (
    CATALOG_CURE,
    MANY,
    OWN_FOLDER,
    format_message,
    get_catalog_path,
    get_forms,
    get_ids,
    get_shipped_folder,
    get_template_path,
    has_message,
    is_english,
    is_translated,
    parse_folders,
)
from entraide.content.foreign_signs import PLACEHOLDER, find_foreign_signs, join_placeholders
from entraide.content.message_domains import Domain
from entraide.content.messages import DomainCatalogs, extract_shipped_messages, format_catalog
from entraide.content.missing_words import (
    check_missing_words,
    has_translation,
    read_messages_in_use,
)
from entraide.content.settings import Settings
from entraide.content.typography import STAND_IN, apply_substitutions, find_substitutions
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.locales import to_language_tag
from entraide.shipped_folders import get_theme_folder

# Languages in which we ship every word. A site may have others: of these, `entraide check` counts
# what is missing.
WHOLE_LANGUAGES = frozenset({"fr"})
NO_PROSE = re.compile(rf"{PLACEHOLDER.pattern}|<[^<>]+>|&#?\w+;|\\.")


def is_theme_project(settings: Settings) -> bool:
    """Return whether the project is the one that the theme itself is developed in."""
    return settings.overrides.resolve() == get_theme_folder().resolve()


def check_catalogs(settings: Settings) -> Iterator[Problem]:
    """Yield what is missing, fuzzy, broken or out of date in the catalogs."""
    log = ProblemLog()
    if is_theme_project(settings):
        in_use = extract_shipped_messages(settings, log)
        yield from _check_templates(settings, in_use)
        for code in list_shipped_codes(settings):
            yield from _check_shipped(settings, code, in_use)
    else:
        in_use = read_messages_in_use(settings, log)
        yield from check_missing_words(settings)
    yield from log
    for locale in settings.locales:
        yield from _check_own(settings, locale.code, in_use)


def list_shipped_codes(settings: Settings) -> list[str]:
    """Return the languages with catalogs in the theme, and those of the project but English."""
    folder = get_shipped_folder()
    shipped = {to_language_tag(path.parent.name) for path in folder.glob("*/LC_MESSAGES")}
    return sorted(shipped | {locale.code for locale in settings.locales if not is_english(locale)})


def _check_templates(settings: Settings, in_use: DomainCatalogs) -> Iterator[Problem]:
    for domain, messages in in_use.items():
        file = get_template_path(domain)
        if not file.is_file() or file.read_text(encoding="utf-8") != format_catalog(messages):
            location = FileLine(settings.make_relative(file), 1)
            yield Problem(location, "the list of interface words is out of date", CATALOG_CURE)


def _check_shipped(settings: Settings, code: str, in_use: DomainCatalogs) -> Iterator[Problem]:
    """Yield the problems of one language that has catalogs: its `reader` words have to be there.

    So has every word of a whole language.
    """
    log = ProblemLog()
    shipped = parse_folders([get_shipped_folder()], settings.make_relative, code, log)
    for domain in Domain:
        shown = settings.make_relative(get_catalog_path(get_shipped_folder(), code, domain))
        is_whole = code in WHOLE_LANGUAGES or (domain is Domain.READER and bool(shipped))
        if (catalog := shipped.get(shown)) is not None:
            own = _read_own(settings, code, ProblemLog()).values() if is_whole else None
            yield from _check_messages(catalog, shown, code, in_use[domain])
            yield from _find_gaps(catalog, shown, in_use[domain], own)
        elif is_whole and not log:
            what = f"“{code}” has no catalog of {domain} words"
            yield Problem(FileLine(shown, 1), what, f"{CATALOG_CURE}, then translate it")
    yield from log


def _find_gaps(
    catalog: Catalog, shown: str, in_use: Catalog, own: Collection[Catalog] | None
) -> Iterator[Problem]:
    """Yield messages that `catalog` does not contain, and those without a translation.

    `own` are catalogs that may translate a message instead; None where a language may be
    incomplete.
    """
    for message in filter(lambda each: each.id, in_use):
        there = catalog.get(message.id, message.context)
        if there is None:
            what = f"{format_message(message)} is not in the catalog"
            yield Problem(FileLine(shown, 1), what, CATALOG_CURE)
        elif own is not None and not any(get_forms(there)) and not has_translation(own, message):
            what = f"{format_message(message)} is not translated"
            yield Problem(FileLine(shown, there.lineno or 1), what, "Translate it")


def _read_own(settings: Settings, code: str, log: ProblemLog) -> dict[str, Catalog]:
    """Return the catalogs of the project's own folder, by path as shown."""
    return parse_folders([settings.root / OWN_FOLDER], settings.make_relative, code, log)


def _check_own(settings: Settings, code: str, in_use: DomainCatalogs) -> Iterator[Problem]:
    log = ProblemLog()
    for shown, catalog in _read_own(settings, code, log).items():
        yield from _check_messages(catalog, shown, code, *in_use.values())
    yield from log


def _check_messages(catalog: Catalog, shown: str, code: str, *in_use: Catalog) -> Iterator[Problem]:
    """Yield the mistakes in the translations of a catalog."""
    exact_forms = _list_exact_forms(catalog)
    for message in filter(lambda each: each.id, catalog):
        location, name = FileLine(shown, message.lineno or 1), format_message(message)
        is_used = any(has_message(each, message) for each in in_use)
        mistakes = _find_mistakes(message, exact_forms, is_used=is_used)
        for what, cure in (*mistakes, *_find_slips(message, to_language_tag(code))):
            yield Problem(location, f"{name} {what}", cure)


def _list_exact_forms(catalog: Catalog) -> set[int]:
    """Return the plural forms used for one number only, which need not contain the number."""
    numbers = Counter(map(c2py(catalog.plural_expr), range(MANY)))
    return {form for form, count in numbers.items() if count == 1 and catalog.num_plurals > 2}


def _find_mistakes(
    message: Message, exact_forms: set[int], *, is_used: bool
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a translation, and the cure; a missing one is not wrong."""
    forms = get_forms(message)
    if not is_used:
        yield "is used nowhere", CATALOG_CURE
    elif message.fuzzy:
        yield "is marked fuzzy", "Check the translation, then remove the mark"
    elif any(forms) and not all(forms):
        yield "lacks a plural form", "Translate every form"
    for index, form in enumerate(forms):
        if form and not (len(forms) > 1 and index in exact_forms):
            yield from _find_lost_placeholders(get_ids(message), form)
        if form and not is_translated(message):  # else it was told as the catalog was read
            for what, cure in find_foreign_signs(get_ids(message), form):
                yield f"is translated {what}", cure


def _find_slips(message: Message, lang: str) -> Iterator[tuple[str, str]]:
    """Yield marks and spaces that are wrong in the language: what, and the cure."""
    for form in get_forms(message):
        prose = NO_PROSE.sub(lambda match: STAND_IN * len(match[0]), form)
        if changes := find_substitutions(prose, lang):
            cure = f"Write “{apply_substitutions(form, changes)}”"
            yield "is translated with marks or spaces of another language", cure


def _find_lost_placeholders(ids: tuple[str, ...], form: str) -> Iterator[tuple[str, str]]:
    """Yield placeholders that only the original has, and the cure.

    A plural form may leave out a placeholder that not every form of the original has.
    """
    originals = [Counter(PLACEHOLDER.findall(text)) for text in ids]
    needed = set.intersection(*map(set, originals)) - {"%%"}
    form_placeholders = set(PLACEHOLDER.findall(form))
    if lost := sorted(needed - form_placeholders):
        yield (
            f"is translated without {join_placeholders(lost)}",
            "Keep the placeholders of the original",
        )
