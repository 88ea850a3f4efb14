"""Typography written into a body: what a page shows is set in type, and the file may say it too.

Only text of segments is touched, and only where the page stays the same: a correction that would
change how the Markdown reads (a space right within emphasis, the label of a reference) is made
beside the mark, or not at all.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import Any

from markdown_it.token import Token

from entraide.content.cut import Cut, cut
from entraide.content.fixes.inline_prose import Prose, find_prose
from entraide.content.markdown.document import read_document
from entraide.content.markdown.headings import slug_of
from entraide.content.markdown.typesetting import set_tokens
from entraide.content.splices import Splice, spliced
from entraide.content.typography import Replacement, corrections, has_rules

Reading = list[Any]
ROUNDS = 8  # nobody's text needs more than two


def correct_marks(body: str, lang: str) -> str:
    """`body`, Markdown in the language of the tag `lang`, with its typography corrected.

    A mark that is corrected may let another one be, so it goes on until nothing changes.
    """
    for _ in range(ROUNDS if has_rules(lang) else 0):
        before, body = body, _correct_once(body, lang)
        if body == before:
            break
    return body


def _correct_once(body: str, lang: str) -> str:
    segments = [choices for one in cut(body) if (choices := list(_choices(one, lang)))]
    shown = _shown(body, lang) if segments else []

    def reads_alike(text: str) -> bool:
        return _shown(text, lang) == shown

    every = [choice[0] for choices in segments for choice in choices]
    fixed = _spliced(body, every)
    return fixed if reads_alike(fixed) else _one_by_one(body, segments, reads_alike)


Edit = tuple[Splice, ...]  # made together, or not at all
Choice = tuple[Edit, ...]  # the same correction at one place or at another


def _spliced(body: str, edits: Iterable[Edit]) -> str:
    return spliced(body, chain.from_iterable(edits))


def _one_by_one(
    body: str, segments: Sequence[Sequence[Choice]], reads_alike: Callable[[str], bool]
) -> str:
    """`body` with each segment, or each correction of it, that leaves it as it reads."""
    for choices in reversed(segments):  # from the last, so that places stay true
        if reads_alike(fixed := _spliced(body, [choice[0] for choice in choices])):
            body = fixed
            continue
        made: list[Edit] = []
        for choice in choices:
            tried = (edit for edit in choice if reads_alike(_spliced(body, [*made, edit])))
            made += islice(tried, 1)
        body = _spliced(body, made)
    return body


def _choices(one: Cut, lang: str) -> Iterator[Choice]:
    """The corrections of one segment, in places of the body; its quotation marks go together."""
    prose = find_prose(one.segment.text)
    quotes: list[Splice] = []
    for change in corrections(prose.text, lang):
        splices = [_in_body(one, splice) for splice in _placed(change, prose)]
        if splices and prose.text[change.start] == '"':
            quotes.append(splices[0])
        elif splices:
            yield tuple((splice,) for splice in splices)
    if quotes:
        yield (tuple(quotes),)


def _placed(change: Replacement, prose: Prose) -> Iterator[Splice]:
    """Where `change` may be made in the Markdown: at its mark, or before the markup before it."""
    places = prose.places[change.start : change.end]
    start, end = places[0].start, places[-1].end
    if not all(place.free for place in places) or end - start != len(places):
        return
    yield Splice(start, end, change.replacement)
    mark = prose.text[change.start : change.end]
    before = prose.places[change.start - 1] if change.start else places[0]
    after = prose.places[change.end] if change.end < len(prose.places) else places[-1]
    if change.replacement.endswith(mark) and before.free and before.end < start:
        yield Splice(before.end, before.end, change.replacement.removesuffix(mark))
    if change.replacement.startswith(mark) and after.free and after.start > end:
        yield Splice(after.start, after.start, change.replacement.removeprefix(mark))


def _in_body(one: Cut, splice: Splice) -> Splice:
    """A splice of the body, from one of a segment's text; it is within one line."""
    start, end, text = splice
    for run in one.runs:
        if end <= run.end - run.start:
            return Splice(run.start + start, run.start + end, text)
        start, end = (place - (run.end - run.start + 1) for place in (start, end))
    raise IndexError(splice)


def _shown(body: str, lang: str) -> Reading:
    """What a page shows of `body`: equal where two texts become the same page."""
    tokens = read_document(body).tokens
    anchors = [
        slug_of(_words(inside))
        for opening, inside in pairwise(tokens)
        if opening.type == "heading_open"
    ]
    set_tokens(tokens, lang)
    return [anchors, *_facts(tokens)]


def _words(block: Token) -> str:
    return "".join(token.content or " " for token in block.children or ())


def _facts(tokens: Iterable[Token]) -> Iterator[object]:
    for token in tokens:
        words = "" if token.nesting or token.type == "inline" else token.content
        info = token.info if token.type == "fence" else ""
        yield token.type, token.tag, token.nesting, info, words, sorted(token.attrs.items())
        if token.children:
            yield from _facts(token.children)
