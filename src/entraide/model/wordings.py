"""The search for wordings in texts, however they are spaced, hyphened, emphasised or quoted.

Most texts have few of them, so a plain search for the longest word of each comes first: it takes a
tenth of the time of a pattern. Texts must be in Unicode's NFC and in small letters.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

# What may stand between two words: any space, a line’s end within a quote, marks of emphasis.
GAP = r"(?:[\s*_>]|&nbsp;)+"
LOOSE_PATTERNS = {" ": GAP, "’": "['’ʼ]", "'": "['’ʼ]", "-": "[-\u2010\u2011]"}
WORD = re.compile(r"\w+")
BESIDE = r"[\w-]"  # what makes a wording a part of another word
DOTTED_CAPITAL_I = "İ"  # the one letter whose small letter is two characters: it stays as it is

# A word, and the patterns that only a text with this word can have. They begin with a letter,
# which is what makes them fast.
WordingPatterns = tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
Spans = list[tuple[int, int]]  # start and end of each


def compile_wordings(wordings: Iterable[str]) -> WordingPatterns:
    """Return the patterns by which `find_wordings` searches for `wordings`."""
    groups: defaultdict[str, list[re.Pattern[str]]] = defaultdict(list)
    for wording in sorted({to_small_letters(to_nfc(wording)) for wording in wordings}, key=len):
        part = max(WORD.findall(wording), key=len, default=wording)
        shorter = next((known for known in groups if known in part), part)
        groups[shorter].append(compile_wording(wording))
    return tuple((part, tuple(patterns)) for part, patterns in groups.items())


def find_wordings(wordings: WordingPatterns, small: str) -> Spans:
    """Return where a text in `small` letters contains one of the wordings, in order.

    Of two that begin at one place, the longer counts.
    """
    places = [
        match.span()
        for part, patterns in wordings
        if part in small
        for pattern in patterns
        for match in pattern.finditer(small)
    ]
    return _drop_overlaps(sorted(places, key=lambda span: (span[0], -span[1])))


def to_nfc(text: str) -> str:
    """Return `text` in Unicode's NFC, each letter composed with its accents."""
    return unicodedata.normalize("NFC", text)


def to_small_letters(text: str) -> str:
    """Return `text`, in NFC, in small letters and of the same length."""
    return DOTTED_CAPITAL_I.join(part.lower() for part in text.split(DOTTED_CAPITAL_I))


def compile_wording(wording: str) -> re.Pattern[str]:
    """Return the pattern of a wording, in NFC, for texts in small letters."""
    letters = to_small_letters(wording)
    # What stands before it is looked at behind its first letter: a search for one letter is fast.
    first, *rest = (LOOSE_PATTERNS.get(letter) or re.escape(letter) for letter in letters)
    return re.compile(rf"{first}(?<!{BESIDE}{first}){''.join(rest)}(?!{BESIDE})")


def _drop_overlaps(places: Spans) -> Spans:
    """Return `places` without those that begin within the previous one."""
    separate_spans: Spans = []
    for span in places:
        if not separate_spans or span[0] >= separate_spans[-1][1]:
            separate_spans.append(span)
    return separate_spans
