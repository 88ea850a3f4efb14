"""Typography written into a body: a page sets it in type anyway, and the file may say it too.

Only the text of segments is changed, and only where the page stays the same. A substitution that
would change how the Markdown reads (a space right within emphasis, the label of a reference) is
made outside the markup beside it, or not at all.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import Any

from markdown_it.token import Token

from entraide.content.fixes.inline_prose import Prose, find_prose
from entraide.content.markdown.document import read_document
from entraide.content.markdown.headings import make_slug
from entraide.content.markdown.typesetting import typeset_tokens
from entraide.content.segmentation import SegmentCut, cut_segments
from entraide.content.text_files import Splice, apply_splices
from entraide.content.typography import Substitution, find_substitutions, has_rules

PageStructure = list[Any]
ROUNDS = 8  # nobody's text needs more than two


def fix_body_typography(body: str, lang: str) -> str:
    """Return `body`, Markdown in the language of the BCP 47 tag `lang`, with its typography.

    A substitution may make another one possible, so rounds go on until nothing changes.
    """
    for _ in range(ROUNDS if has_rules(lang) else 0):
        before, body = body, _substitute_once(body, lang)
        if body == before:
            break
    return body


def _substitute_once(body: str, lang: str) -> str:
    """Return `body` after one round: all substitutions if it reads the same, else one by one."""
    segments = [
        choices
        for cut_segment in cut_segments(body)
        if (choices := list(_iter_choices(cut_segment, lang)))
    ]
    shown = _list_structure(body, lang) if segments else []

    def reads_alike(text: str) -> bool:
        return _list_structure(text, lang) == shown

    substitutions = [choice[0] for choices in segments for choice in choices]
    fixed = _apply_edits(body, substitutions)
    return fixed if reads_alike(fixed) else _apply_harmless(body, segments, reads_alike)


Edit = tuple[Splice, ...]  # made together, or not at all
Alternatives = tuple[Edit, ...]  # the same correction at one place or at another


def _apply_edits(body: str, edits: Iterable[Edit]) -> str:
    return apply_splices(body, chain.from_iterable(edits))


def _apply_harmless(
    body: str, segments: Sequence[Sequence[Alternatives]], reads_alike: Callable[[str], bool]
) -> str:
    """Return `body` with all substitutions after which it reads the same."""
    for choices in reversed(segments):  # from the last, so that spans stay true
        if reads_alike(fixed := _apply_edits(body, [choice[0] for choice in choices])):
            body = fixed
            continue
        edits: list[Edit] = []
        for choice in choices:
            tried = (edit for edit in choice if reads_alike(_apply_edits(body, [*edits, edit])))
            edits += islice(tried, 1)
        body = _apply_edits(body, edits)
    return body


def _iter_choices(cut: SegmentCut, lang: str) -> Iterator[Alternatives]:
    """Yield the substitutions in one segment, as spans in the body.

    Its quotation marks are one edit: half of them would make no sense.
    """
    prose = find_prose(cut.segment.text)
    quotes: list[Splice] = []
    for change in find_substitutions(prose.text, lang):
        splices = [_move_to_body(cut, splice) for splice in _iter_splices(change, prose)]
        if splices and prose.text[change.start] == '"':
            quotes.append(splices[0])
        elif splices:
            yield tuple((splice,) for splice in splices)
    if quotes:
        yield (tuple(quotes),)


def _iter_splices(change: Substitution, prose: Prose) -> Iterator[Splice]:
    """Yield where `change` may be made: at its mark, or outside the markup beside it."""
    spans = prose.spans[change.start : change.end]
    start, end = spans[0].start, spans[-1].end
    if not all(span.free for span in spans) or end - start != len(spans):
        return
    yield Splice(start, end, change.replacement)
    mark = prose.text[change.start : change.end]
    before = prose.spans[change.start - 1] if change.start else spans[0]
    after = prose.spans[change.end] if change.end < len(prose.spans) else spans[-1]
    if change.replacement.endswith(mark) and before.free and before.end < start:
        yield Splice(before.end, before.end, change.replacement.removesuffix(mark))
    if change.replacement.startswith(mark) and after.free and after.start > end:
        yield Splice(after.start, after.start, change.replacement.removeprefix(mark))


def _move_to_body(cut: SegmentCut, splice: Splice) -> Splice:
    """Return a splice of a segment’s text, which is within one line, as a splice of the body."""
    start, end, text = splice
    for run in cut.runs:
        if end <= run.end - run.start:
            return Splice(run.start + start, run.start + end, text)
        start, end = (span - (run.end - run.start + 1) for span in (start, end))
    raise IndexError(splice)


def _list_structure(body: str, lang: str) -> PageStructure:
    """Return the facts of a page of `body`; two texts with equal facts make the same page."""
    tokens = read_document(body).tokens
    anchors = [
        make_slug(_join_words(inside))
        for opening, inside in pairwise(tokens)
        if opening.type == "heading_open"
    ]
    typeset_tokens(tokens, lang)
    return [anchors, *_iter_structure(tokens)]


def _join_words(block: Token) -> str:
    return "".join(token.content or " " for token in block.children or ())


def _iter_structure(tokens: Iterable[Token]) -> Iterator[object]:
    """Yield what a page shows of each token."""
    for token in tokens:
        words = "" if token.nesting or token.type == "inline" else token.content
        info = token.info if token.type == "fence" else ""
        yield token.type, token.tag, token.nesting, info, words, sorted(token.attrs.items())
        if token.children:
            yield from _iter_structure(token.children)
