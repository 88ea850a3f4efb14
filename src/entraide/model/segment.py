"""Segments: the smallest pieces of Markdown that are translated.

A segment has a position among those of its version: the heading it stands below, its kind, and its
order there. Its text is Markdown as written, without the marks that make the block. It is known by
a digest of that text, so that an edit elsewhere does not rename it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from entraide.model.part_patterns import PartPattern, count_parts
from entraide.model.placeholders import PLACEHOLDER


class SegmentKind(StrEnum):
    """What a segment is in its text."""

    FIELD = "field"  # of the front matter
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CALLOUT = "callout"
    CELL = "cell"
    FOOTNOTE = "note"
    SECTION = "section"  # a whole one, where two languages are built otherwise


class SegmentState(StrEnum):
    """What the text of a segment, or the target of a unit, is in relation to its source."""

    SOURCE = "source"  # it is the source itself
    CURRENT = "current"
    CHANGED = "changed"  # made from something else, or beside something that went away
    MISSING = "missing"
    KEPT = "kept"  # the target alone has it: there is no source, and it stays


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment of a version. `section` counts the headings above it, from 0.

    `order` counts the segments of its kind in that section, from 0. A segment that a record
    remembers by its digest alone has no text.
    """

    kind: SegmentKind
    section: int
    order: int
    text: str
    digest: str = ""

    def __post_init__(self) -> None:
        if not self.digest:
            object.__setattr__(self, "digest", compute_digest(self.text))

    @property
    def position(self) -> tuple[int, SegmentKind, int]:
        """The place of the segment: its section, its kind and its order there."""
        return self.section, self.kind, self.order


def compute_digest(text: str) -> str:
    """Return 16 hex digits that stand for `text` in records, keys and published data.

    Line breaks make no difference. It is a part of SHA-256: no two texts of a site have the same
    one. For what a bundle says of the text it was exported with, see `compute_checksum`.
    """
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def list_digests(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the digests of `texts`, each once, sorted: the same in every process."""
    return tuple(sorted({compute_digest(text) for text in texts}))


# What typography alone changes: `entraide fix` writes it, and nobody has to translate it anew.
PLAIN_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "…": "..."}
)
MARK_SPACES = re.compile(r"\s*([;:!?])|(?<=\")\s+|\s+(?=\")")


def is_same_wording(text: str, other: str) -> bool:
    """Return whether two texts differ in nothing but typography and line breaks."""
    return text == other or _strip_typography(text) == _strip_typography(other)


def _strip_typography(text: str) -> str:
    plain = MARK_SPACES.sub(lambda match: match[1] or "", text.translate(PLAIN_MARKS))
    return " ".join(plain.split())


def make_segments(kinds_and_texts: Iterable[tuple[SegmentKind, str]]) -> Iterator[Segment]:
    """Yield the segments of a version from their kinds and texts, in reading order."""
    section, orders = 0, Counter[SegmentKind]()
    for kind, text in kinds_and_texts:
        if kind is SegmentKind.HEADING:
            section, orders = section + 1, Counter()
        yield Segment(kind, section, orders[kind], text)
        orders[kind] += 1


# What a translator must not change: it is the same in every language, or names something of ours.
CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
COMMENT = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)  # seen by no reader
TARGET = re.compile(
    r"(?<=\]\()\s*<?(?P<part>(?<=<)[^<>\n]*(?=>)|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"
)
REFERENCE = re.compile(r"(?<=\])\[[^\]]+\]")
AUTOLINK = re.compile(r"<[a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]*>")
IMAGE = re.compile(r"(?<=<[iI][mM][gG])[^<>]*?\s[sS][rR][cC]\s*=\s*[\"']?(?P<part>[^\s\"'<>]+)")
FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
NUMBER = re.compile(r"\d+(?:[.,\u2009\u202f\u00a0 ]\d{3}(?!\d))*")  # in “5.11.2026” are three
BEFORE_SEPARATOR = re.compile(r"(\d)[.,\u2009\u202f\u00a0 ]")
SIGNS = re.compile(r"[`{<\[\]\d]")  # each of the patterns above has one of them
# The anchor of a page is made of the words of a heading, in each language; “#” alone stays of it.
ANCHOR = re.compile(r"\A((?:(?!://)[^#])+(?=#)|#).*", re.DOTALL)
PROTECTED = (
    PartPattern(CODE),
    PartPattern(COMMENT, in_source=False, in_text=False),
    *(PartPattern(pattern) for pattern in (PLACEHOLDER, AUTOLINK, FOOTNOTE, REFERENCE)),
    *(PartPattern(pattern, tidying=ANCHOR) for pattern in (TARGET, IMAGE)),
    PartPattern(NUMBER, tidying=BEFORE_SEPARATOR),
)


def count_protected_parts(text: str) -> Counter[str]:
    """Count the parts of a segment that its translation must have too, equally often.

    These are code, placeholders, footnotes, references, addresses and numbers.
    """
    return count_parts(PROTECTED, "", text)[1] if SIGNS.search(text) else Counter()


@lru_cache(maxsize=256)  # each locale asks, a few times
def is_translatable(text: str) -> bool:
    """Return whether there are words in `text` beside its protected parts."""
    if SIGNS.search(text):
        for pattern in (CODE, COMMENT, PLACEHOLDER, TARGET, AUTOLINK, FOOTNOTE):
            text = pattern.sub(" ", text)
    return any(sign.isalpha() for sign in text)


FEW_WORDS = 2  # a name, or a word that two languages share


def is_copied(source: str, target: str) -> bool:
    """Return whether `target` repeats `source`, and that is more than a name."""
    if not is_same_wording(source, target):
        return False
    for pattern in (CODE, COMMENT, PLACEHOLDER, TARGET, AUTOLINK):
        source = pattern.sub(" ", source)
    words = [word for word in source.split() if any(sign.isalpha() for sign in word)]
    return len(words) > FEW_WORDS


def compare_protected_parts(source: str, target: str) -> tuple[list[str], list[str]]:
    """Compare the protected parts of two texts.

    Return those of `source` that `target` lacks, then those of `target` that `source` lacks.
    """
    source_counts, target_counts = count_protected_parts(source), count_protected_parts(target)
    return sorted((source_counts - target_counts).elements()), sorted(
        (target_counts - source_counts).elements()
    )
