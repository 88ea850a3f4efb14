"""The import of a termbase into `data/glossary.yml`.

A concept that the glossary has keeps its words, and gets those of the languages that it lacks. A
concept that it does not have becomes a new row.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from entraide.content.yaml.values import QuotedText, format_pair
from entraide.model.glossary import GlossaryTerm
from entraide.model.line_ends import detect_line_end

if TYPE_CHECKING:  # its module needs an extra
    from entraide.translation.formats.tbx_parser import Concept

SPACES = re.compile(r"[^a-z0-9]+")


@dataclass
class GlossaryImport:
    """The import of concepts beside the `terms` of a project.

    `into` has the texts to write into rows that exist, `rows` the rows to add.
    """

    terms: Mapping[str, GlossaryTerm]
    codes: Sequence[str]  # of the locales, that of the default one first
    into: dict[str, dict[str, str]] = field(default_factory=dict)  # locale -> labels, by name
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)  # by id
    numbers: dict[str, int] = field(default_factory=dict)  # the last one, by how an id begins
    left_out: int = 0  # concepts without a term in the default locale

    def add(self, concepts: "Iterable[Concept]") -> None:
        """Collect what the glossary lacks of each of `concepts`."""
        known = {
            (code, word.casefold()): term
            for term in self.terms.values()
            for code in term.term
            for word in term.list_spellings(code)
        }
        for concept in concepts:
            pairs = ((code, word.casefold()) for code, word in concept.terms.items())
            term = next((known[pair] for pair in pairs if pair in known), None)
            if term:
                self._fill_in(term, concept)
            elif self.codes[0] in concept.terms:
                self._add_row(concept)
            else:
                self.left_out += 1

    def _fill_in(self, term: GlossaryTerm, concept: "Concept") -> None:
        places = (
            ("term", term.term, concept.terms),
            ("definition", term.definition, concept.definitions),
        )
        for name, there, new in places:
            for code, text in new.items():
                if there and not there.get(code):
                    self.into.setdefault(code, {})[f"data/glossary/{term.id}/{name}"] = text

    def _add_row(self, concept: "Concept") -> None:
        plain = unicodedata.normalize("NFKD", concept.terms[self.codes[0]]).encode(
            "ascii", "ignore"
        )
        stem = SPACES.sub("-", plain.decode().lower()).strip("-") or "term"
        id_ = stem
        while id_ in self.terms or id_ in self.rows:
            self.numbers[stem] = self.numbers.get(stem, 1) + 1
            id_ = f"{stem}-{self.numbers[stem]}"
        row: dict[str, Any] = {"term": self._complete(concept.terms)}
        if self.codes[0] in concept.definitions:
            row["definition"] = self._complete(concept.definitions)
        for name, lists in (("forms", concept.forms), ("forbidden", concept.forbidden)):
            if lists:
                row[name] = {code: list(words) for code, words in lists.items()}
        self.rows[id_] = row

    def _complete(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return `texts` with an empty text for each locale that they lack."""
        return {code: QuotedText(texts.get(code, "")) for code in self.codes}

    def insert_rows(self, text: str) -> str:
        """Return `text`, that of the glossary’s file, with the new rows added at its end."""
        newline = detect_line_end(text)
        lines = [line for id_, row in self.rows.items() for line in _format_row(id_, row)]
        start = text if text.endswith("\n") or not text else text + newline
        return start + "".join(f"{line}{newline}" for line in lines)


def _format_row(id_: str, row: Mapping[str, Any]) -> list[str]:
    """Return the lines of a row; an id such as “no” is quoted, as any other text."""
    first, *others = (format_pair(*pair) for pair in {"id": id_, **row}.items())
    return [f"- {first}", *(f"  {each}" for each in others)]
