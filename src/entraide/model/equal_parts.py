"""Protected parts that a translation may write otherwise, such as numbers and dates.

A number may be a word, the name of a month in a date, have other digits or be on another clock; a
link may lead to the same page in another language. The page for proposals does the same in
equal_parts.js, by the same tables.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import decimal

# How numbers are said, in the languages that have catalogs and their neighbours; small letters.
WORDS = {
    "1": "one|une?|eine?[mnrs]?|un[oa]|uma?|één|een|واحدة?"
    "|first|premi(?:er|ère)|erste[nr]?|primer[oa]?",
    "2": "two|twice|deux|zwei|dos|due|dois|duas|twee|second|deuxième|zweite[nr]?|segund[oa]"
    "|اثن(?:ان|ين|تان|تين)|يوم(?:ان|ين)|ساعت(?:ان|ين)",
    "3": "three|trois|drei|tres|tre|três|drie|ثلاثة?|third|troisième|dritte[nr]?|tercer[oa]?",
    "4": "four|quatre|vier|cuatro|quattro|quatro|أربعة?|fourth|quatrième|vierte[nr]?|cuart[oa]",
    "5": "five|cinq|fünf|cinco|cinque|vijf|خمسة?|fifth|cinquième|fünfte[nr]?|quint[oa]",
    "6": "six|sechs|seis|sei|zes|ستة?|sixth|sixième|sechste[nr]?|sext[oa]",
    "7": "seven|sept|sieben|siete|sette|sete|zeven|سبعة?",
    "8": "eight|huit|acht|ocho|otto|oito|ثماني(?:ة)?",
    "9": "nine|neuf|neun|nueve|nove|negen|تسعة?",
    "10": "ten|dix|zehn|diez|dieci|dez|tien|عشرة?",
    "11": "eleven|onze|elf|undici",
    "12": "twelve|douze|zwölf|doce|dodici|doze|twaalf",
    "15": "fifteen|quinze|fünfzehn|quince|quindici|vijftien",
    "20": "twenty|vingt|zwanzig|veinte|venti|vinte|twintig",
    "24": "twenty-four|vingt-quatre|vierundzwanzig|one day|une? jour(?:née)?|einen? tag|un día",
    "30": "thirty|trente|dreißig|treinta|trenta|trinta|dertig",
    "48": "forty-eight|quarante-huit|two days|deux jours|zwei tagen?|dos días|يوم(?:ان|ين)",
    "100": "a hundred|one hundred|cent|hundert|cien|cento|cem|honderd|مئة|مائة",
    "1000": "a thousand|one thousand|mille|tausend|mil|duizend|ألف",
}
NUMBER_WORDS = {number: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for number, words in WORDS.items()}
# The names of months, whole and cut short, in the same languages.
MONTHS = (
    "jan(?:uary|uari)?|janv(?:ier)?|jänner|januar|ene(?:ro)?|gen(?:naio)?|janeiro|يناير",
    "feb(?:ruary|ruar|ruari|rero|braio)?|févr?(?:ier)?|fev(?:ereiro)?|فبراير",
    "mar(?:ch|s|zo|ço)?|märz|mrz|maart|mrt|مارس",
    "apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|أبريل|إبريل",
    "may|mai|mayo|mag(?:gio)?|maio|mei|مايو",
    "june?|juin|juni|jun(?:io|ho)|giu(?:gno)?|يونيو|يونية",
    "july?|juil(?:let)?|juli|jul(?:io|ho)|lug(?:lio)?|يوليو|يولية",
    "aug(?:ust|ustus)?|août|ago(?:sto)?|أغسطس",
    "sept?(?:ember|embre|iembre)?|set(?:tembre|embro)?|سبتمبر",
    "o[ck]t(?:ober|obre|ubre)?|out(?:ubro)?|ott(?:obre)?|أكتوبر",
    "nov(?:ember|embre|iembre|embro)?|نوفمبر",
    "de[cz](?:ember|embro|iembre)?|d[éi]c(?:embre)?|dic(?:iembre)?|ديسمبر",
)
MONTH_NAMES = {
    str(number): re.compile(rf"(?<!\w)(?:{names})(?!\w)") for number, names in enumerate(MONTHS, 1)
}
# A date in numbers alone: “05/11/2026”, “2026-11-05”, “5.11.”, “11月5日”.
DATE = re.compile(
    r"(?<![\d./-])(?:\d{1,2}月|(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}([/.-])\s?\d{1,2}(?:\1\s?(?:\d{4}|(?P<year>\d\d)))?\.?)(?!\d))"
)
DATE_PART = re.compile(r"\d{1,2}(?!\d)")
# On a clock of twelve hours: “5 p.m.”, “5:30 pm”.
HALF_DAY = re.compile(r"(?<!\d)(?P<hour>\d{1,2})(?:[:.]\d\d)?\s*(?P<half>[apAP])\.?\s?[mM](?!\w)")
FULL_HOUR = re.compile(r"\d\s?[h:]\s?00(?!\d)")
# Where an address names a language: “/en/”, “fr.”, “lang=de”, “page-fr.html”.
LANGUAGE_PART = re.compile(
    r"(?<=[/.=_-])[a-z]{2}(?:[-_][a-zA-Z]{2})?(?=[/.?#&]|\Z)|(?<=//)[a-z]{2}(?=\.)"
)
IS_NUMBER = re.compile(r"\A\d+\Z")
IS_ADDRESS = re.compile(r"\Ahttps?://")
ZERO = re.compile(r"\A0(?=\d\Z)")


def drop_equal_parts(
    lacking: Sequence[str], beside: Sequence[str], source: str, text: str
) -> tuple[list[str], list[str]]:
    """Return `lacking` and `beside` without parts that the other side has in another form.

    `lacking` are parts of `source` that the translation `text` does not have, `beside` parts of
    `text` that `source` does not have.
    """
    left, right = list(lacking), list(beside)
    for part, other in list(_iter_equal_pairs(left, right, source, text)):
        if part in left and other in right:
            left.remove(part)
            right.remove(other)
    return list(_iter_unsaid(left, source, text)), list(_iter_unsaid(right, text, source))


def _iter_equal_pairs(
    lacking: Sequence[str], beside: Sequence[str], source: str, text: str
) -> Iterator[tuple[str, str]]:
    """Yield pairs of a part of one side and a part of the other that may be equal."""
    longer = set(_iter_longer_forms(source)), set(_iter_longer_forms(text))
    for part in lacking:
        for other in beside:
            one, two = normalize_part(part), normalize_part(other)
            if one == two or (one, two) in longer[0] or (two, one) in longer[1]:
                yield part, other


def normalize_part(part: str) -> str:
    """Return a number in plain digits, an address without its language, other parts unchanged."""
    if IS_NUMBER.search(part):
        return ZERO.sub("", "".join(str(decimal(digit)) for digit in part))
    return LANGUAGE_PART.sub("*", part) if IS_ADDRESS.search(part) else part


def _iter_longer_forms(text: str) -> Iterator[tuple[str, str]]:
    """Yield pairs: hours of a clock of twelve and of 24, short years of dates and whole ones."""
    for match in HALF_DAY.finditer(text):
        hour = int(match["hour"])
        late = match["half"] in "pP"
        yield str(hour), str(hour % 12 + (12 if late else 0))
    for match in DATE.finditer(text):
        if year := match["year"]:
            yield normalize_part(year), f"20{year}"
            yield normalize_part(year), f"19{year}"


def _iter_unsaid(parts: Sequence[str], own: str, other: str) -> Iterator[str]:
    """Yield the `parts` of the text `own` that the text `other` does not have in words either."""
    counts: dict[str, int] = {}
    months = {
        normalize_part(one) for date in DATE.finditer(own) for one in DATE_PART.findall(date[0])
    }
    for part in parts:
        number = normalize_part(part)
        if number not in counts:
            counts[number] = _count_words(NUMBER_WORDS, number, other)
            if number in months:
                named = _count_words(MONTH_NAMES, number, own)
                counts[number] += max(_count_words(MONTH_NAMES, number, other) - named, 0)
        if number == "0" and FULL_HOUR.search(own):
            continue
        counts[number] -= 1
        if counts[number] < 0:
            yield part


def _count_words(patterns: Mapping[str, re.Pattern[str]], number: str, text: str) -> int:
    return len(patterns[number].findall(text.lower())) if number in patterns else 0
