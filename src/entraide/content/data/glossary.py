"""Read the glossary, `data/glossary.yml`. A project may have none.

A row is a term with its definition, or wordings to avoid with what to write instead.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from entraide.content.data.rows import DataRow, read_rows
from entraide.content.field_types import Text, WordsByLocale
from entraide.content.settings import Settings
from entraide.errors import ProblemLog
from entraide.model.glossary import GlossaryTerm

WordListsByLocale = dict[str, list[Text]]


class GlossaryRow(DataRow):
    """What a word means, or which wordings to avoid."""

    term: Annotated[WordsByLocale, Field(default_factory=dict)]
    definition: Annotated[
        WordsByLocale, Field(default_factory=dict, description="One plain sentence.")
    ]
    forms: Annotated[WordListsByLocale, Field(default_factory=dict, description="Other spellings.")]
    synonyms: Annotated[
        WordListsByLocale,
        Field(default_factory=dict, description="Words that search treats as the term."),
    ]
    forbidden: Annotated[
        WordListsByLocale,
        Field(default_factory=dict, description="Wordings that `entraide check` refuses."),
    ]
    instead: Annotated[
        WordsByLocale,
        Field(default_factory=dict, description="What to write in their place, if not the term."),
    ]
    everyday: Annotated[bool, Field(description="True: no text explains it.")] = False


def read_glossary(settings: Settings, log: ProblemLog) -> dict[str, GlossaryTerm]:
    """Read the glossary; return the terms by id, in the order of the file."""
    terms: dict[str, GlossaryTerm] = {}
    claimed: dict[tuple[str, str], str] = {}  # locale and spelling -> the term that has it
    for record in read_rows(settings, "glossary", GlossaryRow, log):
        row, term = record.row, _make_term(record.row)
        if wrong := _find_mistake(row, term, claimed):
            log.append(record.make_problem(*wrong))
        for name, words in (("term", row.term), ("definition", row.definition)):
            if words:
                log.extend(record.check_locales(words, settings.locales, name))
        claimed |= dict.fromkeys(_iter_spellings(term), row.id)
        terms[row.id] = term
    return terms


def _make_term(row: GlossaryRow) -> GlossaryTerm:
    return GlossaryTerm(
        id=row.id,
        term=_drop_empty(row.term),
        definition=_drop_empty(row.definition),
        forms={code: tuple(words) for code, words in row.forms.items()},
        synonyms={code: tuple(words) for code, words in row.synonyms.items()},
        forbidden={code: tuple(words) for code, words in row.forbidden.items()},
        instead=_drop_empty(row.instead),
        everyday=row.everyday,
    )


def _drop_empty(words: WordsByLocale) -> WordsByLocale:
    """Return the texts that are not empty: a locale without a text has no translation yet."""
    return {code: text for code, text in words.items() if text}


def _iter_spellings(term: GlossaryTerm) -> Iterator[tuple[str, str]]:
    """Yield each spelling of a term in small letters, with its locale code."""
    for code in term.term:
        yield from ((code, word.casefold()) for word in term.list_spellings(code))


def _find_mistake(
    row: GlossaryRow, term: GlossaryTerm, claimed: Mapping[tuple[str, str], str]
) -> tuple[str, str] | None:
    """Return what is wrong with a row, beside the rows before it, and the cure; None if nothing is.

    `claimed` maps locale code and spelling to the id of the term that has them.
    """
    if not row.term and (row.definition or row.forms or row.synonyms):
        return f"“{row.id}” has no term", "Add term: {en: …}"
    spellings = set(_iter_spellings(term))
    for code, word in sorted(spellings & claimed.keys()):
        what = f"“{word}” ({code}) names two terms, “{claimed[code, word]}” and “{row.id}”"
        return what, "Keep it in one of them"
    for code, wordings in row.forbidden.items():
        if not term.get_preferred_wording(code):
            return f"“{row.id}” does not say what to write", f"Add instead: {{{code}: …}}"
        for wording in wordings:
            if (code, wording.casefold()) in {*spellings, *claimed}:
                return f"“{wording}” ({code}) is a term, and forbidden", "Decide for one of them"
    return None
