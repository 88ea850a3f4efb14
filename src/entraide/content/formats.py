"""Dates, numbers, shares and lists as a language writes them, by Babel, for site and desk alike."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from entraide.content.babel_locales import get_format_locale
from entraide.model.locales import get_language
from entraide.model.rating import compute_tenths

FRENCH_FIRST = re.compile(r"^1(?=\s)")
CHANGE = "+0.#;−0.#"  # a sign before it, always


@cache  # a locale has few days, thousands of pages have them between them
def format_day(day: date, lang: str) -> str:
    """Return `day` in words, in the language of the tag `lang`."""
    return mend_first_day(format_date(day, format="long", locale=get_format_locale(lang)), lang)


@cache
def format_month(day: date, lang: str) -> str:
    """Return month and year of `day` in words, in the language of the tag `lang`."""
    return format_skeleton("yMMMM", day, locale=get_format_locale(lang))


@cache
def make_filters(lang: str) -> dict[str, Callable[..., Any]]:
    """Return the filters of templates by name, in the language of the tag `lang`.

    `date` and `moment` take a date and a datetime, `number` an int, `tenths` any number (shown with
    one decimal), `change` one that gets a sign, `percent` a share from 0 to 1, `listed` words.
    """
    locale = get_format_locale(lang)

    @cache
    def number(value: int) -> str:
        return format_decimal(value, locale=locale)

    def moment(value: datetime) -> str:
        return mend_first_day(format_datetime(value, locale=locale), lang)

    def tenths(value: Decimal | float) -> str:
        return format_decimal(compute_tenths(value), format="0.0", locale=locale)

    def change(value: float) -> str:
        return format_decimal(value, format=CHANGE, locale=locale)

    def percent(share: float) -> str:
        return format_percent(share, locale=locale)

    def join_words(words: Sequence[str]) -> str:
        return format_list(words, locale=locale)

    return {
        "date": lambda day: format_day(day, lang),
        "moment": moment,
        "number": number,
        "tenths": tenths,
        "change": change,
        "percent": percent,
        "listed": join_words,
    }


def capitalize_phrase(text: str) -> str:
    """Return a phrase with a capital at its start, as it stands alone; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def mend_first_day(day: str, lang: str) -> str:
    """Return a date of Babel's with the first of a month as French writes it: « 1er mai »."""
    return FRENCH_FIRST.sub("1er", day) if get_language(lang) == "fr" else day
