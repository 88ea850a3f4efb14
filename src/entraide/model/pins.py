"""Pinned answers: what search shows first for words of danger, whatever else it finds."""

from dataclasses import dataclass

from entraide.model.locales import TextByLocale, TextsByLocale


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedAnswer:
    """One answer: services of the reader's country for its topics, and an entry.

    `words` are what people type. A `question` is shown under the empty search box, and leads to the
    entry. `line` is the line of the row in its file.
    """

    id: str
    title: TextByLocale
    entry: int
    topics: tuple[str, ...]  # of services, the first of which also has its emergency numbers
    words: TextsByLocale
    question: TextByLocale
    line: int = 0
