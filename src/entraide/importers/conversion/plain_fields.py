"""Convert titles and summaries to plain text; a missing summary becomes the first sentence."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice, pairwise

from markdown_it.token import Token

from entraide.content.markdown.document import read_document
from entraide.content.markdown.inline_html import TAGS
from entraide.content.markdown.line_numbers import BREAKS
from entraide.content.plain_text import HTML, find_marks
from entraide.importers.articles import ImportedText
from entraide.importers.conversion.material import ICON, convert_emoji
from entraide.importers.conversion.rewriting import AddressRewriter
from entraide.importers.conversion.signs import clean_field

LONGEST_SUMMARY = 300  # signs of a summary that is made of a text
LONGEST_TITLE = 300  # signs
LONGEST_OWN_SUMMARY = 1_000  # signs of one that the source has
LONGEST_READ = 2_000  # signs of a text that are looked at
FEWEST_WORDS = 4  # of a sentence that says something: “Hello!” says nothing of a text
FEWEST_BYTES = 24  # of one in a language that puts no spaces between words
MOST_TEXTS = 3  # that a summary is looked for in
NO_PROSE = frozenset({"heading_open", "th_open", "td_open", "dt_open"})  # what words follow
COMMENT = re.compile(r"<!--.{0,500}?-->", re.DOTALL)
POINTED = re.compile(r"<(?:mailto:)?(https?://[^<>\s]+|[^<>\s@]+@[^<>\s]+)>")
TAG = re.compile(rf"</?(?:{HTML})(?:\s[^<>]{{0,500}})?/?>", re.IGNORECASE)
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{0,300})\]\]")
LINK = re.compile(
    r"!?\[([^\[\]]{0,500})\]\((?:[^()\s]|\([^()\s]{0,100}\)){0,1000}(?:\s+\"[^\"]{0,300}\")?\)"
)
ESCAPE = re.compile(r"\\([*_`\[\]#<>~|{}])")
TEMPLATE = re.compile(r"\{[%{<][^{}]{0,200}[%}>]\}|\{[#:.][^{}]{0,200}\}")
EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|~~)(?=\S)([^*~]{1,500})(?<=\S)\1(?!\w)")
MARKS = re.compile(r"[`*_~=^{}\[\]<>|\\$:!?#]+")
MOST_SIGNS = 100  # of one field
LONGEST_STOP = 12  # signs that say whether a full stop ends a sentence
END = re.compile(r"[.!?…؟।]+[\"'”’»)\]]*(?=\s|\Z)|[。！？]+")
NO_END = re.compile(  # of a sentence
    r"(?:^|[\s(])(?:[^\W\d_]|[a-z]\.[ ]?[a-z]|Mrs?|Ms|Mme|Mlle|Dr|Prof|St|vs|No|Nr|Art|bzw|ca"
    r"|approx|Fig|pp?)\.$",
    re.IGNORECASE,
)


def convert_title(text: ImportedText, rewriter: AddressRewriter) -> str:
    """Return the title as plain words."""
    title = strip_markup(clean_field(text.title, text.location, rewriter.omissions)) or "…"
    if len(title) <= LONGEST_TITLE:
        return title
    what, outcome = "title that is too long", "its first words stay"
    rewriter.omissions.add(text.location, what, outcome, title)
    return f"{title[:LONGEST_TITLE].rpartition(' ')[0] or title[:LONGEST_TITLE]} …"


def convert_summary(text: ImportedText, body: str, title: str, rewriter: AddressRewriter) -> str:
    """Return the summary as plain words; without one, the first sentence of the `body`."""
    own = strip_markup(clean_field(text.summary, text.location, rewriter.omissions))
    if not own:
        what, outcome = "summary that is missing", "made of the first sentence"
        rewriter.omissions.add(text.location, what, outcome)
        return make_summary(body) or title
    if len(own) > LONGEST_OWN_SUMMARY:
        what, outcome = "summary that is too long", "its first sentences stay"
        rewriter.omissions.add(text.location, what, outcome, own)
    return _fit_sentences(own, LONGEST_OWN_SUMMARY, LONGEST_OWN_SUMMARY)


def make_summary(body: str) -> str:
    """Return the first sentence of a body; "" if it has none.

    Sentences of paragraphs go before those of lists, tables and callouts.
    """
    tokens = read_document(body).tokens
    texts = [pair for pair in _iter_texts(tokens) if _says_something(pair[1])][:MOST_TEXTS]
    texts = texts or [pair for pair in islice(_iter_texts(tokens), MOST_TEXTS) if pair[1]]
    whole_texts = [pair for pair in texts if END.search(pair[1])]
    texts = whole_texts or sorted(texts, key=lambda pair: pair[1].endswith(":"))
    choice = sorted(texts, key=lambda pair: pair[0] > 0)
    words = choice[0][1][:LONGEST_READ] if choice else ""
    return _fit_sentences(strip_markup(words), LONGEST_SUMMARY)


def _iter_texts(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Yield the text of each block of prose, on one line, with the depth of its nesting."""
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.type not in NO_PROSE:
            words = (
                " " if child.type in BREAKS else child.content
                for child in token.children or ()
                if child.type not in {"image", *TAGS}
            )
            yield before.level, " ".join("".join(words).split())


def _fit_sentences(text: str, most: int, least: int = 0) -> str:
    """Return whole sentences of `text`: as many as `least` characters hold, at least one.

    A first sentence longer than `most` characters ends with an ellipsis.
    """
    end = 0
    for stop in _iter_ends(text):
        if end and text[end:stop].endswith(":"):
            break  # it leads to a list, which is no part of a summary
        if end and (stop > most or (end >= least and _says_something(text[:end]))):
            break
        end = stop
    if end <= most:
        return text[:end]
    return f"{text[:most].rpartition(' ')[0] or text[:most]}…"


def _says_something(words: str) -> bool:
    return len(words.split()) >= FEWEST_WORDS or len(words.encode()) >= FEWEST_BYTES


def _iter_ends(text: str) -> Iterator[int]:
    """Yield the end of each sentence: no stop before a small letter or after “e.g.” is one."""
    for match in END.finditer(text):
        following = text[match.end() : match.end() + 2].strip()
        start = max(0, match.end() - LONGEST_STOP)
        if not following.islower() and not NO_END.search(text, start, match.end()):
            yield match.end()
    yield len(text)


def strip_markup(text: str) -> str:
    """Return the words of a field without signs of Markdown, HTML and templates."""
    plain = POINTED.sub(r"\1", COMMENT.sub("", unescape(text)))
    plain = LINK.sub(r"\1", WIKI_LINK.sub(r"\1", TAG.sub("", plain)))
    plain = TEMPLATE.sub("", ESCAPE.sub(r"\1", plain)).replace("`", "")
    plain = EMPHASIS.sub(r"\2", convert_emoji(ICON.sub("", plain)))
    plain = re.sub(r"\A#{1,6}\s+", "", " ".join(plain.split()))
    return " ".join(_drop_signs(plain).split())


def _drop_signs(text: str) -> str:
    """Return `text` without what `entraide check` reports as markup in a field."""
    for _ in range(MOST_SIGNS):
        if (match := next(find_marks(text), None)) is None:
            break
        words = MARKS.sub("", match[0]).strip()
        text = text[: match.start()] + ("" if words == match[0] else words) + text[match.end() :]
    return text
