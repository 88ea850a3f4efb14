"""Find phone numbers in running text, however they are spaced.

A number is what strings digits together and would ring in one of the regions, or with a plus
anywhere; a short number after “call” or « appelez le »; and a number of the project's channels.
Dates, hours, amounts, articles of law, codes and numbers of orders are none.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from entraide.content.contacts.figure_context import (
    LOOK_BACK,
    is_called,
    is_counted,
    is_dialled,
    is_labelled,
)
from entraide.content.contacts.non_phone_figures import blank_other_figures
from entraide.content.contacts.numbering_plans import (
    AMOUNT,
    SHORTEST_NUMBER,
    YEAR,
    is_phone_number,
    is_short_number,
)

REGIONS = ("FR", "BE", "CH", "LU", "CA", "GB", "IE", "US", "AU")  # those of the channels
MOST_GROUPS = 15  # of one number, digit by digit

DIGIT_SEPARATOR = r"(?:[ ./()\-:;_]{1,4}|,)"
DIGIT_RUN = re.compile(rf"(?:\+[ (]?)?\(?\d(?:{DIGIT_SEPARATOR}?\d)*")
DIGITS = re.compile(r"[0-9]+")
SOFT_BREAK = re.compile(r"(?<=\S)\n(?=[ \t>]*[^\s>#|+-])(?![ \t>]*\d{1,2}[.)] )")
QUOTE = re.compile(r"(?<=\n)[ \t]*>[ \t>]*")
MARKER = re.compile(r"(?m)^[ \t>]*\d{1,3}[.)](?=[ \t])")  # of a step


@dataclass(frozen=True, slots=True)
class DigitRun:
    """Digits that stand together: the `text`, the bare `digits`, and where they `start`."""

    text: str
    digits: str
    start: int


@dataclass(frozen=True, slots=True)
class _KnownNumbers:
    """What numbers are judged by: digits from the data, and regions where others may ring."""

    digits: Container[str]
    regions: Sequence[str]  # none where it is the number of something else


def find_phone_numbers(
    text: str, known: Container[str], regions: Sequence[str] = REGIONS
) -> Iterator[DigitRun]:
    """Yield every phone number of `text`, which must be free of masks.

    `known` holds the digits of numbers in the data, `regions` ISO 3166-1 codes. Positions are those
    of `text`; a line break within a paragraph does not end a number.
    """
    start = 0
    for block in text.split("\n\n"):
        if DIGITS.search(block) and DIGITS.search(MARKER.sub("", block)):
            flat = MARKER.sub(_blank, SOFT_BREAK.sub(" ", QUOTE.sub(_blank, block)))
            flat = blank_other_figures(flat)
            for match in DIGIT_RUN.finditer(flat):
                for run in _find_in_run(match, flat, _KnownNumbers(known, regions)):
                    yield DigitRun(run.text, run.digits, start + run.start)
        start += len(block) + 2


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _find_in_run(match: re.Match[str], flat: str, known: _KnownNumbers) -> Iterator[DigitRun]:
    """Yield the run of digits if it is one number, else the parts of it that are numbers.

    At each group of digits, the longest number that begins there is taken.
    """
    groups = [
        DigitRun(group[0], group[0], match.start() + group.start())
        for group in DIGITS.finditer(match[0])
    ]
    if is_labelled(_get_text_before(flat, match.start())):
        known = replace(known, regions=())
    start = 0
    while start < len(groups):
        plus = "+" if start == 0 and match[0].startswith("+") else ""
        for end in range(min(len(groups), start + MOST_GROUPS), start, -1):
            part = groups[start:end]
            if _is_number(part, plus, flat, known):
                yield _join_groups(part, flat)
                start = end
                break
        else:
            start += 1


def _get_text_before(flat: str, start: int) -> str:
    """Return the characters before `start` that may tell what the figure means."""
    return flat[max(0, start - LOOK_BACK) : start].replace("\n", " ")


def _join_groups(groups: list[DigitRun], flat: str) -> DigitRun:
    """Return the groups as one run of digits, with the signs between them."""
    last = groups[-1]
    text = flat[groups[0].start : last.start + len(last.text)]
    return DigitRun(text, "".join(group.digits for group in groups), groups[0].start)


def _is_number(groups: list[DigitRun], plus: str, flat: str, known: _KnownNumbers) -> bool:
    """Return whether the groups are a phone number in this text."""
    part = _join_groups(groups, flat)
    before = _get_text_before(flat, part.start)
    after = flat[part.start + len(part.text) :][:LOOK_BACK].replace("\n", " ")
    if len(part.digits) < SHORTEST_NUMBER:
        return _is_known(part, before, after, known) or _is_short(part, before, after, known)
    if part.digits in known.digits:
        return True
    if is_labelled(before) or not known.regions:
        return False
    digits = [group.digits for group in groups]
    if is_phone_number(plus + part.text, digits, known.regions):
        return True
    return is_dialled(before) and len(part.digits) < 16 and not AMOUNT.fullmatch(part.text)


def _is_known(part: DigitRun, before: str, after: str, known: _KnownNumbers) -> bool:
    """Return whether the digits, four or more, are a number of the data and mean nothing else."""
    return (
        len(part.digits) > 3
        and part.digits in known.digits
        and not YEAR.fullmatch(part.text)
        and not is_labelled(before)
        and not is_counted(before, after)
    )


def _is_short(part: DigitRun, before: str, after: str, known: _KnownNumbers) -> bool:
    """Return whether the words before a short number tell the reader to dial it."""
    if len(part.digits) < 2 or not is_called(before, after) or is_labelled(before):
        return False
    return part.digits in known.digits or any(
        is_short_number(part.digits, r) for r in known.regions
    )
