"""How long an entry takes to read."""

import re
from math import ceil
from string import punctuation

# Silent reading of English non-fiction: 238 words a minute on average, 175 to 300 for most adults
# (M. Brysbaert, “How many words do we read per minute?”, Journal of Memory and Language 109, 2019).
# The slow end: our readers are frightened, tired, or read a language that is not their first.
WORDS_PER_MINUTE = 175

TARGET = re.compile(r"\]\([^()]*\)")  # of a link or an image; its words stay
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # kana, ideographs: each one is a word
MARKS = frozenset(punctuation + "«»“”‘’…–—。、，！？：；「」")


def count_words(markdown: str) -> int:
    """Count the words that a reader of `markdown` reads: no addresses, no punctuation."""
    text = TARGET.sub("]", markdown)
    spaced, characters = UNSPACED.subn(" ", text)
    words = sum(not MARKS.issuperset(word) for word in spaced.split())
    return words + characters - text.count("[!")  # the kind of a callout: [!WARNING]


def estimate_reading_minutes(markdown: str) -> int:
    """Estimate whole minutes, rounded up, at least one: nobody takes longer than promised."""
    return max(1, ceil(count_words(markdown) / WORDS_PER_MINUTE))
