"""Convert HTML within a Markdown text: elements become Markdown, except for tags that we allow."""

import re
from collections import defaultdict
from collections.abc import Sequence

from entraide.content.markdown.inline_html import PAIRED
from entraide.importers.conversion.html_markdown import convert_fragment
from entraide.importers.conversion.html_tree import HtmlExcessError
from entraide.importers.conversion.lost_meanings import HIDING, SHOWN
from entraide.importers.conversion.paired_tags import OmissionCounts
from entraide.importers.conversion.rewriting import AddressRewriter

WHOLE = frozenset(
    """
    a acronym applet audio blockquote canvas code del dfn dialog dir dl em embed fieldset figure
    form frameset h1 h2 h3 h4 h5 h6 iframe img input ins listing map marquee math menu object ol
    picture pre q ruby s samp script select strike strong style svg table template textarea tt ul
    var video
    """.split()  # noqa: SIM905 - read as a text
)
EMPTY = frozenset({"img", "input", "embed"})
WRAPPERS = frozenset(
    """
    address article aside bdi bdo big blink body button center data div figcaption font footer head
    header hgroup html label legend link main meta meter nav nobr noscript optgroup option output p
    progress rp rt search section small-caps source span time track wbr
    """.split()  # noqa: SIM905 - read as a text
)
BLOCKS = frozenset({"p", "div", "center", "section", "article", "figcaption", "aside", "search"})
KEPT = PAIRED | {"br", "details", "summary"}
TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:\s(?:[^<>\"']|\"[^\"]{0,3000}\"|'[^']{0,3000}'){0,3000})?)/?>"
)
TITLE = re.compile(r"title\s*=\s*\"([^\"<>]{0,500})\"")
HIDDEN = re.compile(rf"\bhidden(?=\s|=|$)|{HIDING}", re.IGNORECASE)
LONGEST = 200_000  # signs of one element


def convert_embedded(text: str, rewriter: AddressRewriter, counts: OmissionCounts) -> str:
    """Return `text` with its HTML converted to Markdown."""
    parts: list[str] = []
    position = 0
    matches = list(TAG.finditer(text))
    ends = _pair_elements(matches)
    for match in matches:
        if match.start() < position:
            continue
        name = match["name"].lower()
        parts.append(text[position : match.start()])
        position = match.end()
        if name in WHOLE and not match["close"]:
            end = match.end() if name in EMPTY else ends.get(match.start(), match.end())
            converted = _convert_element(text[match.start() : end], rewriter, counts)
            parts.append(_set_apart(converted, name))
            position = end
        elif name in WHOLE or name in WRAPPERS:
            if name not in WHOLE and not match["close"]:
                counts[f"element <{name}>", "its words stay"] += 1
                _count_attributes(match["rest"], counts)
            parts.append("\n\n" if name in BLOCKS else "")
        elif name == "hr":
            parts.append("\n\n---\n\n")
        elif name in KEPT:
            parts.append(_keep_tag(match, name))
        else:
            counts["word in angle brackets", "shown as code"] += 1
            parts.append(f"`{match[0].replace('`', '')}`")
    return "".join([*parts, text[position:]])


def _count_attributes(attributes: str, counts: OmissionCounts) -> None:
    """Add omissions for attributes of a tag that is removed."""
    if TITLE.search(attributes):
        counts["tooltip", "left out"] += 1
    if HIDDEN.search(attributes):
        counts["hidden passage", SHOWN] += 1


def _pair_elements(matches: Sequence[re.Match[str]]) -> dict[int, int]:
    """Return the end of each closed element, by the position of its opening tag."""
    ends: dict[int, int] = {}
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for match in matches:
        name = match["name"].lower()
        if match["close"] and starts[name]:
            start = starts[name].pop()
            if match.end() - start <= LONGEST:
                ends[start] = match.end()
        elif not match["close"] and not match[0].endswith("/>"):
            starts[name].append(match.start())
    return ends


def _convert_element(html: str, rewriter: AddressRewriter, counts: OmissionCounts) -> str:
    try:
        return convert_fragment(html, rewriter)
    except HtmlExcessError:
        counts["HTML that is nested too deeply or too long", "left out; its words stay"] += 1
        return TAG.sub("", html)


def _set_apart(converted: str, name: str) -> str:
    """Return an element as Markdown; a block between blank lines."""
    if (
        "\n" in converted.strip()
        or name in {"table", "ul", "ol", "pre", "dl", "blockquote"}
        or name[:1] == "h"
    ):
        return f"\n\n{converted.strip()}\n\n"
    return converted.strip()


def _keep_tag(match: re.Match[str], name: str) -> str:
    if name == "details" and not match["close"]:
        return "\n\n<details>\n"
    if name == "details":
        return "\n\n</details>\n\n"
    if name == "summary":
        return "</summary>\n\n" if match["close"] else "<summary>"
    if name == "br":
        return "<br>"
    title = TITLE.search(match["rest"]) if name == "abbr" and not match["close"] else None
    return f"<{match['close']}{name}{f' title={chr(34)}{title[1]}{chr(34)}' if title else ''}>"
