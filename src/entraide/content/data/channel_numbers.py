"""Decide whether a channel's number exists: one digit too many costs somebody a call for help."""

from phonenumbers import (
    NumberParseException,
    country_code_for_region,
    is_valid_number,
    is_valid_short_number_for_region,
    parse,
)

from entraide.model.channel import WORLD

# Short numbers in use that the library does not have: (country, number).
SHORT_NUMBERS = frozenset({("GB", "7726")})  # where British operators take scam texts


def can_be_dialled(number: str, country: str) -> bool:
    """Return whether `number` exists: a full one (`+33…`) of `country`, or a short one there.

    An international service may have a full number of any country, and no short one.
    """
    if (country, number) in SHORT_NUMBERS:
        return True
    try:
        parsed = parse(number, None if number.startswith("+") else country)
    except NumberParseException:
        return False
    if not number.startswith("+"):
        return is_valid_short_number_for_region(parsed, country)
    here = country == WORLD or parsed.country_code == country_code_for_region(country)
    return here and is_valid_number(parsed)
