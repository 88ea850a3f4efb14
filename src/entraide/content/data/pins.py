"""Read the pinned answers of search, `data/pinned.yml`. A project may have none."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from entraide.content.data.rows import DataRow, LocatedRow, read_rows
from entraide.content.field_types import Number, Tag, Text, WordsByLocale
from entraide.content.settings import Settings
from entraide.errors import Problem, ProblemLog
from entraide.model.pins import PinnedAnswer

FILE_STEM = "pinned"


class PinnedRow(DataRow):
    """What search shows above all results for some words, or suggests in its empty box."""

    title: Annotated[WordsByLocale, Field(description="The heading of the answer.")]
    entry: Annotated[Number, Field(description="The published entry that helps most.")]
    topics: Annotated[
        list[Tag],
        Field(
            default_factory=list,
            description="Topics whose services in the reader's country the answer shows. "
            "Their emergency numbers lead to it, too.",
        ),
    ]
    words: Annotated[
        dict[str, list[Text]],
        Field(
            default_factory=dict,
            description="What people type, slang too: one or more words in their order, "
            "anywhere in a question. Wrong letters and other forms are found by themselves.",
        ),
    ]
    question: Annotated[
        WordsByLocale,
        Field(default_factory=dict, description="What the empty box suggests, at best a question."),
    ]


def read_pinned(settings: Settings, log: ProblemLog) -> dict[str, PinnedAnswer]:
    """Read the pinned answers; return them by id, in the order of the file."""
    rows = read_rows(settings, FILE_STEM, PinnedRow, log)
    for located in rows:
        log.extend(_check_row(located, settings))
    return {located.row.id: _make_answer(located) for located in rows}


def _make_answer(located: LocatedRow[PinnedRow]) -> PinnedAnswer:
    row = located.row
    return PinnedAnswer(
        id=row.id,
        title=row.title,
        entry=row.entry,
        topics=tuple(row.topics),
        words={code: tuple(words) for code, words in row.words.items()},
        question=row.question,
        line=located.document.get_line(()),
    )


def _check_row(located: LocatedRow[PinnedRow], settings: Settings) -> Iterator[Problem]:
    """Yield what a row lacks: its texts in each locale, and some way to be found.

    A locale may have no words to find it by as yet: a check counts those.
    """
    row = located.row
    yield from located.check_locales(row.title, settings.locales, "title")
    if row.question:
        yield from located.check_locales(row.question, settings.locales, "question")
    if row.words:
        first = [locale for locale in settings.locales if locale.default]
        yield from located.check_locales(row.words, first, "words")
    if not row.words and not row.question:
        what = f"“{row.id}” has neither words nor a question, so nobody is shown it"
        yield located.make_problem(what, "Add words: {en: [what people type]}")
