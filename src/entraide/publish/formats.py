"""Dates, numbers and lists as a language writes them, by Babel, as filters for templates."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale as BabelLocale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from entraide.model.first_day import with_first


def formats(lang: str) -> dict[str, Callable[..., Any]]:
    """The filters of dates, numbers, percents and lists, in the language of the tag `lang`."""
    locale = BabelLocale.parse(lang, sep="-")

    @cache  # thousands of pages have a few days and numbers between them
    def dated(day: date) -> str:
        return with_first(format_date(day, format="long", locale=locale), lang)

    @cache
    def number(value: int) -> str:
        return format_decimal(value, locale=locale)

    def tenths(value: Decimal) -> str:
        return format_decimal(value, format="0.0", locale=locale)

    def percent(value: int) -> str:
        return format_percent(value / 100, locale=locale)

    def listed(words: Sequence[str]) -> str:
        return format_list(words, locale=locale)

    return {
        "date": dated,
        "number": number,
        "tenths": tenths,
        "percent": percent,
        "listed": listed,
    }
