"""Foreign markup: signs of other Markdown dialects that a page would show as typed, with cures.

Only text is searched: code may have any of them, and what our parser read as markup is no longer
text. Of two patterns that match at one place, the first counts.
"""

import re
from typing import NamedTuple

from entraide.content.markdown.callout_kinds import KINDS_BY_NAME
from entraide.model.placeholders import OPEN_BRACES

LINE = r"(?:(?<=\n)|\A)[ \t]*"  # at the beginning of a line
CALLOUT = "Write > [!NOTE] and the text after > on the lines below"
WORDS_CURE = "Write the words that should stand there"
ATTRIBUTES = "“{}” is a list of attributes that belongs to nothing"
MARKDOWN = "Write it in Markdown"
LINK = "Write the link as [words](address)"
BOLD = "Put them around whole words, with no space inside and no backslash, or write <b>words</b>"
ITEM = "“{}” begins no item of a list"
SEEN = "the signs “{}” would be seen"
TEMPLATE = "“{}” is a sign of another template language"
DIALECT = "“{}” is markup of another dialect"


class ForeignSign(NamedTuple):
    """A sign of another dialect: its pattern, the message and the cure; a minor one is a warning.

    An `escaped` one counts only where a backslash made it text.
    """

    pattern: str
    what: str
    cure: str
    minor: bool = False
    escaped: bool = False

    def format_cure(self, written: str) -> str:
        """Return the cure, with the text to write in place of `written`."""
        return self.cure.format(inner=written.strip("{} "))


TEMPLATES = (
    ForeignSign(r"\{\{[<%][^\n{]{0,200}?[>%]\}\}", TEMPLATE, WORDS_CURE),
    ForeignSign(
        rf"{OPEN_BRACES}(?:\}}\}})?",
        "“{}” is no placeholder",
        "Write it like {{{{platform.name}}}}",
    ),
    ForeignSign(
        r"\{/\*[^\n]{0,200}?\*/\}", "“{}” is a comment of another dialect", "Write <!-- … -->"
    ),
    ForeignSign(r"\{[%#!][^\n{]{0,200}?[%#!]\}|\{%|\[%[^\n\[]{0,200}?%\]", TEMPLATE, WORDS_CURE),
    ForeignSign(r"<%[^\n<]{0,200}?%>|<\?[^\n<]{0,200}?\?>", TEMPLATE, WORDS_CURE),
    ForeignSign(r"<\?[a-z=]|<!\[CDATA\[|<![A-Z]+", "“{}” is code of another system", "Remove it"),
    ForeignSign(
        r"</?[a-zA-Z][\w-]*\s+[\w:-]+\s*=[^<>]*\Z",
        "the tag “{}” is never closed",
        "End it with >, or leave it out",
    ),
    ForeignSign(r"[#$%@]\{\w[^{}\n]*\}|@@\w+@@", TEMPLATE, WORDS_CURE),
    ForeignSign(
        r"(?<!\{)\{\s*(?:platform|channel|where|law|checklist)\.[\w.-]+\s*\}{1,2}",
        "“{}” has one brace where a placeholder has two",
        "Write {{{{{inner}}}}}",
    ),
    ForeignSign(
        LINE + r"(?:import\s[^\n]*?\bfrom\s*['\"]|export\s+(?:const|default|function)\b)[^\n]*",
        "“{}” is code of another system",
        "Remove it",
    ),
    ForeignSign(LINE + r";?-{1,2}8<-{1,2}[^\n]*", TEMPLATE, "Write the text that it brings in"),
)
COMPONENTS = (  # of MDX; in a field, <Help> is what somebody called a button
    ForeignSign(
        r"</?[A-Z][\w.]*(?:\s[^<>\n]*)?/?>|<[A-Za-z][\w.]*\s[^<>\n]*\{[^\n]*|</?>",
        "“{}” is a part of another system",
        "Write in Markdown what it shows",
    ),
)
CALLOUTS = (
    ForeignSign(
        LINE
        + r"(?:!!!|\?\?\?\+?)[ \t]*(?:[a-z]+(?:[ \t]+\"[^\n]*)?[ \t]*(?=\n|\Z)|(?:"
        + "|".join(KINDS_BY_NAME)
        + r")\b[^\n]*)",
        "“{}” begins no callout",
        CALLOUT,
    ),
    ForeignSign(LINE + r":::[^\n]*", "“{}” begins or ends no callout that we know", CALLOUT),
    ForeignSign(LINE + r"///(?:[ \t][^\n]*)?(?=\n|\Z)", DIALECT, MARKDOWN),
    ForeignSign(LINE + r"::[a-z]+(?=[\[{])[^\n]*", DIALECT, MARKDOWN),
    ForeignSign(r"(?<![\w:]):[a-z]+\[[^\]\n]*\]", DIALECT, MARKDOWN),
    ForeignSign(
        r"\[![A-Za-z]{2,}\][+-]?",
        "“{}” begins no callout here",
        "Write it first on a line of its own, after >",
    ),
    ForeignSign(LINE + r"\.\.[ \t]+[a-z-]+::[^\n]*", DIALECT, MARKDOWN),
    ForeignSign(
        LINE + r"===[+!]?[ \t]+\"[^\n]*", "“{}” is a tab of another dialect", "Write ## words"
    ),
    ForeignSign(
        r"\{(?:code|panel|note|warning|info|tip|quote|noformat|expand|color)(?::[^{}\n]*)?\}",
        DIALECT,
        MARKDOWN,
    ),
    ForeignSign(
        r"\\?\[\[?_?(?:toc|TOC)_?\]\]?",
        "“{}” asks for the contents within a text",
        "Leave it out: every page has its contents beside it",
    ),
)
PHRASES = (
    ForeignSign(r"\{:[^{}\n]*\}|\{\.[\w-]+[^{}\n]*\}|\{[\w-]+=[^{}\n]*\}", ATTRIBUTES, "Remove it"),
    ForeignSign(r"\{#[\w-]+\}", "“{}” names nothing here", "Write it at the end of a heading"),
    ForeignSign(r"\{(?:--|\+\+|>>|==|~~)[^\n]{1,200}?(?:--|\+\+|<<|==|~~)\}", DIALECT, WORDS_CURE),
    ForeignSign(
        r"(?<![=<>!])==(?=[^\s=])[^=]{0,200}[^=\s]==(?!=)", SEEN, "Write <mark>words</mark>"
    ),
    ForeignSign(
        r"(?<![\w+])\+\+[\"\w]+(?:\+[\"\w]+)*\+\+(?![\w+])",
        SEEN,
        "Write <kbd>key</kbd> for a key, or leave the signs out",
    ),
    ForeignSign(r"\^\^[^\s^][^^\n]*\^\^", SEEN, "Write <u>words</u>"),
    ForeignSign(r"(?<!\^)\^[^\s^]+\^(?!\^)", SEEN, "Write <sup>it</sup>"),
    ForeignSign(
        r"(?<!\|)\|\|(?=[^\s|])[^|\n]*[^|\s]\|\|(?!\|)", SEEN, "Write <details>, or leave them out"
    ),
    ForeignSign(r"%%[^%\n]+%%", SEEN, "Write a comment as <!-- … -->"),
    ForeignSign(
        r"~~", "“{}” strikes nothing out", "Put ~~ around whole words, with no space inside"
    ),
    ForeignSign(r"(?<!\*)\*\*(?!\*)", SEEN, BOLD),
    ForeignSign(r"(?<![\w_])__(?=[^\W_])|(?<=[^\W_])__(?![\w_])", SEEN, BOLD),
    ForeignSign(
        r"\$\$[^$]*\$\$|\$[^\s$][^$\n]*[\\^_{][^$\n]*\$",
        "“{}” is a formula of another dialect",
        "Write it in words",
    ),
    ForeignSign(
        r"(?<![\w:/]):(?:[A-Za-z][A-Za-z0-9]*(?:[_+-][A-Za-z0-9]+)*|[+-]1|100|1234):(?![\w/])",
        "“{}” is the name of a picture",
        "Write the sign itself, such as 😀, or a word",
    ),
    ForeignSign(
        r"\*\[[^\]\[\n]{1,200}\]:[^\n]*",
        "“{}” is an abbreviation of another dialect",
        'Write <abbr title="what it means">word</abbr>',
    ),
    ForeignSign(r"\[/[a-z]+\]", DIALECT, "Write it in Markdown: **bold**, [words](address)"),
    ForeignSign(
        r"&(?:nbsp|amp|lt|gt|quot|rsquo|#\d+|#x[0-9a-f]+);", SEEN, "Write & in place of &amp;"
    ),
    ForeignSign(r"`+", "a lone “{}” would be seen", "Put one on each side of code, or write ’"),
    ForeignSign(r"<!--", "a comment that is never closed would be seen", "End it with -->"),
)
LINKS = (
    ForeignSign(
        r"!?\[[^\[\]\n]*\]\(\s*<?(?:javascript|vbscript|data|file):[^\n)]*\)*",
        "“{}” leads to no kind of address that we publish",
        "Link to a page (https:), to an e-mail address (mailto:) or to a file of ours",
    ),
    ForeignSign(
        r"!\[[^\[\]\n]*\]\([^\s)]+[ \t]+=\d*%?x\d*%?\)",
        "“{}” has a size that belongs behind it",
        "Write ![words](file.png){{width=320 height=120}}",
    ),
    ForeignSign(
        r"<https?://[^<>\n]*>", "“{}” is no link: look at its address", "Write it without spaces"
    ),
    ForeignSign(r"\[\[[^\[\]\n]*\]\]", "“{}” is a link of a wiki", LINK),
    ForeignSign(
        LINE + r"\[\^[^\]\s]+\][ \t\u00a0\u202f]+:[^\n]*",
        "“{}” is no note",
        "Write the colon right behind the bracket",
    ),
    ForeignSign(
        r"\[\^[^\]\s]+\]", "“{}” has no note", "Write the note at the end: [^name]: the words"
    ),
    ForeignSign(
        r"\[[^\[\]\n]*[^\W\d_][^\[\]\n]*[ \t][^\[\]\n]*\]\[[^\[\]\n]*\](?!\()|\[[^\[\]\n]+\]\[\]",
        "the link “{}” has no address",
        LINK,
    ),
    ForeignSign(
        r"\[(?!\d+\])[^\[\]\n]+\]\[(?!\d+\])[^\[\]\n]+\](?!\()",
        "“{}” is text: as a link it has no address",
        LINK,
        minor=True,
    ),
    ForeignSign(r"\[[^\[\]|\n]+\|(?:https?:|\ufffc)[^\]\n]*\]", DIALECT, LINK),
    ForeignSign(
        r"!?\[[^\[\]\n]*\](?:\([^\n)]*\)?| \((?:https?:|\ufffc|[\w./-]+\.md)[^\n)]*\)?)",
        "“{}” is no link: look at its address",
        "Write it without spaces, as [words](address), or between < and >",
    ),
    ForeignSign(
        r"\]\((?:\ufffc+|(?:https?:|mailto:|tel:|/|\.\.?/|#)[^\s)]*)\)?",
        "“{}” ends no link",
        LINK,
    ),
)
BLOCKS = (
    ForeignSign(r"\A>[ \t]*\S[^\n]*", "“{}” is no quote here", "Leave a blank line before it"),
    ForeignSign(
        LINE + r":[ \t\u00a0]+\S[^\n]*",
        "“{}” explains no term",
        "Write the term on the line right above it, or leave the colon out",
    ),
    ForeignSign(
        LINE + r"\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*:?-*:?[^\n]*",
        "“{}” makes no table",
        "Give its head as many cells as this line, and leave a blank line before it",
    ),
    ForeignSign(
        LINE + r"\|[^|\n]+\|[^|\n]+\|[^\n]*",
        "“{}” is in no table",
        "Put a line of | --- | --- | below its head, and a blank line before it",
    ),
    ForeignSign(
        LINE + r"(?:[-*+]|\d{1,3}[.)]|#{1,6}|>)[\u00a0\u202f\u2007]+\S[^\n]*"
        r"|" + LINE + r"[\u00a0\u202f\u2007]+[-*+][ \t]\S[^\n]*",
        "a no-break space stands beside the mark in “{}”",
        "Write an ordinary space there",
    ),
    ForeignSign(
        LINE + r"(?:-{3,}|\*{3,}|_{3,})[\u00a0\u202f\u2007]*(?=\n|\Z)",
        "“{}” draws no line",
        "Put it between two blank lines, with no no-break space behind it",
    ),
    ForeignSign(
        LINE + r"[•‣◦▪●\uf0a7\uf0b7][^\n]*\n[ \t]*[•‣◦▪●\uf0a7\uf0b7]|[\uf0a7\uf0b7\uf0d8\uf0fc]"
        r"|" + LINE + r"–[ \t\u00a0][^\n]*\n[ \t]*–[ \t\u00a0]",
        ITEM,
        "Begin each item with a hyphen and a space",
    ),
    ForeignSign(
        LINE + r"(?:-|\*|\d{1,2}[.)])[^\W\d_][^\n*]*\n[ \t]*(?:-|\*|\d{1,2}[.)])(?=[^\W\d_])",
        ITEM,
        "Put a space after the mark of each item",
    ),
    ForeignSign(
        LINE + r"(?:[-+*]|\d{1,2}[.)])[ \t]\S[^\n]*\n[ \t]*(?:[-+*]|\d{1,2}[.)])[ \t]\S",
        ITEM,
        "Remove the \\ before its mark",
        escaped=True,
    ),
    ForeignSign(
        r"\A\[(?:[\u00a0\u202f]|)\][ \t\u00a0]\S[^\n]*",
        "“{}” is no box to tick",
        "Write - [ ] words",
    ),
    ForeignSign(LINE + r"#{2,6}[^#\s][^\n]*", "“{}” is no heading", "Put a space after the #"),
    ForeignSign(
        LINE + r"#{1,6}[ \t]+\S[^\n]*",
        "“{}” is no heading",
        "Remove the \\ before the #",
        escaped=True,
    ),
    ForeignSign(
        r"\A#(?!\w*[a-z][A-Z])[^\W\d_][^\n.!?…]{0,40}\Z",
        "“{}” is text, no heading",
        "Put a space after the #",
        minor=True,
    ),
    ForeignSign(
        LINE + r"(?:={1,6}[ \t]+\w|h[1-6]\.[ \t])[^\n]*",
        "“{}” is no heading",
        "Write it as ## words",
    ),
    ForeignSign(
        LINE + r"={3,}[ \t]*(?=\n|\Z)",
        "“{}” underlines nothing",
        "Remove it, or write the heading as ##",
    ),
)
SIGNS = (*TEMPLATES, *COMPONENTS, *CALLOUTS, *PHRASES, *LINKS, *BLOCKS)
ANY = re.compile("|".join(f"(?P<s{number}>{sign.pattern})" for number, sign in enumerate(SIGNS)))
# A fast test: a part of whatever ANY finds. Most passages have nothing of it.
NEEDED = re.compile(
    r"[`{}\[\]<>*_~$|+=#^%@&•‣◦▪●\uf0a7\uf0b7\uf0d8\uf0fc]|!!!|\?\?\?|:[:A-Za-z0-9+-]"
    r"|(?:^|\n)[ \t]*(?:[-*+]|\d+[.)]|–|\.\.|///|h\d\.|:\s|[\u00a0\u202f])"
    r"|import |export |(?:[-*+]|\d[.)])[\u00a0\u202f\u2007]"
)
