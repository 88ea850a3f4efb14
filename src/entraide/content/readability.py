"""Measures how hard a text is to read: a score, by the formula for its language, and its length.

The formulas count sentences, words and syllables, so they are given plain sentences: no markup,
addresses, tables or code. English has Flesch's reading ease, French that of Kandel and
Moles; 100 is easy. Other languages get no score, rather than a wrong one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from markdown_it.token import Token

from entraide.content.markdown.document import read_document
from entraide.content.markdown.line_numbers import BREAKS
from entraide.content.site_setting_types import LEAST_SCORES, WordLimits
from entraide.model.locales import get_language
from entraide.model.placeholders import PLACEHOLDER
from entraide.model.reading_time import count_words

USUAL_LIMITS = WordLimits()
SHORT_WORD = "site"  # for a placeholder within a sentence: a formula counts its syllables

# By language: a score to begin with, what each word of a sentence takes away, and each syllable of
# a word, both on average. Flesch (1948); Kandel and Moles (1958).
FORMULAS: Mapping[str, tuple[float, float, float]] = {
    "en": (206.835, 1.015, 84.6),
    "fr": (207, 1.015, 73.6),
}
NOTE = re.compile(r"\[\^[^\]]*\]")
SIGNS = re.compile(r"[^\w\s]")
SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
ENDED = re.compile(r"[.!?]\W*$")
FULL_STOPS = re.compile(r"(?<=\d)[.,](?=\d)")  # 1.5 ends no sentence


@dataclass(frozen=True, slots=True)
class Readability:
    """The reading ease of one text; `score` is None in a language without a formula."""

    score: int | None
    words: int
    wanted: int | None  # the score it should have, at least
    limits: WordLimits

    @property
    def is_hard(self) -> bool:
        """Whether the score is below the one that is wanted."""
        return self.score is not None and self.wanted is not None and self.score < self.wanted

    @property
    def is_right_length(self) -> bool:
        """Whether the text is neither too short nor too long."""
        return not self.is_short and self.words <= self.limits.longest

    @property
    def is_short(self) -> bool:
        """Whether the text is too short."""
        return self.words < self.limits.shortest


def measure_readability(
    body: str,
    lang: str,
    inserted: Iterable[str] = (),
    wanted_scores: Mapping[str, int] = MappingProxyType(LEAST_SCORES),
    limits: WordLimits = USUAL_LIMITS,
) -> Readability:
    """Measure `body`, Markdown in the language `lang`, a BCP 47 tag.

    `wanted_scores` says by language what a text should score at least, and `limits` how long it
    should be. The sentences of `inserted` are what data puts into it: they count for the score
    alone.
    """
    own = " ".join(iter_sentences(body))
    language = get_language(lang)
    score, words = wanted_scores.get(language), count_words(own)
    if score is None or not words:
        return Readability(None, words, score, limits)
    text = " ".join((own, *inserted))
    return Readability(round(compute_reading_ease(text, language)), words, score, limits)


def iter_sentences(body: str) -> Iterator[str]:
    """Yield the prose of `body`, paragraph by paragraph; each ends as a sentence does."""
    for passage in _iter_passages(read_document(body).tokens):
        text = passage.strip()
        if not text or PLACEHOLDER.fullmatch(text):
            continue  # a card, a line of law: see `inserted_words`
        yield make_sentence(text)


def make_sentence(text: str) -> str:
    """Return `text` as the formulas count it: without notes, names and points within a number."""
    text = FULL_STOPS.sub("", NOTE.sub("", PLACEHOLDER.sub(SHORT_WORD, text)))
    return text if ENDED.search(text) else f"{text}."


def _iter_passages(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the words of each block of text outside tables."""
    tables = 0
    for token in tokens:
        tables += {"table_open": 1, "table_close": -1}.get(token.type, 0)
        if token.type == "inline" and not tables:
            yield "".join(map(_get_words, token.children or ()))


def _get_words(token: Token) -> str:
    if token.type in BREAKS:
        return " "
    if token.type == "placeholder":
        return token.markup
    return token.content if token.type in {"text", "code_inline"} else ""


def compute_reading_ease(text: str, language: str) -> float:
    """Return the score of plain sentences, by the formula of a language in FORMULAS.

    Headings and calls of one or two words are no sentences to it: their words count with the next.
    """
    base, for_words, for_syllables = FORMULAS[language]
    words = SIGNS.sub("", text.lower()).split()
    sentences = sum(len(SIGNS.sub("", each).split()) > 2 for each in SENTENCE.findall(text))
    syllables = sum(map(_load_syllable_counter(language), words))
    return (
        base
        - for_words * (len(words) / max(1, sentences))
        - for_syllables * (syllables / max(1, len(words)))
    )


@cache
def _load_syllable_counter(language: str) -> Callable[[str], int]:
    """Return what counts the syllables of a word: as many as hyphens may part it into.

    Imported here because it takes a tenth of a second.
    """
    from pyphen import Pyphen  # noqa: PLC0415

    hyphens = Pyphen(lang=language)
    return lambda word: len(hyphens.positions(word)) + 1
