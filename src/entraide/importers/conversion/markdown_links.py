"""Rewrite the links and images of a Markdown text, in each of Markdown's notations."""

import re
from functools import partial
from urllib.parse import quote

from entraide.importers.conversion.html_blocks import describe_file
from entraide.importers.conversion.rewriting import AddressRewriter
from entraide.importers.conversion.signs import escape_alt_text

LABEL = r"(?P<words>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.){0,300}\](?:\([^()\n]{0,500}\))?){0,1000}?)"
BARE = r"[^\s()<>]{0,2000}(?:\([^\s()]{0,300}\)[^\s()<>]{0,1000}){0,3}"
ADDRESS = rf"(?:<(?P<pointed>[^<>\n]{{0,2000}})>|(?P<bare>{BARE}))"
TITLE = r"(?P<title>[ \t\n]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?"
SIZE = r"(?:[ \t]+=\d*x\d*)?"
IMAGE = re.compile(
    r"!\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,300}\]){0,1000}?)\]"
    rf"\([ \t]*{ADDRESS}{TITLE}{SIZE}[ \t]*\)(?P<list>\{{[^{{}}\n]{{0,200}}\}})?"
)
LINK = re.compile(rf"(?<![!\\])\[{LABEL}\]\([ \t]*{ADDRESS}{TITLE}[ \t]*\)")
DEFINITION = re.compile(
    rf"^ {{0,3}}\[(?P<words>[^\[\]\n^]{{1,300}})\]:[ \t]*\n?[ \t]*{ADDRESS}{TITLE}[ \t]*$\n?",
    re.MULTILINE,
)
REFERENCE = re.compile(
    r"(?P<bang>!?)\[(?P<words>(?:[^\[\]\\\n]|\\.|\n(?!\n)){1,300})\](?:\[(?P<label>[^\[\]\n]{0,300})\])?(?![(:\[])"
)
AUTOLINK = re.compile(r"<(http://[^<>\s]{1,2000})>")
# Python-Markdown, which MkDocs uses, takes names with spaces as they are.
SPACED = re.compile(
    r"\]\([ \t]*([^()<>\n\"'\s][^()<>\n\"']{0,300}\.(?:png|jpe?g|gif|svg|webp|avif|pdf|mdx?|html?)"
    r"(?:#[^\s()<>]{0,300})?)[ \t]*\)",
    re.IGNORECASE,
)
WIDTH = re.compile(r"width=[\"']?(\d{1,5})")
BARE_HTTP = re.compile(r"(?<![\w(<\"'=/])http://(?=[\w.-]+\.[a-z]{2,})")


def rewrite_links(text: str, rewriter: AddressRewriter) -> str:
    """Return `text` with new addresses; a link without a target is replaced by its text."""
    text = SPACED.sub(r"](<\1>)", _inline_references(text, rewriter))
    text = IMAGE.sub(partial(_rewrite_image, rewriter), text)
    text = LINK.sub(partial(_rewrite_link, rewriter), text)
    text = AUTOLINK.sub(lambda match: f"<{rewriter.rewrite_link(match[1]) or match[1]}>", text)
    return BARE_HTTP.sub("https://", text)


def _inline_references(text: str, rewriter: AddressRewriter) -> str:
    """Return `text` with links by reference written in full, and without their definitions."""
    definitions: dict[str, str] = {}
    for match in DEFINITION.finditer(text):
        address = match["pointed"] if match["pointed"] is not None else match["bare"]
        definitions.setdefault(
            _fold(match["words"]), f"(<{address}>{(match['title'] or '').rstrip()})"
        )
    if not definitions:
        return text

    used: set[str] = set()

    def inline(match: re.Match[str]) -> str:
        label = _fold(match["label"] or match["words"])
        used.add(label)
        target = definitions.get(label)
        return f"{match['bang']}[{match['words']}]{target}" if target else match[0]

    text = REFERENCE.sub(inline, DEFINITION.sub("", text))
    for label in sorted(definitions.keys() - used):  # people write comments in this way
        what, outcome = "address or comment that no text shows", "left out"
        rewriter.leave_out(what, outcome, f"[{label}]: {definitions[label][1:-1]}")
    return text


def _fold(label: str) -> str:
    return " ".join(label.split()).casefold()


def _get_address(match: re.Match[str]) -> str:
    return str(match["pointed"] if match["pointed"] is not None else match["bare"])


def _rewrite_image(rewriter: AddressRewriter, match: re.Match[str]) -> str:
    source, alt = _get_address(match), " ".join(match["words"].split())
    place = rewriter.rewrite_image(source)
    if not (place.path or place.link):
        return alt
    width = WIDTH.search(match["list"] or "")
    words = (
        alt
        if alt and alt.lower() not in {"image", "img", "alt text"}
        else escape_alt_text(describe_file(source, rewriter))
    )
    if match["title"]:
        rewriter.leave_out("tooltip", "left out", match["title"].strip()[1:-1])
    if place.path:
        return f"![{words}]({place.path}){f'{{width={width[1]}}}' if width else ''}"
    before = match.string[: match.start()]
    if before.endswith("["):  # within a link
        return words
    return f"[{words}]({place.link})"


def _rewrite_link(rewriter: AddressRewriter, match: re.Match[str]) -> str:
    words, written = match["words"], _get_address(match)
    address = rewriter.rewrite_link(written)
    if not address or not words.strip():
        if address:
            rewriter.leave_out("link without words", "left out", written)
        return words
    title = re.sub(r"[\"\n]", "", (match["title"] or "").strip()[1:-1])
    pointed = (
        f"<{address}>"
        if re.search(r"[()\s]", address)
        else quote(address, safe="%/:=&?~#+!$,;'@*[].-_")
    )
    return f"[{words}]({pointed}{f' {chr(34)}{title}{chr(34)}' if title else ''})"
