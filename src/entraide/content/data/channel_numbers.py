"""Decide whether a channel's number exists: one digit too many costs somebody a call for help."""

from phonenumbers import (
    NumberParseException,
    country_code_for_region,
    is_valid_number,
    is_valid_short_number_for_region,
    parse,
)

from entraide.model.channel import EUROPE, REGIONS, WORLD

# Short numbers in use that the library does not have: (country, number).
SHORT_NUMBERS = frozenset(
    {
        *((country, "7726") for country in ("CA", "GB")),  # where operators take scam texts
        (WORLD, "112"),  # which mobile phones dial as the emergency number of many countries
        # One service all over Europe, by decisions of the European Union.
        *((EUROPE, number) for number in ("112", "116000", "116006", "116016", "116111", "116123")),
    }
)


def can_be_dialled(number: str, country: str) -> bool:
    """Return whether `number` exists: a full one (`+33…`) of `country`, or a short one there.

    One of a region may have a full number of any country, and the short ones of SHORT_NUMBERS.
    """
    if (country, number) in SHORT_NUMBERS:
        return True
    try:
        parsed = parse(number, None if number.startswith("+") else country)
    except NumberParseException:
        return False
    if not number.startswith("+"):
        whole = is_valid_number(parsed) and number == str(parsed.national_number)  # 13 11 14 in AU
        return whole or is_valid_short_number_for_region(parsed, country)
    here = country in REGIONS or parsed.country_code == country_code_for_region(country)
    return here and is_valid_number(parsed)
