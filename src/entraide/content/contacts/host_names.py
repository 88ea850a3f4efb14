"""Tell names of sites from other words with points in them: “example.org” from “report.pdf”.

A word without `https://` or `www.` is judged by its end, which has to be one that sites have, and
by what else is written so: names of files, French words in two genders, abbreviations, and a
sentence that ends without a space (“again.It”).
"""

import re
from functools import cache

from entraide.content.babel_locales import get_country_names
from entraide.content.contacts.inclusive_writing import is_inclusive


def _split_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


# Ends that are no word: after a small letter, too, a capital makes them no new sentence.
PLAIN = _split_words("com org net info biz edu gov int mil mobi dev app xyz vip onion example")
# Ends that are words of English or French as well.
WORDS = _split_words(
    "pro blog shop store online site website live club top icu link click page help support chat "
    "social news media tech cloud digital email agency services finance bank money fund trade "
    "world today life global space wiki"
)
# Names of countries' ends that begin a sentence or end a file, or that no site uses.
WORD_CODES = _split_words(
    "ad ai am as at au be ca ci de do er es et id il in is it la ma me my ne no pa re sa se si so "
    "st to tu un us va"
)
FILES = _split_words("md py ps mk rs sh so cc id")  # and fields: user.id
PAGES = _split_words("rs sh so cc id")  # of these, ends of sites where a path follows
UNUSED = _split_words(
    "bl bq bv cp cq dg ea eh ez gb ic mf qo sj ta um un xa xb xk zz"
)  # codes of territories, but of no sites
INDONESIAN = _split_words("ac co go my or sch web")  # go.id is a government
LIBRARIES = frozenset({"asp.net", "ado.net", "vb.net", "socket.io"})
SHORT = _split_words("al art cf cp dr env etc ex fig ibid mr mrs ms nb no op par sq st vs vol")
LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
EDGE = " .,;:!?…()[]“”\"'«»"


def is_host_name(word: str, *, has_path: bool = False) -> bool:
    """Return whether people would take `word` for a site that they can open.

    With `has_path`, a path follows it, as in `t.me/somebody`, which few other things have.
    """
    labels = word.strip(EDGE).split(".")
    if len(labels) < 2 or not all(map(LABEL.fullmatch, labels)):
        return False
    *before, end = labels
    if before[0].lower() == "www" and len(labels) > 2:
        return True
    if end.lower() not in PLAIN | WORDS | _get_country_ends():
        return False
    if has_path:
        files = FILES - PAGES
        return end.lower() not in files and (before[-1].isascii() or not is_inclusive(word))
    return not _is_another_thing(before, end)


def _is_another_thing(before: list[str], end: str) -> bool:
    """Return whether the word is a file, has two genders, is an abbreviation or two sentences."""
    name, last = ".".join([*before, end]), before[-1].lower()
    return (
        (end.lower() in FILES and last not in INDONESIAN)
        or (end == "app" and before[0][:1].isupper())  # of a Mac: Firefox.app
        or is_inclusive(name)
        or name.lower() in LIBRARIES
        or last in SHORT
        or (len(last) == 1 and end.lower() not in PLAIN)
        or (end in {each.capitalize() for each in WORD_CODES | WORDS})
    )


@cache
def _get_country_ends() -> frozenset[str]:
    """Return the ends of names that belong to countries; `uk` and `eu` are no codes of ISO 3166."""
    codes = {str(code).lower() for code in get_country_names()}
    return frozenset(code for code in codes | {"uk", "eu"} if code.isalpha()) - UNUSED
