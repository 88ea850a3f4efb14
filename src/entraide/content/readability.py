"""Measure how hard a text is to read: a score, by the formula for its language, and its length.

The formulas count sentences, words and syllables, so they are given plain sentences: no markup,
addresses, tables or code. English has Flesch's reading ease, French that of Kandel and
Moles; 100 is easy. Other languages get no score, rather than a wrong one.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from markdown_it.token import Token

from entraide.content.markdown.document import read_document
from entraide.content.markdown.line_numbers import BREAKS
from entraide.content.site_setting_types import LEAST_SCORES, WordLimits
from entraide.model.locales import get_language
from entraide.model.placeholders import PLACEHOLDER
from entraide.model.reading_time import count_words

USUAL_LIMITS = WordLimits()
SHORT_WORD = "site"  # for a placeholder within a sentence: a formula counts its syllables

NOTE = re.compile(r"\[\^[^\]]*\]")
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
    ease = round(_load_scorer(language).flesch_reading_ease(text))
    return Readability(ease, words, score, limits)


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


@cache
def _load_scorer(language: str) -> Any:  # noqa: ANN401 - textstat has no types
    """Return a scorer for the language, imported here because it takes a tenth of a second.

    textstat loads its tables through pkg_resources, which warns at import that it is deprecated.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from textstat.textstat import (  # type: ignore[import-untyped]  # noqa: PLC0415
            textstatistics,
        )
    scorer = textstatistics()
    scorer.set_lang(language)
    scorer.set_rounding(rounding=False)  # its averages in tenths would make steps of 8 points
    return scorer
