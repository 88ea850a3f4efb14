"""Numbers as they are read where they are dialled, and as a link dials them."""

import pytest

from entraide.model.channel import EUROPE, WORLD
from entraide.publish.phone_formats import PhoneNumber, make_phone_number


@pytest.mark.parametrize(
    ("written", "country", "text"),
    [
        ("+33805805817", "FR", "0 805 80 58 17"),
        ("3018", "FR", "3018"),
        ("116006", "FR", "116 006"),
        ("116000", "BE", "116 000"),
        ("+18884958501", "CA", "1 (888) 495-8501"),
        ("+448081689111", "GB", "0808 168 9111"),
        ("000", "AU", "000"),
        ("988", "US", "988"),
        ("+33805805817", WORLD, "+33 805 80 58 17"),
        ("+33805805817", "BE", "+33 805 80 58 17"),
        ("112", WORLD, "112"),
        ("116123", EUROPE, "116 123"),
        ("+4930123456", EUROPE, "+49 30 123456"),
    ],
)
def test_a_number_is_read_as_its_country_reads_it(written: str, country: str, text: str) -> None:
    assert make_phone_number(written, country) == PhoneNumber(text, written)


def test_an_empty_number_gives_none() -> None:
    assert make_phone_number(None, "FR") is None
