"""Numbers and dates in running text, in a neutral form that is the same in every language.

“1,000” in English and “1 000” in French are one number, “5 pm” and “17 h” one hour, “21 November
2026” and “21 novembre 2026” one day. Babel knows the names of months, and the sign that groups
digits.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale as BabelLocale

from entraide.content.babel_locales import get_babel_locale
from entraide.content.outline import Span
from entraide.model.locales import get_language
from entraide.model.placeholders import BRACES

GAPS = " \u00a0\u2009\u202f"  # what may stand between groups of three digits, in any language
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_]+")
ISO = re.compile(r"(?<!\w)(\d{4})-(\d\d)-(\d\d)(?!\w)")
CHAIN = re.compile(r"(?<!\w)\d+(?:[.,/:]\d+){2,}")  # 1.2.3 and 01/02/2026: no single number
HOUR = re.compile(r"(?<!\w)(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?m\b|(?<!\w)(\d{1,2}):(\d\d)(?!\d)")

# Small numbers that one language may write out where another writes a digit, from 0.
SPELLED = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a text, by neutral form: each as it is written first, and on which line."""

    numbers: dict[str, Span]
    dates: dict[str, Span]
    spelled: frozenset[str]  # numbers that are written out, in neutral form


@dataclass(frozen=True, slots=True)
class _FigurePatterns:
    """The patterns of a language for dates and numbers, and month name -> number of the month."""

    months: dict[str, int]
    date: re.Pattern[str]
    number: re.Pattern[str]


def find_figures(passages: Iterable[Span], lang: str) -> Figures:
    """Return the numbers and dates in `passages`, written in `lang` (a BCP 47 tag).

    Placeholders are left out: their figures are in the data.
    """
    writing = _compile_patterns(lang)
    numbers: dict[str, Span] = {}
    dates: dict[str, Span] = {}
    spelled: set[str] = set()
    rules: tuple[tuple[re.Pattern[str], dict[str, Span], Callable[..., Iterator[str]]], ...] = (
        (ISO, dates, _iter_iso_dates),
        (writing.date, dates, lambda match: _iter_dates(match, writing.months)),
        (CHAIN, numbers, lambda match: iter([match[0]])),
        (HOUR, numbers, _iter_hours),
        (writing.number, numbers, _iter_numbers),
    )
    # A rule takes what it has found out of the text, so that no later rule finds it again.
    for passage in passages:
        rest = BRACES.sub(_blank_match, passage.text)
        spelled |= set(_iter_spelled_numbers(rest, lang))
        if not DIGIT.search(rest):  # as in most passages
            continue
        for pattern, spans, names in rules:
            for match in pattern.finditer(rest):
                line = passage.line + rest.count("\n", 0, match.start())
                for name in names(match):
                    spans.setdefault(name, Span(match[0], line))
            rest = pattern.sub(_blank_match, rest)
    return Figures(numbers, dates, frozenset(spelled))


def _blank_match(match: re.Match[str]) -> str:
    """Return what takes the place of a match: as many line ends, so that lines stay true."""
    return "\n" * match[0].count("\n") or " . "


def _iter_spelled_numbers(text: str, lang: str) -> Iterator[str]:
    """Yield the neutral form of each number in `text` that is written as a word."""
    numbers = _load_spelled_numbers(get_language(lang))
    for word in numbers.keys() & WORD.findall(text.casefold()):
        yield numbers[word]


@cache
def _load_spelled_numbers(language: str) -> dict[str, str]:
    """Return number as a word -> neutral form, for a language: `{"two": "2"}`."""
    return {word: str(value) for value, word in enumerate(SPELLED.get(language, "").split())}


def _iter_iso_dates(match: re.Match[str]) -> Iterator[str]:
    yield match[0]


def _iter_dates(match: re.Match[str], months: dict[str, int]) -> Iterator[str]:
    """Yield a date as `2026-11-21`, with `?` for a year or a day that is not given."""
    month = months[(match["m"] or match["m2"]).casefold()]
    day = match["d"] or match["d2"]
    year = match["y"] or match["y2"] or match["y3"]
    yield f"{year or '?'}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}-?"


def _iter_hours(match: re.Match[str]) -> Iterator[str]:
    """Yield the hour from 0 to 23, and then the minutes where there are any."""
    hour, minutes = int(match[1] or match[4]), match[2] or match[5]
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    yield str(hour)
    if minutes and int(minutes):
        yield str(int(minutes))


def _iter_numbers(match: re.Match[str]) -> Iterator[str]:
    """Yield a number without signs between its digits and zeros at its ends: `1000`, `2.5`."""
    whole = "".join(digit for digit in match["whole"] if digit.isdecimal())
    part = (match["part"] or "").rstrip("0")
    whole = whole.lstrip("0") or "0"
    yield f"{whole}.{part}" if part else whole


@cache
def _compile_patterns(lang: str) -> _FigurePatterns:
    """Return the patterns of the language of the BCP 47 tag `lang`."""
    locale = get_babel_locale(lang)
    months = _list_months(locale)
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    group = str(locale.number_symbols.get("latn", {}).get("group", ""))
    return _FigurePatterns(
        months,
        re.compile(
            rf"(?<!\w)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?(?P<m>{names})(?!\w)"
            r"\.?(?:,?\s+(?:de\s+)?(?P<y>\d{4})(?!\w))?"
            rf"|(?<!\w)(?P<m2>{names})\.?\s+(?:de\s+)?"
            r"(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?!\w)(?:,?\s+(?P<y2>\d{4})(?!\w))?"
            r"|(?P<y3>\d{4})(?!\w))",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<!\w)(?P<whole>\d{{1,3}}(?:[{re.escape(group)}{GAPS}]\d{{3}})+(?!\d)|\d+)"
            r"(?:[.,](?P<part>\d+))?"
        ),
    )


def _list_months(locale: BabelLocale) -> dict[str, int]:
    """Return the names of months in small letters, long and short -> number from 1."""
    return {
        str(name).casefold().rstrip("."): number
        for use in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in locale.months[use][width].items()
    }
