"""The words of a text, as search compares them: in small letters, without accents.

overrides/assets/scripts/search/words.js does the same with what is typed, by the tables of this
module (rules.py). Words part at apostrophes: “l’utilisateur” has the words “l”, which tells nothing
(see languages.py), and “utilisateur”.
"""

import re
import unicodedata
from collections import Counter
from html import unescape

HEADING = re.compile(r"<h[1-6]\b[^<>]*>(.*?)</h[1-6]>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
WORD = re.compile(r"[^\W_]+")
MARK = re.compile(  # accents, points of Arabic and Hebrew; and what has no width
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u00ad\u200b-\u200f\u2060\ufeff]"
)
LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ı": "i", "ة": "ه", "ى": "ي"}
LETTER = re.compile(f"[{''.join(LETTERS)}]")
HEADING_WEIGHT = 2  # what a word of a heading counts more


def strip_accents(text: str) -> str:
    """Return `text` in small letters, without accents and other marks."""
    small = text.lower()
    if small.isascii():
        return small
    bare = MARK.sub("", unicodedata.normalize("NFD", small))
    return LETTER.sub(lambda match: LETTERS[match[0]], bare)


def split_words(text: str) -> list[str]:
    """Return the words of `text`, folded."""
    return WORD.findall(strip_accents(text))


def count_words(html: str) -> Counter[str]:
    """Count the words of a text in HTML; those of its headings count more."""
    words = Counter(split_words(unescape(TAG.sub(" ", html))))
    for heading in HEADING.findall(html):
        for word in split_words(unescape(TAG.sub(" ", heading))):
            words[word] += HEADING_WEIGHT
    return words
