"""Numbers and dates in running text, in a form that is the same whatever the language.

“1,000” in English and “1 000” in French are one number, “5 pm” and “17 h” one hour, “21 November
2026” and “21 novembre 2026” one day. What the months are called, and which sign groups digits, is
Babel's knowledge.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale as BabelLocale

from entraide.content.outline import Span

GAPS = " \u00a0\u2009\u202f"  # what may stand between groups of three digits, in any language
PLACEHOLDER = re.compile(r"\{\{[^{}\n]*\}\}")
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
    """Each figure by its neutral form: as it is written, and the line of it, the first time."""

    numbers: dict[str, Span]
    dates: dict[str, Span]
    spelled: frozenset[str]  # numbers that are written out, in neutral form


@dataclass(frozen=True, slots=True)
class _Writing:
    """How a language writes: what its months are called, its dates and its numbers."""

    months: dict[str, int]
    date: re.Pattern[str]
    number: re.Pattern[str]


def figures(passages: Iterable[Span], lang: str) -> Figures:
    """What `passages`, written in `lang` (a BCP 47 tag), say in numbers."""
    writing = _writing(lang)
    numbers: dict[str, Span] = {}
    dates: dict[str, Span] = {}
    spelled: set[str] = set()
    rules: tuple[tuple[re.Pattern[str], dict[str, Span], Callable[..., Iterator[str]]], ...] = (
        (ISO, dates, _iso),
        (writing.date, dates, lambda match: _date(match, writing.months)),
        (CHAIN, numbers, lambda match: iter([match[0]])),
        (HOUR, numbers, _hour),
        (writing.number, numbers, _number),
    )
    for passage in passages:
        rest = PLACEHOLDER.sub(_blank, passage.text)
        spelled |= set(_written_out(rest, lang))
        if not DIGIT.search(rest):  # as in most passages
            continue
        for pattern, found, names in rules:
            for match in pattern.finditer(rest):
                line = passage.line + rest.count("\n", 0, match.start())
                for name in names(match):
                    found.setdefault(name, Span(match[0], line))
            rest = pattern.sub(_blank, rest)
    return Figures(numbers, dates, frozenset(spelled))


def _blank(match: re.Match[str]) -> str:
    """As many lines, and nothing on them."""
    return "\n" * match[0].count("\n") or " . "


def _written_out(text: str, lang: str) -> Iterator[str]:
    numbers = _spelled(lang.partition("-")[0])
    for word in numbers.keys() & WORD.findall(text.casefold()):
        yield numbers[word]


@cache
def _spelled(language: str) -> dict[str, str]:
    """Number as written out -> its neutral form."""
    return {word: str(value) for value, word in enumerate(SPELLED.get(language, "").split())}


def _iso(match: re.Match[str]) -> Iterator[str]:
    yield match[0]


def _date(match: re.Match[str], months: dict[str, int]) -> Iterator[str]:
    """`2026-11-21`, with `?` for what is not said."""
    month = months[(match["m"] or match["m2"]).casefold()]
    day = match["d"] or match["d2"]
    year = match["y"] or match["y2"] or match["y3"]
    yield f"{year or '?'}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}-?"


def _hour(match: re.Match[str]) -> Iterator[str]:
    """Hours from 0 to 23, and the minutes where there are some."""
    hour, minutes = int(match[1] or match[4]), match[2] or match[5]
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    yield str(hour)
    if minutes and int(minutes):
        yield str(int(minutes))


def _number(match: re.Match[str]) -> Iterator[str]:
    whole = "".join(digit for digit in match["whole"] if digit.isdecimal())
    part = (match["part"] or "").rstrip("0")
    whole = whole.lstrip("0") or "0"
    yield f"{whole}.{part}" if part else whole


@cache
def _writing(lang: str) -> _Writing:
    locale = BabelLocale.parse(lang, sep="-")
    months = _months(locale)
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    group = str(locale.number_symbols.get("latn", {}).get("group", ""))
    return _Writing(
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


def _months(locale: BabelLocale) -> dict[str, int]:
    return {
        str(name).casefold().rstrip("."): number
        for use in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in locale.months[use][width].items()
    }
