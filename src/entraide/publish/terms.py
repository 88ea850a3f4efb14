"""Definitions within texts: the first use of a term of the glossary opens what it means.

They are put into the HTML of a page, and of a page only: the corpus and the search index have the
text as it was written. A term that the title names is what the text explains by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from entraide.model.site import Site
from entraide.model.wordings import Sought, composed, found, small_letters, sought
from entraide.publish.pieces import Pieces

MOST = 5  # definitions on a page: with more, a text is hard to read for its lines
WORD = "{word}"  # where the partial has the word of the text
PHRASING = frozenset({"em", "strong", "del"})
VOID = frozenset({"br", "hr", "img", "input"})


@dataclass(frozen=True, slots=True)
class Definition:
    """What to find, and the HTML to put around it."""

    wordings: Sought
    before: str
    after: str


def definitions(site: Site, pieces: Pieces) -> tuple[Definition, ...]:
    """Those of the glossary in the words of one locale, but for what everybody knows."""
    return tuple(_definitions(site, pieces))


def _definitions(site: Site, pieces: Pieces) -> Iterator[Definition]:
    code = pieces.locale.code
    for term in site.glossary.values():
        if term.definition and not term.everyday:
            name, meaning = term.term[code], term.definition[code]
            drawn = pieces.draw("term", id=term.id, name=name, meaning=meaning, word=WORD)
            before, _, after = drawn.partition(WORD)
            yield Definition(sought(term.spellings(code)), before, after)


def defined(html: str, title: str, known: tuple[Definition, ...]) -> str:
    """`html`, the text below `title`, with the first uses of MOST terms at their definitions."""
    if not known:
        return html
    html = composed(html)
    small, heading = small_letters(html), small_letters(composed(title))
    uses = sorted(
        (*place, number)
        for number, definition in enumerate(known)
        if (place := _first(html, small, definition)) and not found(definition.wordings, heading)
    )
    parts, end = [], 0
    for start, stop, number in uses[:MOST]:
        if start >= end:
            parts += [html[end:start], known[number].before, html[start:stop], known[number].after]
            end = stop
    return "".join((*parts, html[end:]))


def _first(html: str, small: str, definition: Definition) -> tuple[int, int] | None:
    places = found(definition.wordings, small)
    return next((place for place in places if _in_a_sentence(html, place[0])), None)


def _in_a_sentence(html: str, at: int) -> bool:
    """Whether `at` is in the words of a paragraph or an item, and in no link, code or title.

    Tags are walked through backwards until one is open there; the HTML is that of Python-Markdown.
    """
    start = html.rfind("<", 0, at)
    if html.find(">", start, at) < 0 or html.rfind("{{", start, at) > html.rfind("}}", start, at):
        return False  # within a tag, or a placeholder
    closed = 0
    while start >= 0:
        tag = html[start + 1 : html.find(">", start)]
        name = tag.partition(" ")[0]
        if name.startswith("/"):
            closed += 1
        elif name.rstrip("/") not in VOID:
            if not closed and name not in PHRASING:
                return tag in {"p", "li"} or tag.startswith("li ")
            closed = max(closed - 1, 0)
        start = html.rfind("<", 0, start)
    return False
