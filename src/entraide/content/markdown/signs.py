"""Signs of other dialects that a text would show as they were typed: each is a fault, by its name.

Code may have any of them. What a pattern finds is looked for once in each passage of text, by one
alternation; the first that fits tells.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from entraide.content.markdown.attributes import tell_unused
from entraide.content.markdown.faults import add_fault


class Sign(NamedTuple):
    pattern: str
    what: str  # of “{}”, the first of what was found
    cure: str


SIGNS = (
    Sign(r"\{\{[^{}\n]*(?:\}\})?", "“{}” is no placeholder", "Write it like {{{{platform.name}}}}"),
    Sign(
        r"\{[%#][^\n]*?[%#]\}|\{%",
        "“{}” is a sign of another template language",
        "Write the words that should stand there",
    ),
    Sign(
        r"<%[^\n]*?%>|<\?[^\n]*?\?>",
        "“{}” is a sign of another template language",
        "Write the words that should stand there",
    ),
    Sign(
        r"\$\{\w[^{}\n]*\}",
        "“{}” is a sign of another template language",
        "Write the words that should stand there",
    ),
    Sign(
        r"(?<!\{)\{\s*(?:platform|channel|where|law|checklist)\.[\w.-]+\s*\}(?!\})",
        "“{}” has one brace where a placeholder has two",
        "Write {{{{name}}}}",
    ),
    Sign(
        r"(?:(?<=\n)|\A)\s*(?:!!!|\?\?\?\+?)[ \t]*[a-z]+\b[^\n]*",
        "“{}” begins no callout",
        "Write > [!WARNING] and the text after > on the lines below",
    ),
    Sign(
        r"(?:(?<=\n)|\A)[ \t]*:::[^\n]*",
        "“{}” begins or ends no callout that we know",
        "Write > [!NOTE] and the text after > on the lines below",
    ),
    Sign(
        r"\[![A-Z]{2,}\][+-]?",
        "“{}” begins no callout here",
        "Write it first on a line of its own, after >",
    ),
    Sign(r"\{:[^{}\n]*\}", "“{}” is a list of attributes that belongs to nothing", "Remove it"),
    Sign(r"\{#[\w-]+\}", "“{}” names nothing here", "Write it at the end of a heading"),
    Sign(
        r"\{\.[\w-]+[^{}\n]*\}", "“{}” is a list of attributes that belongs to nothing", "Remove it"
    ),
    Sign(
        r"(?<![=<>!])==(?=[^\s=])[^=\n]+==(?!=)",
        "“{}” would show its signs",
        "Write <mark>words</mark>",
    ),
    Sign(
        r"(?<![\w+])\+\+[a-z]+(?:\+[a-z0-9]+)*\+\+(?![\w+])",
        "“{}” would show its signs",
        "Write <kbd>key</kbd> for a key, or leave the signs out",
    ),
    Sign(r"~~", "“{}” strikes nothing out", "Put ~~ around whole words, with no space inside"),
    Sign(r"\[\[[^\[\]\n]*\]\]", "“{}” is a link of a wiki", "Write the link as [words](address)"),
    Sign(
        r"\*\[[^\]\n]+\]:[^\n]*",
        "“{}” is an abbreviation of another dialect",
        'Write <abbr title="what it means">word</abbr>',
    ),
    Sign(r"\$\$[^$]*\$\$", "“{}” is a formula of another dialect", "Write it in words"),
    Sign(
        r"(?<![\w:/]):[a-z][a-z0-9]*(?:[_+-][a-z0-9]+)*:(?![\w:/])",
        "“{}” is the name of a picture",
        "Write the sign itself, such as 😀, or a word",
    ),
    Sign(r"\[\^[^\]\s]+\]", "“{}” has no note", "Write the note at the end: [^name]: the words"),
    Sign(
        r"(?<!\[\d\])(?<!\[\d\d\])(?<=\])\[[^\[\]\n]*\](?!\()",
        "the link to “{}” has no address",
        "Write it as [words](address)",
    ),
    Sign(
        r"!?\[[^\[\]\n]*\]\([^\n)]*\)",
        "“{}” is no link: look at its address",
        "Write it without spaces, as [words](address), or between < and >",
    ),
    Sign(
        r"\]\((?:\ufffc+|(?:https?:|mailto:|tel:|/|\.\.?/|#)[^\s)]*)\)?",
        "“{}” ends no link",
        "Write the link as [words](address)",
    ),
    Sign(
        r"(?:(?<=\n)|\A)[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*:?-*:?[^\n]*",
        "“{}” makes no table",
        "Give its head as many cells as this line, and leave a blank line before it",
    ),
    Sign(
        r"(?:(?<=\n)|\A)[ \t]*(?:[-*+]|\d{1,3}[.)])[\u00a0\u202f\u2007]+\S[^\n]*",
        "a no-break space follows the mark of a list in “{}”",
        "Write an ordinary space there",
    ),
    Sign(
        r"(?:(?<=\n)|\A)[ \t]*#{2,6}[^#\s][^\n]*", "“{}” is no heading", "Put a space after the #"
    ),
    Sign(
        r"(?:(?<=\n)|\A)(?:import\s[^\n]*?\bfrom\s*['\"]|export\s+(?:const|default|function)\b)[^\n]*",
        "“{}” is code of another system",
        "Remove it",
    ),
    Sign(
        r"(?<!\*)\*\*(?!\*)",
        "the signs ** would be seen",
        "Put ** around whole words, with no space inside and no backslash before",
    ),
    Sign(
        r"(?<![\w_])__(?=[^\W_])|(?<=[^\W_])__(?![\w_])",
        "the signs __ would be seen",
        "Put __ around whole words, with no space inside and no backslash before",
    ),
    Sign(r"<!--", "a comment that is never closed would be seen", "End it with -->"),
)
ANY = re.compile("|".join(f"(?P<s{number}>{sign.pattern})" for number, sign in enumerate(SIGNS)))
# What any of them needs: most passages have nothing of it.
NEEDED = re.compile(
    r"[{}\[\]<>*_~$|+=#]|!!!|\?\?\?|:[:a-z]|import |export |(?:[-*+]|\d[.)])[\u00a0\u202f\u2007]"
)
CONFLICT = re.compile(r"^[ \t>]*(?:<{7,}|\|{7,}|>{7,})(?![<>|])", re.MULTILINE)
MIDDLE = re.compile(r"^[ \t]*={7}[ \t]*$", re.MULTILINE)
LONGEST = 60  # characters of what was found that are told
CONTENTS = re.compile(r"\s*(?:\[\[?_?toc_?\]\]?|\{:?\s*toc\s*\}|\$\{toc\})\s*\Z", re.IGNORECASE)
BOX = "\ufffc"  # stands for what is no text: code, a placeholder, an image


def drop_contents_lines(state: StateCore) -> None:
    """A core rule: `[TOC]` alone in a paragraph asks for what every page has beside its text."""
    if "toc" not in state.src.casefold():
        return
    kept: list[Token] = []
    skip = 0
    for index, token in enumerate(state.tokens):
        following = state.tokens[index + 1 : index + 2]
        if token.type == "paragraph_open" and CONTENTS.match(following[0].content):
            skip = 3
        if skip:
            skip -= 1
        else:
            kept.append(token)
    state.tokens[:] = kept


def tell_signs(state: StateCore) -> None:
    """A core rule, the last: whatever no other rule took."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            _tell_in(token, state.env)
    _tell_conflicts(state)


def _tell_in(token: Token, env: EnvType) -> None:
    children = token.children or ()
    line = (token.map or [0])[0]
    for child in children:
        if child.meta.get("unused"):
            tell_unused(env, line, child.meta["unused"])
        if (
            child.type == "link_open"
            and child.info == "auto"
            and "%5C" in str(child.attrGet("href"))
        ):
            what = "there are backslashes in the address of a link, which leads nowhere so"
            add_fault(env, line, what, "Write the address as a browser shows it")
    text = text_of(children)
    for match in ANY.finditer(text) if NEEDED.search(text) else ():
        sign = SIGNS[int((match.lastgroup or "s0")[1:])]
        written = match[0].strip()
        short = written if len(written) <= LONGEST else f"{written[:LONGEST]}…"
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        where = line + text.count("\n", 0, start)
        add_fault(env, where, sign.what.format(short), sign.cure.format())


def text_of(children: Sequence[Token]) -> str:
    """The text of a passage as its page shows it, line by line; what is no text is a BOX."""
    return "".join(_text(children))


def _text(children: Sequence[Token]) -> Iterator[str]:
    automatic = False
    for child in children:
        if child.type in {"link_open", "link_close"}:
            automatic = child.type == "link_open" and child.info == "auto"
        elif child.type == "text":
            yield BOX if automatic else child.content
        elif child.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif child.nesting == 0:
            yield BOX


def _tell_conflicts(state: StateCore) -> None:
    """Marks of an unresolved merge: both sides of it would be on the page."""
    marks = [_line_at(state.src, match) for match in CONFLICT.finditer(state.src)]
    if not marks:
        return
    marks += [_line_at(state.src, match) for match in MIDDLE.finditer(state.src)]
    code = [
        token.map for token in state.tokens if token.type in {"fence", "code_block"} and token.map
    ]
    for line in sorted(marks):
        if not any(first <= line < end for first, end in code):
            cure = "Keep one of the two texts, and remove the lines of <, = and >"
            add_fault(state.env, line, "this is a mark of an unresolved merge", cure)


def _line_at(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start())
