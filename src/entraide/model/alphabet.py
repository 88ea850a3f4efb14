"""The alphabetical order of titles, and the letter under which each is listed.

Unicode's decomposition is enough for it: É is filed as E, œ as oe, Arabic أ as ا; accents decide
between titles that are equal without them. Punctuation does not count, nor does an article at the
start, as in a library: “Les sanctions possibles” stands under S. A script without an alphabet is in
the order of its characters. Of the letters that a language files on their own, only the Spanish Ñ
is known: add others, such as the Swedish Å, with the first site that needs them.
"""

import re
from typing import NamedTuple
from unicodedata import category, combining, name, normalize

from entraide.model.locales import get_language

DIGITS = "0–9"  # the heading of every title that begins with a digit
LETTER_SPELLINGS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "ı": "i"}
)
LAST = "\U0003134a"  # a letter that no title has, after all others
OWN_LETTERS = {"es": {"ñ": f"n{LAST}"}}  # by primary language: what each is filed as
OWN_HEADINGS = {
    spelling: letter.title() for own in OWN_LETTERS.values() for letter, spelling in own.items()
}
NO_ALPHABET = ("CJK", "HIRAGANA", "KATAKANA")  # scripts that one language mixes

# Articles that do not count at the start of a title, by primary language.
ARTICLES = {
    "en": re.compile(r"(?:an?|the)\s+(?=\w)"),
    "fr": re.compile(r"(?:de\s+)?(?:la\s+|l\s*['’]\s*)(?=\w)|(?:les?|une?|du|des)\s+(?=\w)"),
}


class FilingKey(NamedTuple):
    """The sort key of a title: punctuation, then digits, letters, letters of other scripts."""

    rank: int
    base: str
    accented: str
    title: str

    @property
    def letter(self) -> str:
        """The heading under which the title is listed: `E`, `0–9`, `س`, or its first character."""
        if self.rank == 1:
            return DIGITS
        if heading := OWN_HEADINGS.get(self.base[:2]):
            return heading
        return self.base[0].title() if self.base else self.title[:1]


def make_filing_key(title: str, lang: str, script: str = "") -> FilingKey:
    """Return the sort key of `title`, in the language of the BCP 47 tag `lang`.

    `script` is the script of the list; titles in other scripts follow at its end. Two titles have
    equal keys only if they are equal.
    """
    text = _drop_article(title.casefold().translate(LETTER_SPELLINGS), lang)
    for letter, spelling in OWN_LETTERS.get(get_language(lang).lower(), {}).items():
        text = normalize("NFC", text).replace(letter, spelling)
    base = _keep_letters(drop_accents(text))
    rank = _rank_title(base, script)
    return FilingKey(rank, base, normalize("NFKD", text) if base else "", title)


def find_script(text: str) -> str:
    """Return the script of the first letter of `text`, by its name in Unicode: `LATIN`."""
    letter = next((character for character in text if character.isalpha()), "")
    script = name(letter, "").partition(" ")[0] if letter else ""
    return NO_ALPHABET[0] if script in NO_ALPHABET else script


def _drop_article(text: str, lang: str) -> str:
    start = re.sub(r"^\W+", "", text)
    article = ARTICLES.get(get_language(lang).lower())
    match = article.match(start) if article else None
    return start[match.end() :] if match else start


def drop_accents(text: str) -> str:
    """Return `text` without accents and in small letters, for comparisons."""
    letters = normalize("NFKD", text)
    for mark in filter(combining, set(letters)):  # few: texts are long
        letters = letters.replace(mark, "")
    return letters.casefold()


def _keep_letters(text: str) -> str:
    """Return the letters and digits of `text`, with one space between words.

    A shorter title sorts before a longer one that begins with it.
    """
    return " ".join("".join(c if category(c)[0] in "LMN" else " " for c in text).split())


def _rank_title(base: str, script: str) -> int:
    if not base:
        return 0
    if base[0].isdigit():
        return 1
    return 3 if script and find_script(base[0]) != script else 2
