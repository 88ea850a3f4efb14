"""Dates and lists as a language writes them: a bare `en` is British; « 1er » stands in French."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from entraide.content.formats import format_day, format_month, make_filters, mend_first_day

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("lang", "day", "moment", "words"),
    [
        ("en", "21 November 2026", "21 Nov 2026, 14:05:00", "a, b and c"),
        ("EN", "21 November 2026", "21 Nov 2026, 14:05:00", "a, b and c"),
        ("en-GB", "21 November 2026", "21 Nov 2026, 14:05:00", "a, b and c"),
        ("en-US", "November 21, 2026", "Nov 21, 2026, 2:05:00\u202fPM", "a, b, and c"),
        ("fr", "21 novembre 2026", "21 nov. 2026, 14:05:00", "a, b et c"),
    ],
)
def test_english_without_a_country_is_british(lang: str, day: str, moment: str, words: str) -> None:
    filters = make_filters(lang)
    assert (format_day(DAY, lang), filters["date"](DAY)) == (day, day)
    assert filters["moment"](datetime(2026, 11, 21, 14, 5, tzinfo=UTC)) == moment
    assert filters["listed"](["a", "b", "c"]) == words


@pytest.mark.parametrize(("lang", "month"), [("en", "May 2026"), ("fr", "mai 2026")])
def test_a_month_is_written_with_its_year(lang: str, month: str) -> None:
    assert format_month(date(2026, 5, 1), lang) == month


@pytest.mark.parametrize(
    ("lang", "written", "read"),
    [
        ("fr", "1 septembre 2023", "1er septembre 2023"),
        ("fr-CA", "1 sept. 2023, 10:00:00", "1er sept. 2023, 10:00:00"),
        ("fr", "11 janvier 2011", "11 janvier 2011"),
        ("fr", "21 janvier 2011", "21 janvier 2011"),
        ("en", "1 September 2023", "1 September 2023"),
        ("es", "1 de mayo de 2026", "1 de mayo de 2026"),
    ],
)
def test_only_the_first_day_of_a_month_in_french_is_an_ordinal(
    lang: str, written: str, read: str
) -> None:
    assert mend_first_day(written, lang) == read


@pytest.mark.parametrize(
    ("value", "shown"), [(2.25, "2.3"), (Decimal("2.25"), "2.3"), (2.35, "2.4")]
)
def test_staff_and_readers_see_one_average(value: Decimal | float, shown: str) -> None:
    assert make_filters("en")["tenths"](value) == shown
