"""Numbers to dial: those that exist, where they are dialled."""

import pytest

from entraide.content.data.channel_numbers import can_be_dialled


@pytest.mark.parametrize(
    ("number", "country", "good"),
    [
        ("+33805805817", "FR", True),
        ("+33805805817", "BE", False),
        ("+338058058170", "FR", False),
        ("+18884958501", "CA", True),
        ("+18884958501", "US", True),
        ("+442079460000", "international", True),
        ("3018", "international", False),
        ("112", "international", True),
        ("116016", "international", False),
        ("116016", "europe", True),
        ("3018", "europe", False),
        ("+442079460000", "europe", True),
        ("3018", "FR", True),
        ("3018", "GB", False),
        ("7726", "GB", True),
        ("000", "AU", True),
        ("131114", "AU", True),
        ("131114", "GB", False),
        ("7726", "CA", True),
        ("00", "AU", False),
        ("116000", "BE", True),
    ],
)
def test_a_number_is_one_that_somebody_can_dial(number: str, country: str, *, good: bool) -> None:
    assert can_be_dialled(number, country) is good
