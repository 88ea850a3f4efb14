"""The language of a page of staff: the one they chose, else the first that the browser asks for."""

from collections.abc import Iterable, Iterator, Sequence

from starlette.requests import Request

from entraide.model.locales import get_language
from entraide.published_files.site import PublishedLocale

LONGEST_HEADER = 500  # characters of Accept-Language that are read


def choose_page_locale(
    locales: Sequence[PublishedLocale], chosen: Iterable[str], request: Request
) -> PublishedLocale:
    """Return the locale of `chosen`, else of the browser's languages, else the first.

    `chosen` has codes or tags, the most wanted first; "" stands for no choice.
    """
    header = request.headers.get("accept-language", "")[:LONGEST_HEADER]
    for language in (*chosen, *_list_languages(header)):
        for locale in locales:
            if language.lower() in (locale.code.lower(), locale.lang.lower()):
                return locale
    return locales[0]


def _list_languages(header: str) -> Iterator[str]:
    """Yield the languages of an Accept-Language header, each followed by its base language.

    Browsers list them by preference, so the numbers behind them are not read.
    """
    for part in header.split(","):
        language = part.partition(";")[0].strip()
        yield language
        yield get_language(language)
