"""Decide whether digits are a phone number of some country, by the phonenumbers library.

The library says whether the digits would ring; this module adds how people group them, since a text
is full of digits that would ring by chance.
"""

import re
from collections.abc import Sequence
from functools import cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType, ValidationResult

SHORTEST_NUMBER = 7  # digits of a number that needs no context
LONGEST_NUMBER = 17  # 15 of E.164, and two to dial abroad
ABROAD = ("0011", "011", "00")  # before the country's code
AMOUNT = re.compile(r"[1-9]\d{0,2}(?:[ ,.']\d{3})+")
AUSTRALIAN = re.compile(r"1[38]00\d{6}")  # 1300 432 273, however it is spaced
YEAR = re.compile(r"(?:19|20)\d\d")
# How many digits stand together in numbers of North America; one block needs words around it.
AMERICAN = ((3, 3, 4), (1, 3, 3, 4), (3, 7), (1, 3, 7), (3, 3, 2, 2))
PAIRS = (2, 2, 2, 2)  # Luxembourg
MOBILE_OR_FREE = frozenset({PhoneNumberType.TOLL_FREE, PhoneNumberType.MOBILE})


def is_phone_number(written: str, groups: Sequence[str], regions: Sequence[str]) -> bool:
    """Return whether `written` is a phone number of one of `regions`, or an international one.

    `groups` are the runs of digits in it, `regions` ISO 3166-1 codes.
    """
    digits = "".join(groups)
    if not SHORTEST_NUMBER <= len(digits) <= LONGEST_NUMBER or all(map(YEAR.fullmatch, groups)):
        return False
    if written.count("(") > written.count(")") or len(set(written) & set(".,:;/_")) > 1:
        return False  # figures in a row, with whatever is between them
    if written.startswith("+"):
        return _is_possible(digits)
    if any(digits.startswith(prefix) and _is_valid(digits, prefix) for prefix in ABROAD):
        return True
    if AMOUNT.fullmatch(written) and not AUSTRALIAN.fullmatch(digits):
        return False
    return any(_is_number_of_region(digits, groups, region) for region in regions)


@cache
def _is_possible(digits: str) -> bool:
    number = _parse_number(f"+{digits}", None)
    if number is None:
        return False
    return phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE


@cache
def _is_valid(digits: str, prefix: str) -> bool:
    number = _parse_number(f"+{digits.removeprefix(prefix)}", None)
    return number is not None and phonenumbers.is_valid_number(number)


def _is_number_of_region(digits: str, groups: Sequence[str], region: str) -> bool:
    """Return whether the digits are written as people in `region` write a number.

    That is with its first 0, where there is one, or with the code of the country; a number without
    a 0 counts only if it is grouped like one.
    """
    number = _parse_valid_number(digits, region)
    if number is None:
        return False
    sizes, national = tuple(map(len, groups)), _format_national(number)
    if number.country_code == 1:
        return digits in {national, f"1{national}"} and _is_american(number, sizes)
    if digits == f"{number.country_code}{number.national_number}":
        # Without its plus, only its spacing tells a number from any long figure.
        return len(groups) > 2
    if national.startswith(("0", "1")):
        return digits == national
    kind = phonenumbers.number_type(number)
    parted = sizes == PAIRS or (len(groups) > 1 and kind in MOBILE_OR_FREE)
    return digits == national and (parted or _is_spelt(sizes))


def _is_american(number: PhoneNumber, sizes: tuple[int, ...]) -> bool:
    """Return whether the groups are those of a number in North America."""
    free = phonenumbers.number_type(number) == PhoneNumberType.TOLL_FREE
    return sizes in AMERICAN or _is_spelt(sizes) or (free and len(sizes) == 1)


def _is_spelt(sizes: tuple[int, ...]) -> bool:
    """Return whether every digit stands alone."""
    return max(sizes) == 1


@cache
def _parse_valid_number(digits: str, region: str) -> PhoneNumber | None:
    """Return the valid number of `region` that the digits are; None if they are none."""
    number = _parse_number(digits, region)
    valid = number is not None and phonenumbers.is_valid_number(number)
    return number if valid else None


def _parse_number(digits: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None


def _format_national(number: PhoneNumber) -> str:
    """Return the digits of `number` as dialled within its country."""
    written = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    return "".join(filter(str.isdecimal, written))


@cache
def is_short_number(digits: str, region: str) -> bool:
    """Return whether `digits` are a short number in `region`: 17, 112, 3919."""
    number = _parse_number(digits, region)
    return number is not None and phonenumbers.is_valid_short_number_for_region(number, region)
