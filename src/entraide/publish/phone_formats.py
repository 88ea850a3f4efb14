"""Telephone numbers as people read them where they dial them, by phonenumbers."""

import re
from dataclasses import dataclass

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    country_code_for_region,
    format_number,
    format_out_of_country_calling_number,
    is_nanpa_country,
    parse,
)

from entraide.model.channel import REGIONS

HARMONISED = re.compile(r"116\d{3}")  # one service all over Europe, always written in two groups


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """`text` as read there (`0 805 80 58 17`), `dial` for a link (`+33805805817`, `3018`)."""

    text: str
    dial: str


def make_phone_number(written: str | None, country: str) -> PhoneNumber | None:
    """Make the number `written` as E.164 or as a short number of `country`, dialled as it is.

    None where nothing is written.
    """
    return PhoneNumber(_format_text(written, country), written) if written else None


def _format_text(written: str, country: str) -> str:
    if HARMONISED.fullmatch(written):
        return f"{written[:3]} {written[3:]}"
    try:
        parsed = parse(written, None if country in REGIONS else country)
    except NumberParseException:
        return written
    if parsed.country_code != country_code_for_region(country):
        return format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
    if written.startswith("+") and is_nanpa_country(country):  # with the 1 dialled before it
        return format_out_of_country_calling_number(parsed, country)
    return format_number(parsed, PhoneNumberFormat.NATIONAL)
