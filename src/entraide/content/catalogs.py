"""Read the interface messages of each locale straight from its `.po` files.

English is the language of the templates and of the code. Every other locale has a catalog in the
theme, `overrides/locales`; a project may replace messages, English ones too, in its own `locales`.
Nothing is compiled to disk, and a fuzzy translation is never used.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

from entraide.content.linked_files import is_outside, make_link_problem
from entraide.content.messages import extract_messages, format_catalog
from entraide.content.settings import Settings
from entraide.content.text_files import read_text
from entraide.content.typography import STAND_IN, apply_substitutions, find_substitutions
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.locales import Locale, get_language, to_gettext_code

CATALOG_CURE = "Run: entraide messages"
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-z]|\{\w*\}|%")
# What is markup in a page, or would be filled when a message is: templates print messages as HTML.
MARKUP = re.compile(r"<[^<>]*>?|[>\"`{}]|&[#\w]+;?")
NO_PROSE = re.compile(rf"{PLACEHOLDER.pattern}|<[^<>]+>|&#?\w+;|\\.")


def get_template_path(settings: Settings) -> Path:
    """Return the path of `messages.pot`, the list of all messages."""
    return settings.overrides / "locales" / "messages.pot"


def get_catalog_path(settings: Settings, code: str) -> Path:
    """Return the path of the shipped catalog of a locale, which `entraide messages` updates."""
    return _get_path(settings.overrides / "locales", code)


def _get_path(folder: Path, code: str) -> Path:
    return folder / to_gettext_code(code) / "LC_MESSAGES" / "messages.po"


def read_catalog(settings: Settings, code: str) -> NullTranslations:
    """Return the translations of locale `code`, the project's own over the shipped ones.

    A locale without any file speaks English. Raises ContentError if a file is broken.
    """
    log = ProblemLog()
    return _merge_catalogs(_parse_locale_catalogs(settings, code, log, shipped=True), log)


def read_catalog_in(folder: Path, code: str) -> NullTranslations:
    """Return the translations of locale `code` in one folder of catalogs, without a project.

    The desk has no project. Raises ContentError if the file is broken.
    """
    log = ProblemLog()
    return _merge_catalogs(_parse_catalogs([_get_path(folder, code)], str, code, log), log)


def _merge_catalogs(catalogs: dict[str, Catalog], log: ProblemLog) -> NullTranslations:
    """Merge catalogs into one in which a later one wins; raise ContentError for any problem."""
    log.raise_if_errors()
    if not catalogs:
        return NullTranslations()
    first, *later = catalogs.values()
    for catalog in later:
        for message in filter(is_translated, catalog):
            first.delete(message.id, message.context)
            first[message.id] = message
    first.charset = "utf-8"  # whatever its header says
    # gettext reads compiled catalogs only.
    compiled = BytesIO()
    write_mo(compiled, first)
    return Translations(BytesIO(compiled.getvalue()))


def _parse_locale_catalogs(
    settings: Settings, code: str, log: ProblemLog, *, shipped: bool = False
) -> dict[str, Catalog]:
    """Parse all catalogs of a locale, the project's own last; return them by path as shown.

    `shipped` are those of the package, which are nobody's to mend elsewhere.
    """
    themes = reversed(settings.theme_folders) if shipped else (settings.overrides,)
    folders = [*(theme / "locales" for theme in themes), settings.root / "locales"]
    return _parse_catalogs(
        [_get_path(folder, code) for folder in folders], settings.make_relative, code, log
    )


def _parse_catalogs(
    files: Iterable[Path], shown: Callable[[Path], str], code: str, log: ProblemLog
) -> dict[str, Catalog]:
    """Parse the `files` that exist; return the catalogs by path as shown."""
    catalogs = {}
    for file in files:
        if file.is_file():
            catalog = parse_catalog(file, shown(file), code, log)
            if catalog is not None:
                catalogs[shown(file)] = catalog
                log.extend(_check_safety(catalog, shown(file)))
    return catalogs


def check_catalog_safety(settings: Settings) -> Iterator[Problem]:
    """Yield what keeps the catalogs from being used at all: broken files, and foreign markup."""
    log = ProblemLog()
    for locale in settings.locales:
        _parse_locale_catalogs(settings, locale.code, log)
    yield from log


def _check_safety(catalog: Catalog, path: str) -> Iterator[Problem]:
    """Yield each translation in use that has markup or placeholders which its original has not."""
    for message in filter(is_translated, catalog):
        for form in _get_forms(message):
            for complaint in _find_foreign_signs(_get_ids(message), form):
                what = f"{_format_message(message)} is translated {complaint[0]}"
                yield Problem(FileLine(path, message.lineno or 1), what, complaint[1])


def _find_foreign_signs(ids: tuple[str, ...], form: str) -> Iterator[tuple[str, str]]:
    """Yield what only the translation has of markup and placeholders, and the cure.

    A bare `%` is a mistake unless the original has one: formatting it would raise while a page is
    made.
    """
    known = set().union(*(PLACEHOLDER.findall(text) for text in ids)) | {"%%"}
    if extra := sorted(set(PLACEHOLDER.findall(form)) - known):
        cure = "Write %%" if extra == ["%"] else "Keep the placeholders of the original"
        yield f"with {_join_placeholders(extra)}, which the original has not", cure
    form_signs, *originals = (
        Counter(MARKUP.findall(PLACEHOLDER.sub("", text))) for text in (form, *ids)
    )
    if form_signs not in originals:
        signs = sorted((form_signs - originals[0]) or (originals[0] - form_signs))
        verb = "with" if form_signs - originals[0] else "without"
        cure = "Write words only: a message is no HTML" if verb == "with" else "Keep all tags"
        yield f"{verb} {_join_placeholders(signs)}, unlike the original", cure


def parse_catalog(file: Path, path: str, code: str, log: ProblemLog) -> Catalog | None:
    """Parse a `.po` file, shown as `path`; return None if it cannot be read."""
    folder = file.parents[2]
    if is_outside(file, folder):
        log.append(make_link_problem(path, folder.name))
        return None
    text = read_text(file, path, log)
    if text is None:
        return None
    try:
        locale = to_gettext_code(code)
        return read_po(StringIO(text), locale=locale, abort_invalid=True)
    except (PoFileError, ValueError) as error:  # ValueError: a number or a date of the header
        line = getattr(error, "lineno", 0)  # from 0, and so at the end of what Babel says
        what = f"this is not a catalog: {str(error).removesuffix(f' on {line}')}"
        log.add(FileLine(path, line + 1), what, "Open it with a PO editor, such as Poedit")
        return None


def check_catalogs(settings: Settings) -> Iterator[Problem]:
    """Yield what is missing, fuzzy, broken or out of date in the catalogs of the project.

    One without templates of its own has no words but those that it replaces.
    """
    if not settings.overrides.is_dir():
        yield from _check_replacements(settings)
        return
    log = ProblemLog()
    messages = extract_messages(settings, log)
    yield from log
    file = get_template_path(settings)
    if not file.is_file() or file.read_text(encoding="utf-8") != format_catalog(messages):
        shown = settings.make_relative(file)
        yield Problem(
            FileLine(shown, 1), "the list of interface strings is out of date", CATALOG_CURE
        )
    for locale in settings.locales:
        if not is_english(locale):
            yield from _check_locale(settings, locale, messages)


def _check_replacements(settings: Settings) -> Iterator[Problem]:
    """Yield the problems of the words that a project says otherwise than we do."""
    for locale in settings.locales:
        log = ProblemLog()
        catalogs = _parse_locale_catalogs(settings, locale.code, log)
        yield from log
        for path, catalog in catalogs.items():
            for message in filter(lambda message: message.id, catalog):
                location, name = FileLine(path, message.lineno or 1), _format_message(message)
                mistakes = _find_mistakes(message, catalog, spoken=True)
                for what, cure in (*mistakes, *_find_slips(message, locale.lang)):
                    yield Problem(location, f"{name} {what}", cure)


def is_english(locale: Locale) -> bool:
    """Return whether the templates' own words are in the language of `locale`."""
    return get_language(locale.lang) == "en"


def _check_locale(settings: Settings, locale: Locale, messages: Catalog) -> Iterator[Problem]:
    """Yield the problems of all catalogs of one locale; `messages` are those that are in use."""
    log = ProblemLog()
    catalogs = _parse_locale_catalogs(settings, locale.code, log)
    yield from log
    if not catalogs and not log:
        shown = settings.make_relative(get_catalog_path(settings, locale.code))
        what = f"“{locale.code}” has no catalog"
        yield Problem(FileLine(shown, 1), what, f"{CATALOG_CURE}, then translate it")
    for path, catalog in catalogs.items():
        for message in filter(lambda message: message.id, catalog):
            others = [other for name, other in catalogs.items() if name != path]
            spoken = any(is_translated(other.get(message.id, message.context)) for other in others)
            mistakes = _find_mistakes(message, messages, spoken=spoken)
            location, name = FileLine(path, message.lineno or 1), _format_message(message)
            for what, cure in (*mistakes, *_find_slips(message, locale.lang)):
                yield Problem(location, f"{name} {what}", cure)
    for message in messages if catalogs else ():
        if message.id and not any(_has_message(catalog, message) for catalog in catalogs.values()):
            what = f"{_format_message(message)} is not in the catalog"
            yield Problem(FileLine(next(iter(catalogs)), 1), what, CATALOG_CURE)


def _has_message(catalog: Catalog, message: Message) -> bool:
    return catalog.get(message.id, message.context) is not None


def is_translated(message: Message | None) -> bool:
    """Return whether readers get to see this translation: every form of it, and not fuzzy."""
    return bool(message and message.id and all(_get_forms(message)) and not message.fuzzy)


def _get_forms(message: Message) -> tuple[str, ...]:
    """Return the translation: one text, or one for each plural form."""
    words = message.string or ""
    return (words,) if isinstance(words, str) else tuple(words)


def _get_ids(message: Message) -> tuple[str, ...]:
    """Return the original: one text, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _format_message(message: Message) -> str:
    return f"“{_get_ids(message)[0]}”"


def _find_mistakes(
    message: Message, messages: Catalog, *, spoken: bool
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a message, and the cure; `spoken`: another catalog translates it."""
    if not _has_message(messages, message):
        yield "is used nowhere", CATALOG_CURE
    elif message.fuzzy:
        yield "is marked fuzzy", "Check the translation, then remove the mark"
    elif not any(_get_forms(message)) and not spoken:
        yield "is not translated", "Translate it"
    elif any(_get_forms(message)) and not all(_get_forms(message)):
        yield "lacks a plural form", "Translate every form"
    for form in filter(None, _get_forms(message)):
        yield from _find_lost_placeholders(_get_ids(message), form)
        if not is_translated(message):  # else it was told as the catalog was read
            for what, cure in _find_foreign_signs(_get_ids(message), form):
                yield f"is translated {what}", cure


def _find_slips(message: Message, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the marks and spaces that are not those of the language, as what and cure."""
    for form in _get_forms(message):
        prose = NO_PROSE.sub(lambda match: STAND_IN * len(match[0]), form)
        if changes := find_substitutions(prose, lang):
            cure = f"Write “{apply_substitutions(form, changes)}”"
            yield "is translated with marks or spaces of another language", cure


def _find_lost_placeholders(ids: tuple[str, ...], form: str) -> Iterator[tuple[str, str]]:
    """Yield the placeholders that only the original has, and the cure.

    A plural form may leave out what not every form of the original has.
    """
    originals = [Counter(PLACEHOLDER.findall(text)) for text in ids]
    needed = set.intersection(*map(set, originals)) - {"%%"}
    form_placeholders = set(PLACEHOLDER.findall(form))
    if lost := sorted(needed - form_placeholders):
        yield (
            f"is translated without {_join_placeholders(lost)}",
            "Keep the placeholders of the original",
        )


def _join_placeholders(placeholders: list[str]) -> str:
    return ", ".join(f"“{placeholder}”" for placeholder in placeholders)
