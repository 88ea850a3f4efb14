"""Markdown that a translation breaks: links, emphasis, code; and characters that nobody sees.

Neither the desk nor the browser has our Markdown parser, so these are patterns, as in
`foreign_markup`. First they remove whatever is whole; signs of Markdown that remain are broken. A
sign that remains in the source too is meant.
"""

import re

from entraide.model.part_patterns import Blanking, PartPattern
from entraide.model.placeholders import PLACEHOLDER
from entraide.model.segment import AUTOLINK, CODE, SegmentKind


def _make_whole(pattern: str) -> PartPattern:
    """Return a pattern of whole Markdown, whose signs are removed from the text."""
    return PartPattern(re.compile(pattern), in_source=False, in_text=False)


def _make_sign(pattern: str, form: str) -> PartPattern:
    """Return a pattern of a sign that remains, shown in messages as `form`."""
    return PartPattern(re.compile(pattern), blanking=Blanking.NONE, form=form)


ADDRESS = r"(?:<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)"
LINK_TITLE = r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?"
BROKEN_MARKS = (
    PartPattern(CODE, in_source=False, in_text=False),
    _make_whole(r"\\[\\`*_\[\]()]"),
    _make_sign(r"(?<!!)\[[ \t\n]*\]\(", "[](…)"),
    _make_whole(rf"\]\(\s*{ADDRESS}{LINK_TITLE}\s*\)"),
    _make_sign(r"\]\(", "[…]("),
    *(PartPattern(each, in_source=False, in_text=False) for each in (PLACEHOLDER, AUTOLINK)),
    _make_whole(r"https?://[^\s<>]+"),
    _make_whole(r"(?<!\*)\*(?=[^\s*])[^*]+\*(?!\*(?!\*))"),
    _make_whole(r"\*{3}[^*]+\*{3}"),
    _make_whole(r"\*\*[^*]+\*\*"),
    _make_sign(r"\*\*+", "**"),
    _make_sign(r"(?<![\w*])\*(?=[^\s*])", "*"),
    _make_whole(r"(?<!\w)(?P<line>__?)(?=[^\s_])[^_]+(?P=line)(?!\w)"),
    _make_sign(r"(?<!\w)__?(?=(?!_)\w)", "_"),
    _make_sign(r"`+", "`"),
)
# By kind: a field has no Markdown.
DAMAGE: dict[str, tuple[PartPattern, ...]] = {
    **dict.fromkeys(SegmentKind, BROKEN_MARKS),
    SegmentKind.FIELD: (),
}
# Letters of Latin, Greek, Cyrillic, Hebrew and Arabic; others may part words by U+200B.
LETTER = r"[A-Za-z\u00c0-\u06ff]"
UNSEEN_SIGNS = (
    _make_whole("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"),  # the flags of Wales and others
    _make_sign("[\U000e0000-\U000e007f]+", "U+E00…"),
    _make_sign(rf"(?<={LETTER})\u200b|\u200b(?={LETTER})", "U+200B"),
    _make_sign("\u00ad", "U+00AD"),
    _make_sign("[\u2060-\u2064]", "U+2060"),
)
UNSEEN_SIGN = re.compile("[\u00ad\u200b\u2060-\u2064\U000e0000-\U000e007f]")  # one of all these
UNSEEN: dict[str, tuple[PartPattern, ...]] = dict.fromkeys(SegmentKind, UNSEEN_SIGNS)
