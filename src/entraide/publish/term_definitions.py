"""Definitions within texts: the first use of a glossary term opens what it means.

They stand on pages only: the corpus and the search index have the text as written. A term in the
title is what the text explains itself, and is left alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from entraide.content.markdown.parts import PageParts, Part, PartKind
from entraide.model.site import TypesetSite
from entraide.model.wordings import (
    WordingPatterns,
    compile_wordings,
    find_wordings,
    to_nfc,
    to_small_letters,
)
from entraide.publish.partial_rendering import PartialRenderer

MAX_DEFINITIONS = 5  # definitions on a page: with more, a text is hard to read for its lines
WORD_SLOT = "{word}"  # where the partial has the word of the text: to be read, then in a name
PASSAGE_BREAK = "\n\0\n"  # between two passages: no wording goes across


@dataclass(frozen=True, slots=True)
class Definition:
    """The wordings of one term, and the HTML to put before and after them."""

    wordings: WordingPatterns
    before: str
    after: str


def build_definitions(site: TypesetSite, partials: PartialRenderer) -> tuple[Definition, ...]:
    """Build the definitions of one locale, except of what everybody knows."""
    return tuple(_iter_definitions(site, partials))


def _iter_definitions(site: TypesetSite, partials: PartialRenderer) -> Iterator[Definition]:
    code = partials.locale.code
    for term in site.glossary.values():
        name, meaning = term.term.get(code), term.definition.get(code)
        if name and meaning and not term.everyday:
            html = partials.render("term", id=term.id, name=name, meaning=meaning, word=WORD_SLOT)
            before, _, after = html.partition(WORD_SLOT)
            yield Definition(compile_wordings(term.list_spellings(code)), before, after)


def insert_definitions(
    parts: Iterable[Part], title: str, known: tuple[Definition, ...]
) -> PageParts:
    """Return `parts` of the text below `title` with definitions at the first uses of terms.

    Only sentences are searched: no heading, link, code, table or placeholder.
    """
    new_parts = list(parts)
    places = [
        at for at, part in enumerate(new_parts) if not isinstance(part, str) and part[0] is PROSE
    ]
    if not known or not places:
        return new_parts
    passages = [to_nfc(new_parts[at][1]) for at in places]
    for at, passage in zip(places, _mark_uses(passages, title, known), strict=True):
        new_parts[at] = passage
    return new_parts


PROSE = PartKind.PROSE


def _mark_uses(passages: list[str], title: str, known: tuple[Definition, ...]) -> list[str]:
    text = PASSAGE_BREAK.join(passages)
    small, heading = to_small_letters(text), to_small_letters(to_nfc(title))
    uses = sorted(
        (*places[0], number)
        for number, definition in enumerate(known)
        if (places := find_wordings(definition.wordings, small))
        and not find_wordings(definition.wordings, heading)
    )
    pieces, end = [], 0
    for start, stop, number in uses[:MAX_DEFINITIONS]:
        if start >= end:
            word = escape(text[start:stop], quote=False)
            pieces += [escape(text[end:start], quote=False), known[number].before]
            pieces += [word, known[number].after.replace(WORD_SLOT, escape(text[start:stop]))]
            end = stop
    return "".join((*pieces, escape(text[end:], quote=False))).split(PASSAGE_BREAK)
