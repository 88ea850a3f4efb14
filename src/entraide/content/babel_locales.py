"""What Babel knows of a language tag: its locale, and names of languages and countries in it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from babel import Locale as BabelLocale
from babel.core import UnknownLocaleError
from babel.lists import format_list

STAND_IN = "\0"  # in the place of a name, while a list is made


@cache  # pages ask for the same few, thousands of times
def get_babel_locale(tag: str) -> BabelLocale:
    """Return Babel's locale of a BCP 47 tag; raise ValueError or UnknownLocaleError for others."""
    return BabelLocale.parse(tag, sep="-")


@cache
def get_format_locale(tag: str) -> BabelLocale:
    """Return the locale whose dates, numbers and lists stand in texts of a BCP 47 tag.

    It is `get_babel_locale(tag)`, but British for a bare `en`: Babel's own has the dates of the
    United States (“November 21, 2026”) there, as it does for `en-US`.
    """
    return get_babel_locale("en-GB" if tag.casefold() == "en" else tag)


def is_known_language(tag: str) -> bool:
    """Return whether `tag` is a BCP 47 tag of a language that Babel knows."""
    try:
        get_babel_locale(tag)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def get_country_names(tag: str = "en") -> Mapping[str, str]:
    """Return the names of countries and other regions in a language, by their code: `FR`."""
    return get_babel_locale(tag).territories


def get_country_name(code: str, reader: str) -> str:
    """Return the name of a country in the language `reader`; its code where Babel has no name."""
    return str(get_country_names(reader).get(code) or code)


def find_language_name(tag: str, reader: str) -> str | None:
    """Return the name of the language `tag` in the language `reader`, as within a sentence."""
    return get_babel_locale(tag).get_language_name(get_babel_locale(reader))


def list_people(names: Sequence[str], tag: str) -> Iterator[tuple[str, str]]:
    """Yield each of `names` behind what a list of the language has before it: “A, B and C”.

    So a page can isolate each name, whose letters may run the other way.
    """
    pattern = format_list([STAND_IN] * len(names), locale=get_format_locale(tag))
    yield from zip(pattern.split(STAND_IN), names, strict=False)
