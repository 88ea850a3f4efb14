"""A search for the text most like another one, fast enough for 50,000 texts.

Two texts that are three quarters alike share words. So a text is compared, letter by letter, only
with those that have at least a quarter of its *clues*: its rare words, and pairs of its common
words. A like text with fewer clues is not found; it would hardly be of use. Short texts, and few
texts, are compared without clues: a text may be a single word, and differ in it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise

from rapidfuzz import fuzz, process

from entraide.model.reading_time import UNSPACED

FEW_TEXTS = 2000
SHORT = 24  # characters
WORD = re.compile(rf"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})\w)+")
STEM = 5  # letters: what follows them is often an ending
COMMON = 0.01  # of all texts have the word
SHARED = 0.25  # of the clues that are looked for
FEW_CLUES = 4  # are looked for, the rarest
MANY_TEXTS = 500  # are enough to choose from: no further clues are looked for


@dataclass(frozen=True)
class TextIndex:
    """The texts to search in; up to `few` of them are all compared."""

    texts: Sequence[str]
    few: int = FEW_TEXTS

    def find_likest(self, text: str, lowest: int) -> tuple[str, float] | None:
        """Return the text most like `text`, the first of equals, and their likeness in percent.

        None where there is none of at least `lowest` percent.
        """
        texts = [self.texts[number] for number in self._select_numbers(text, lowest)]
        best = process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=lowest)
        return (best[0], best[1]) if best else None

    def _select_numbers(self, text: str, lowest: int) -> Sequence[int]:
        """Return the numbers of the texts that `text` is compared with, in order."""
        if len(self.texts) <= self.few:
            return range(len(self.texts))
        if len(text) <= SHORT:
            return self._list_of_length(*_find_length_bounds(len(text), lowest))
        clues = self._list_clues(_list_stems(text))
        places = sorted((self._numbers[clue] for clue in clues if clue in self._numbers), key=len)
        sizes = accumulate(map(len, places))
        enough = next((at for at, size in enumerate(sizes, 1) if size >= MANY_TEXTS), len(places))
        rarest = places[: max(enough, FEW_CLUES)]
        counts = Counter(chain.from_iterable(rarest))
        return sorted(each for each, count in counts.items() if count >= SHARED * len(rarest))

    def _list_of_length(self, shortest: int, longest: int) -> Sequence[int]:
        lengths, numbers = self._lengths
        return sorted(numbers[bisect_left(lengths, shortest) : bisect_right(lengths, longest)])

    def _list_clues(self, stems: Sequence[str]) -> frozenset[str]:
        """Return the clues of a text with these `stems`, which tell it from other texts."""
        common = [stem for stem in stems if stem in self._common]
        return frozenset(stems).difference(common).union(map(" ".join, pairwise(common)))

    @cached_property
    def _common(self) -> frozenset[str]:
        """The stems that too many texts have to tell one from another."""
        counts = Counter(stem for text in self.texts for stem in {*_list_stems(text)})
        most = COMMON * len(self.texts)
        return frozenset(stem for stem, count in counts.items() if count > most)

    @cached_property
    def _numbers(self) -> Mapping[str, Sequence[int]]:
        """Clue -> the numbers of the texts that have it."""
        numbers: dict[str, list[int]] = {}
        for number, text in enumerate(self.texts):
            for clue in self._list_clues(_list_stems(text)):
                numbers.setdefault(clue, []).append(number)
        return numbers

    @cached_property
    def _lengths(self) -> tuple[Sequence[int], Sequence[int]]:
        """The lengths of all texts in ascending order, and the number of the text of each."""
        numbers = sorted(range(len(self.texts)), key=lambda number: len(self.texts[number]))
        return [len(self.texts[number]) for number in numbers], numbers


def _list_stems(text: str) -> list[str]:
    """Return the stem of each word of `text`, which is its beginning, in order."""
    return [word[:STEM] for word in WORD.findall(text.casefold())]


def _find_length_bounds(length: int, lowest: int) -> tuple[int, int]:
    """Return the least and greatest length of a text `lowest` percent like one of `length`."""
    return -(-length * lowest // (200 - lowest)), length * (200 - lowest) // lowest
