"""The first of a month is an ordinal in French, and no other day is."""

import pytest

from entraide.content.formats import mend_first_day


@pytest.mark.parametrize(
    ("lang", "written", "read"),
    [
        ("fr", "1 septembre 2023", "1er septembre 2023"),
        ("fr-CA", "1 sept. 2023, 10:00:00", "1er sept. 2023, 10:00:00"),
        ("fr", "11 janvier 2011", "11 janvier 2011"),
        ("fr", "21 janvier 2011", "21 janvier 2011"),
        ("en", "September 1, 2023", "September 1, 2023"),
        ("es", "1 de mayo de 2026", "1 de mayo de 2026"),
    ],
)
def test_only_the_first_day_of_a_month_in_french_is_an_ordinal(
    lang: str, written: str, read: str
) -> None:
    assert mend_first_day(written, lang) == read
