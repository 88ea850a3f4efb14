"""Whether somebody would answer: digits, as dialled in one of some countries or from anywhere."""

import re
from collections.abc import Sequence
from functools import cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType, ValidationResult

SHORTEST = 7  # digits of a number that needs no context
LONGEST = 17  # 15 of E.164, and two to dial abroad
ABROAD = ("0011", "011", "00")  # before the country's code
AMOUNT = re.compile(r"[1-9]\d{0,2}(?:[ ,.']\d{3})+")
AUSTRALIAN = re.compile(r"1[38]00\d{6}")  # 1300 432 273, however it is spaced
YEAR = re.compile(r"(?:19|20)\d\d")
# How many digits stand together in numbers of North America; one block needs words around it.
AMERICAN = ((3, 3, 4), (1, 3, 3, 4), (3, 7), (1, 3, 7), (3, 3, 2, 2))
PAIRS = (2, 2, 2, 2)  # Luxembourg
MOBILE_OR_FREE = frozenset({PhoneNumberType.TOLL_FREE, PhoneNumberType.MOBILE})


def is_phone_number(written: str, groups: Sequence[str], regions: Sequence[str]) -> bool:
    """Whether `written`, with these groups of digits, is a number of a region or of the world."""
    digits = "".join(groups)
    if not SHORTEST <= len(digits) <= LONGEST or all(map(YEAR.fullmatch, groups)):
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
    """As people write it there: with its first 0, where there is one; or with the country's code.

    Without a 0, the way in which it is parted has to be that of a number.
    """
    number = _parse_valid_number(digits, region)
    if number is None:
        return False
    sizes, national = tuple(map(len, groups)), _format_national(number)
    if number.country_code == 1:
        return digits in {national, f"1{national}"} and _is_american(number, sizes)
    if digits == f"{number.country_code}{number.national_number}":
        return len(groups) > 2
    if national.startswith(("0", "1")):
        return digits == national
    kind = phonenumbers.number_type(number)
    parted = sizes == PAIRS or (len(groups) > 1 and kind in MOBILE_OR_FREE)
    return digits == national and (parted or _is_spelt(sizes))


def _is_american(number: PhoneNumber, sizes: tuple[int, ...]) -> bool:
    free = phonenumbers.number_type(number) == PhoneNumberType.TOLL_FREE
    return sizes in AMERICAN or _is_spelt(sizes) or (free and len(sizes) == 1)


def _is_spelt(sizes: tuple[int, ...]) -> bool:
    """Digit by digit."""
    return max(sizes) == 1


@cache
def _parse_valid_number(digits: str, region: str) -> PhoneNumber | None:
    """The valid number of `region` that these digits are, if any."""
    number = _parse_number(digits, region)
    valid = number is not None and phonenumbers.is_valid_number(number)
    return number if valid else None


def _parse_number(digits: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None


def _format_national(number: PhoneNumber) -> str:
    written = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    return "".join(filter(str.isdecimal, written))


@cache
def is_short_number(digits: str, region: str) -> bool:
    """Whether `digits` are a short number there: 17, 112, 3919."""
    number = _parse_number(digits, region)
    return number is not None and phonenumbers.is_valid_short_number_for_region(number, region)
