"""Phone numbers in running text, in whatever way they are spaced.

Whatever strings seven digits or more together and would ring somewhere is one, as is a short
number after “call” or « appelez le », and a number that the project's channels know. Dates, hours,
amounts, articles of law, years and numbers of entries are none.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

import phonenumbers

REGIONS = ("FR", "BE", "CH", "LU", "CA", "GB", "IE", "US", "AU")  # those of the channels
SHORTEST = 7  # digits of a number that needs no context
CERTAIN = 9  # as many digits in a row are a number, whether or not it is one of these regions

BETWEEN = r"(?:[ ./()\-:;_]{1,4}|,)"
RUN = re.compile(rf"(?:\+[ (]?)?\(?\d(?:{BETWEEN}?\d)*")
DIGITS = re.compile(r"[0-9]+")
YEAR = re.compile(r"(?:19|20)\d\d")
SOFT_BREAK = re.compile(r"(?<=\S)\n(?=[ \t>]*[^\s>#|+-])(?![ \t>]*\d{1,2}[.)] )")
QUOTE = re.compile(r"(?<=\n)[ \t]*>[ \t>]*")
MARKER = re.compile(r"(?m)^[ \t>]*\d{1,3}[.)](?=[ \t])")  # of a step

AMOUNT = r"[1-9]\d{0,2}(?:[ ,.']\d{3})+(?:[.,]\d{1,2})?|\d{1,6}(?:[.,]\d{1,2})?"
UNIT = (
    r"%|€|\$|£|euros?|dollars?|pounds?|francs?|livres?|eur|chf|usd|gbp|cad|aud|crowns|couronnes"
    r"|people|persons?|members?|friends?|times?|personnes?|membres?|amis|fois|words?|mots?"
    r"|seconds?|minutes?|min|hours?|days?|weeks?|months?|years?|h|heures?|jours?|semaines?|mois"
    r"|ans?|années?|secondes?|kb|mb|mo|ko|km|cm|m|kg|st|nd|rd|th|er|e|ème"
)
MONTH = (
    r"january|february|march|april|(?-i:May)|june|july|august|september|october|november|december"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
NO_NUMBER = re.compile(
    rf"(?<![\d+])\d{{4}}-\d\d-\d\d(?!\d|{BETWEEN}\d)"  # 2026-11-21
    r"|(?<!\d)(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)"  # 21/11/2026
    r"|(?<![\d:])(?:[01]?\d|2[0-4])(?::[0-5]\d| ?h ?(?:[0-5]\d)?)(?![\d:])"  # 10:30, 10 h 30
    r"|(?<![\d/])(?:24|7)/(?:24|7)(?![\d/])"
    r"|(?<![\d/])(?:19|20)\d\d/\d{1,4}(?![\d/])"  # 2022/2065, of European law
    r"|(?<![\d-])\d{1,4}(?:-\d{1,2}){0,2}-\d(?![\d-])"  # 222-33-2-2
    rf"|(?:€|\$|£) ?(?:{AMOUNT})(?![\d])"
    rf"|(?<!\d)(?<!\d[ .,/-])(?:{AMOUNT}) ?(?:{UNIT})(?!\w)"
    rf"|(?<!\d)(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|er)? (?:of )?(?:{MONTH})(?!\w)",
    re.IGNORECASE,
)

NUMBERED = re.compile(
    r"(?:\b(?:entry|entries|fiches?|articles?|art\.|n[o°]\.?|page)|#) ?$", re.IGNORECASE
)
CALLING = re.compile(
    r"\b(?:call(?:ing|s|ed)?|dial(?:ling|ing)?|ring(?:ing)?|text(?:ing)?|phone|telephone|sms|tel"
    r"|numbers?|hotline|helpline|reach(?:ed)?|appel(?:ez|er|le|les|lez|ant)|compos(?:ez|er|ant)"
    r"|faites|faire|t[ée]l[ée]phon(?:ez|er)|t[ée]l|joi(?:gnez|ndre|gnable)|contact(?:ez|er)"
    r"|num[ée]ros?|texto|ligne|au)\b ?[.:]?"
    r"(?: (?:the|to|on|at|by|free|number|police|them|us|now|is|it|emergency|line|le|la|les|au|aux"
    r"|du|par|est|message|sms|texto|gratuitement|directement|num[ée]ro|vite|tout de suite|to?)"
    r"\b:?){0,4}"
    r"(?:,? ?\d{2,6},? (?:or|and|then|ou|et|puis)(?: (?:the|to|le|au|a))?)* ?[(\"“«]* ?$",
    re.IGNORECASE,
)
FROM = re.compile(r"\b(?:du|from|entre|between) \d{1,2}(?:er)? (?:au|to|et|and) ?$", re.IGNORECASE)
LOOK_BACK = 80  # characters before a short number in which it may be called one


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that stand together: as written, the bare digits, and where it begins."""

    written: str
    digits: str
    start: int


def phone_numbers(text: str, known: Container[str]) -> Iterator[Run]:
    """Every phone number of `text`, which is unmasked; `known` holds the digits of some.

    Places are those of `text`, whose line breaks within a paragraph part nothing.
    """
    start = 0
    for block in text.split("\n\n"):
        if DIGITS.search(block) and DIGITS.search(MARKER.sub("", block)):
            flat = MARKER.sub(_blanks, SOFT_BREAK.sub(" ", QUOTE.sub(_blanks, block)))
            flat = NO_NUMBER.sub(lambda found: "\x00" * len(found[0]), flat)
            for found in RUN.finditer(flat):
                for run in _numbers_in(found, flat, known):
                    yield Run(run.written, run.digits, start + run.start)
        start += len(block) + 2


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _numbers_in(found: re.Match[str], flat: str, known: Container[str]) -> Iterator[Run]:
    """The whole of it, or else the parts that are numbers by themselves."""
    groups = [
        Run(group[0], group[0], found.start() + group.start())
        for group in DIGITS.finditer(found[0])
    ]
    whole = _joined(groups, flat)
    if _rings(found[0], whole, groups):
        yield whole
        return
    place = 0
    while place < len(groups):
        for end in range(len(groups), place, -1):
            part = _joined(groups[place:end], flat)
            if _is_known(part, flat, known) or _is_called(part, flat, known):
                yield part
                place = end
                break
        else:
            place += 1


def _joined(groups: list[Run], flat: str) -> Run:
    last = groups[-1]
    written = flat[groups[0].start : last.start + len(last.written)]
    return Run(written, "".join(group.digits for group in groups), groups[0].start)


def _rings(written: str, whole: Run, groups: list[Run]) -> bool:
    """Whether somebody would answer, in one of the regions or, with a plus, anywhere."""
    count = len(whole.digits)
    if count < SHORTEST or all(YEAR.fullmatch(group.digits) for group in groups):
        return False
    if count >= CERTAIN or written.startswith("+"):
        return True
    return not _is_grouped(whole.written) and any(_is_valid(whole.digits, r) for r in REGIONS)


def _is_grouped(written: str) -> bool:
    """1 500 000 is a sum, whatever is counted."""
    return re.fullmatch(r"[1-9]\d{0,2}(?:[ ,.']\d{3})+", written) is not None


@cache
def _is_valid(digits: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, region))
    except phonenumbers.NumberParseException:
        return False


def _is_known(part: Run, flat: str, known: Container[str]) -> bool:
    """Whether it is a channel's number, four digits long or more, and nothing else."""
    before = flat[max(0, part.start - LOOK_BACK) : part.start]
    return (
        len(part.digits) > 3
        and part.digits in known
        and not YEAR.fullmatch(part.written)
        and not NUMBERED.search(before)
    )


def _is_called(part: Run, flat: str, known: Container[str]) -> bool:
    """Whether the words before it tell the reader to dial it."""
    if not 2 <= len(part.digits) < SHORTEST:
        return False
    before = flat[max(0, part.start - LOOK_BACK) : part.start].replace("\n", " ")
    if not CALLING.search(before) or FROM.search(before):
        return False
    return part.digits in known or any(_is_short(part.digits, region) for region in REGIONS)


@cache
def _is_short(digits: str, region: str) -> bool:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_short_number_for_region(number, region)
