"""HTML within a Markdown text: whole elements become Markdown, wrappers go, our own tags stay."""

import re

from entraide.content.markdown.inline_html import PAIRED
from entraide.importers.conversion.html_markdown import convert_fragment
from entraide.importers.conversion.html_tree import HtmlExcessError
from entraide.importers.conversion.paired_tags import OmissionCounts
from entraide.importers.conversion.rewriting import AddressRewriter

WHOLE = frozenset(
    [
        "a",
        "audio",
        "blockquote",
        "code",
        "del",
        "dl",
        "em",
        "embed",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "iframe",
        "img",
        "input",
        "ins",
        "object",
        "ol",
        "picture",
        "pre",
        "q",
        "s",
        "samp",
        "script",
        "strike",
        "strong",
        "style",
        "svg",
        "table",
        "tt",
        "ul",
        "var",
        "video",
    ]
)
EMPTY = frozenset({"img", "input", "embed"})
WRAPPERS = frozenset(
    [
        "address",
        "article",
        "aside",
        "center",
        "div",
        "font",
        "footer",
        "header",
        "hgroup",
        "main",
        "nav",
        "nobr",
        "p",
        "section",
        "small-caps",
        "span",
        "big",
        "label",
        "button",
        "body",
        "html",
        "head",
        "figcaption",
        "source",
        "link",
        "meta",
    ]
)
BLOCKS = frozenset({"p", "div", "center", "section", "article", "figcaption", "aside"})
KEPT = PAIRED | {"br", "details", "summary"}
TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:\s(?:[^<>\"']|\"[^\"]{0,3000}\"|'[^']{0,3000}'){0,3000})?)/?>"
)
TITLE = re.compile(r"title\s*=\s*\"([^\"<>]{0,500})\"")
LONGEST = 200_000  # signs of one element


def convert_embedded(text: str, rewriter: AddressRewriter, counts: OmissionCounts) -> str:
    """Return `text` with its HTML in Markdown."""
    parts: list[str] = []
    position = 0
    for match in TAG.finditer(text):
        if match.start() < position:
            continue
        name = match["name"].lower()
        parts.append(text[position : match.start()])
        position = match.end()
        if name in WHOLE and not match["close"]:
            end = match.end() if name in EMPTY else _find_end(text, match.end(), name)
            converted = _convert_element(text[match.start() : end], rewriter, counts)
            parts.append(_set_apart(converted, name))
            position = end
        elif name in WHOLE or name in WRAPPERS:
            if name not in WHOLE:
                counts[f"element <{name}>", "its words stay"] += not match["close"]
            parts.append("\n\n" if name in BLOCKS else "")
        elif name == "hr":
            parts.append("\n\n---\n\n")
        elif name in KEPT:
            parts.append(_keep_tag(match, name))
        else:
            counts["word in angle brackets", "shown as code"] += 1
            parts.append(f"`{match[0].replace('`', '')}`")
    return "".join([*parts, text[position:]])


def _find_end(text: str, start: int, name: str) -> int:
    """Return where the element ends whose opening tag ends at `start`."""
    depth = 1
    for match in re.compile(rf"<(/?){name}\b[^<>]*>", re.IGNORECASE).finditer(
        text, start, start + LONGEST
    ):
        depth += -1 if match[1] else (0 if match[0].endswith("/>") else 1)
        if not depth:
            return match.end()
    return start


def _convert_element(html: str, rewriter: AddressRewriter, counts: OmissionCounts) -> str:
    try:
        return convert_fragment(html, rewriter)
    except HtmlExcessError:
        counts["HTML that is nested too deeply or too long", "left out; its words stay"] += 1
        return TAG.sub("", html)


def _set_apart(converted: str, name: str) -> str:
    """Return Markdown of an element; a block stands between blank lines."""
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
