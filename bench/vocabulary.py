"""Made-up words, so that a corpus of any size has the words of a real one.

A language has more than 10,000 topic words built from its own syllables, drawn as words are in
nature (the word of rank r about as often as 1 / r), and the real little words that hold sentences
together. The same seed makes the same words anywhere.
"""

import random
from dataclasses import dataclass
from itertools import accumulate

SIZE = 20_000  # topic words of a language
EXPONENT = 0.8  # Zipf: lower makes rare words more common


@dataclass(frozen=True, slots=True)
class Syllables:
    """What the words of a language are made of."""

    starts: str
    vowels: str
    ends: str
    glue: str  # real words between the made-up ones


SYLLABLES = {
    "en": Syllables(
        "b br c ch d dr f fl g gr h l m n p pl pr r s sh sk st t th tr v w",
        "a e i o u ea ee ou ai",
        "n r l t s nd st ck m rd ng ll",
        "the a of to and in for your is that you it on with not can if this be are from or have "
        "we when at will do by as them they who what before after their",
    ),
    "fr": Syllables(
        "b br c ch d f fl g gr j l m n p pl pr qu r s t tr v",
        "a e é i o u ou ai eu oi è â",
        "r l n t s x ge che ve ble ment tion",
        "le la les de des du un une et à en pour vous est que qui ne pas sur avec dans il elle se "
        "ce cette au aux par si ou nous votre vos sont avant après leur quand",
    ),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words` from the commonest to the rarest; `weights` are cumulative."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    glue: tuple[str, ...]

    def draw_words(self, chance: random.Random, count: int) -> list[str]:
        """Draw `count` distinct words, the common ones more often."""
        words: dict[str, None] = {}
        while len(words) < count:
            picked = chance.choices(self.words, cum_weights=self.weights, k=count - len(words))
            words |= dict.fromkeys(picked)
        return list(words)


def make_vocabulary(language: str, seed: int = 0) -> Vocabulary:
    """Make the words of `language` (a key of SYLLABLES)."""
    chance = random.Random(f"{language} {seed}")  # noqa: S311 - words, not secrets
    syllables = SYLLABLES[language]
    starts, vowels, ends = (
        syllables.starts.split(),
        syllables.vowels.split(),
        syllables.ends.split(),
    )
    glue = tuple(syllables.glue.split())
    words: dict[str, None] = {}
    while len(words) < SIZE:
        count = chance.choice((2, 2, 2, 3, 3))
        parts = (chance.choice(starts) + chance.choice(vowels) for _ in range(count))
        word = "".join(parts) + chance.choice((*ends, ""))
        if word not in glue:
            words[word] = None
    weights = accumulate(1 / (rank + 10) ** EXPONENT for rank in range(SIZE))
    return Vocabulary(tuple(words), tuple(weights), glue)
