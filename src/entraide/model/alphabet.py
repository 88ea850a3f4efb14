"""Alphabetical order of titles, and the letter that each stands under.

Unicode's decomposition is enough for it: É files as E, œ as oe, Arabic أ as ا; accents decide
between titles that are equal without them. Punctuation does not count, nor does an article at the
start, as in a library: “Les sanctions possibles” stands under S. A script without an alphabet is
in the order of its characters. Letters that a language files on their own, such as the Swedish Å,
are not known here: add them with the first site that needs them.
"""

import re
from typing import NamedTuple
from unicodedata import category, combining, normalize

from entraide.model.locales import get_language

DIGITS = "0–9"  # the heading of every title that begins with a digit
LETTER_SPELLINGS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "ı": "i"}
)

# Articles that do not count at the start of a title, by primary language.
ARTICLES = {
    "en": re.compile(r"(?:an?|the)\s+(?=\w)"),
    "fr": re.compile(r"(?:de\s+)?(?:la\s+|l\s*['’]\s*)(?=\w)|(?:les?|une?|du|des)\s+(?=\w)"),
}


class FilingKey(NamedTuple):
    """The sort key of a title: punctuation comes before digits, digits before letters."""

    rank: int
    base: str
    accented: str
    title: str

    @property
    def letter(self) -> str:
        """The heading that the title stands under: `E`, `0–9`, `س`, or its first character."""
        if self.rank == 1:
            return DIGITS
        return self.base[0].title() if self.base else self.title[:1]


def make_filing_key(title: str, lang: str) -> FilingKey:
    """Return the sort key of `title`, in the language of the BCP 47 tag `lang`.

    Two titles have equal keys only if they are equal.
    """
    text = _drop_article(title.casefold().translate(LETTER_SPELLINGS), lang)
    base = _keep_letters(_drop_accents(text))
    return FilingKey(_rank_title(base), base, normalize("NFKD", text) if base else "", title)


def _drop_article(text: str, lang: str) -> str:
    start = re.sub(r"^\W+", "", text)
    article = ARTICLES.get(get_language(lang).lower())
    match = article.match(start) if article else None
    return start[match.end() :] if match else start


def _drop_accents(text: str) -> str:
    return "".join(c for c in normalize("NFKD", text) if not combining(c)).casefold()


def _keep_letters(text: str) -> str:
    """Return the letters and digits of `text`, one space between words: shorter ones come first."""
    return " ".join("".join(c if category(c)[0] in "LMN" else " " for c in text).split())


def _rank_title(base: str) -> int:
    if not base:
        return 0
    return 1 if base[0].isdigit() else 2
