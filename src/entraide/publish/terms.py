"""Definitions within texts: the first use of a glossary term opens what it means.

They stand on pages only: the corpus and the search index have the text as written. A term in the
title is what the text explains itself, and is left alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from entraide.content.markdown.parts import PageParts, Part, PartKind
from entraide.model.site import Site
from entraide.model.wordings import Sought, composed, found, small_letters, sought
from entraide.publish.pieces import Pieces

MOST = 5  # definitions on a page: with more, a text is hard to read for its lines
WORD = "{word}"  # where the partial has the word of the text
APART = "\n\0\n"  # between two passages: no wording goes across


@dataclass(frozen=True, slots=True)
class Definition:
    """The wordings of one term, and the HTML to put before and after them."""

    wordings: Sought
    before: str
    after: str


def definitions(site: Site, pieces: Pieces) -> tuple[Definition, ...]:
    """Build the definitions of one locale, except of what everybody knows."""
    return tuple(_iter_definitions(site, pieces))


def _iter_definitions(site: Site, pieces: Pieces) -> Iterator[Definition]:
    code = pieces.locale.code
    for term in site.glossary.values():
        if term.definition and not term.everyday:
            name, meaning = term.term[code], term.definition[code]
            drawn = pieces.draw("term", id=term.id, name=name, meaning=meaning, word=WORD)
            before, _, after = drawn.partition(WORD)
            yield Definition(sought(term.spellings(code)), before, after)


def define(parts: Iterable[Part], title: str, known: tuple[Definition, ...]) -> PageParts:
    """Return `parts` of the text below `title` with definitions at the first uses of terms.

    Only sentences are searched: no heading, link, code, table or placeholder.
    """
    found = list(parts)
    places = [at for at, part in enumerate(found) if not isinstance(part, str) and part[0] is PROSE]
    if not known or not places:
        return found
    passages = [composed(found[at][1]) for at in places]
    for at, passage in zip(places, _mark_uses(passages, title, known), strict=True):
        found[at] = passage
    return found


PROSE = PartKind.PROSE


def _mark_uses(passages: list[str], title: str, known: tuple[Definition, ...]) -> list[str]:
    text = APART.join(passages)
    small, heading = small_letters(text), small_letters(composed(title))
    uses = sorted(
        (*places[0], number)
        for number, definition in enumerate(known)
        if (places := found(definition.wordings, small)) and not found(definition.wordings, heading)
    )
    pieces, end = [], 0
    for start, stop, number in uses[:MOST]:
        if start >= end:
            word = escape(text[start:stop], quote=False)
            pieces += [escape(text[end:start], quote=False), known[number].before]
            pieces += [word, known[number].after]
            end = stop
    return "".join((*pieces, escape(text[end:], quote=False))).split(APART)
