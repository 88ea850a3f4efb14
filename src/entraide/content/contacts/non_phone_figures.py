"""Blank figures that are written like phone numbers and are none, before numbers are sought.

They are dates, hours, amounts, articles of law, addresses of machines, versions and codes, known by
their shape alone. What only the words around a figure tell is for `figure_context`.
"""

import re

AMOUNT = r"[1-9]\d{0,2}(?:[ ,.']\d{3})+(?:[.,]\d{1,2})?|\d{1,6}(?:[.,]\d{1,2})?"
UNIT = (
    r"%|€|\$|£|euros?|dollars?|pounds?|francs?|livres?|eur|chf|usd|gbp|cad|aud|crowns|couronnes"
    r"|people|persons?|members?|friends?|times?|personnes?|membres?|amis|fois|words?|mots?"
    r"|seconds?|minutes?|min|hours?|days?|weeks?|months?|years?|h|heures?|jours?|semaines?|mois"
    r"|ans?|années?|secondes?|kb|mb|gb|mo|ko|go|km|cm|mm|m|kg|st|nd|rd|th|er|e|ème"
)
MONTH = (
    r"january|february|march|april|(?-i:May)|june|july|august|september|october|november|december"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
# Among the days: 21/11/26 and 11/21/2026.
SHAPES = re.compile(
    r"(?<![\d+])(?:19|20)\d\d([-./])\d\d?\1\d\d?(?!\d)"  # 2026-11-21, 2020-9-30
    r"|(?<!\d)(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\2(?:19|20)?\d\d(?![\d./-])"
    r"|(?<!\d)(?:0?[1-9]|1[0-2])([/-])(?:0?[1-9]|[12]\d|3[01])\3(?:19|20)?\d\d(?![\d/-])"
    r"|(?<![\d:])(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?:[.,]\d+)?(?![\d:])"  # 10:30, 06:33:51.419
    r"|(?<![\d:])(?:[01]?\d|2[0-4]) ?h ?(?:[0-5]\d)?(?![\d:])"  # 10 h 30
    r"|(?<![\d/])(?:24|7)/(?:24|7)(?![\d/])"
    r"|(?<![\d/])(?:19|20)\d\d/\d{1,4}(?![\d/])"  # 2022/2065, of European law
    r"|(?<![\d-])\d{1,4}(?:-\d{1,2}){0,2}-\d(?![\d-])"  # 222-33-2-2
    r"|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5}|/\d{1,2})?(?![\d.]*\d)"  # 192.168.0.1:80
    r"|(?<![\w+.,])[+-]?(?:0|[1-9]\d{0,2})\.\d+(?![\d.])"  # 48.856613
    r"|(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])"  # a UUID
    r"|(?<!\w)(?!(?:TEL|SMS|FAX)\b)[A-Z]{2,6}-\d[\d-]*"  # CVE-2025-21614
    r"|(?<!\w)97[89](?:[ -]?\d){9}[ -]?[\dX](?!\d)"  # an ISBN
    rf"|(?:€|\$|£) ?(?:{AMOUNT})(?![\d])"
    rf"|(?<!\d)(?<!\d[ .,/-])(?:{AMOUNT}) ?(?:{UNIT})(?!\w)"
    rf"|(?<!\d)(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|er)? (?:of )?(?:{MONTH})(?!\w)"
    rf"|(?<!\w)(?:{MONTH}) (?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d)?(?!\d)",
    re.IGNORECASE,
)
DOTTED = re.compile(r"(?<![\w.])\d+(?:\.\d+){2,}(?![\d.]*\d)")
GLUED = re.compile(
    r"(?<=[^\W\d_])(?<!\btel)(?<!\btél)(?<!\bsms)[\d_]+|[\d_]+(?=[^\W\d_])", re.IGNORECASE
)
BLANK = "\x00"


def blank_other_figures(text: str) -> str:
    """Return `text` with blanks, as many as characters, for each figure that is no phone number."""
    text = IBAN.sub(_blank_account, text) if IBAN.search(text) else text
    return GLUED.sub(_blank, DOTTED.sub(_blank_version, SHAPES.sub(_blank, text)))


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def _blank_version(match: re.Match[str]) -> str:
    """Blank 1.8.19 and 2.5.4.3, but not 01.23.45.67.89, nor a number written digit by digit."""
    sizes = [len(each) for each in match[0].split(".")]
    if 1 not in sizes[1:] or (max(sizes) == 1 and len(sizes) > 6):
        return match[0]
    return _blank(match)


def _blank_account(match: re.Match[str]) -> str:
    """Blank an IBAN only if its check digits are right: letters may stand before a phone number."""
    plain = match[0].replace(" ", "")
    check_digits = "".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])
    return _blank(match) if int(check_digits) % 97 == 1 else match[0]
