"""Change the tree of a text to shapes that Markdown has: callouts, images, links, headings."""

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from entraide.content.markdown.callout_kinds import KINDS_BY_NAME
from entraide.importers.assets import make_file_stem
from entraide.importers.conversion.html_tree import make_raw, take_apart
from entraide.importers.conversion.lost_meanings import read_number
from entraide.importers.conversion.rewriting import SAME_PAGE, AddressRewriter
from entraide.importers.conversion.signs import escape_alt_text
from entraide.model.web_address import get_scheme

CALLOUT = "data-callout"  # attributes of a blockquote that is one
TITLE = "data-callout-title"
HEADING = re.compile(r"^h[1-6]$")
NUMBER = "data-number"  # of an item of an ordered list
CALLOUT_CLASSES = frozenset(
    {"admonition", "alert", "callout", "notice", "note-box", "theme-admonition"}
)
COMMON_CLASSES = frozenset("default primary secondary question example details help".split())  # noqa: SIM905
TITLE_CLASSES = re.compile(r"admonition-title|alert-title|callout-title|admonition-?heading")
PLAYERS = {"iframe": "src", "embed": "src", "object": "data", "video": "src", "audio": "src"}
BLOCKS = frozenset(
    "h1 h2 h3 h4 h5 h6 ul ol li table td th pre blockquote dl dt dd div p details".split()  # noqa: SIM905
)
NO_BLOCKS = frozenset("h1 h2 h3 h4 h5 h6 ul ol table pre blockquote dl div p details hr".split())  # noqa: SIM905


def convert_blocks(tree: BeautifulSoup, rewriter: AddressRewriter) -> None:
    """Change `tree` in place."""
    for element in tree.find_all(list(PLAYERS)):
        _replace_player(tree, element, rewriter)
    for element in tree.find_all("img"):
        _replace_image(element, rewriter)
    for element in tree.find_all("a"):
        _rewrite_link(element, rewriter)
    for element in tree.find_all(["div", "p", "aside", "blockquote"]):
        if not element.decomposed:  # the title of a callout is one of these, and goes
            _mark_callout(element)
    _adjust_headings(tree)
    _drop_last_breaks(tree)
    for element in tree.find_all("ol"):
        _number_items(element)
    for element in tree.find_all(["picture", "figure"]):
        element.name = "div"
    for element in tree.find_all(["strong", "b", "em", "i", "a", "u", "s", "del", "code"]):
        if element.find(NO_BLOCKS):
            take_apart(element, "div")


def find_heading_anchors(tree: BeautifulSoup) -> dict[str, str]:
    """Return the text of the heading for each id of a page.

    It is the heading with the id or right after it, else the one before it.
    """
    anchors: dict[str, str] = {}
    heading, new_names = "", list[str]()
    for node in tree.descendants:
        if isinstance(node, Tag):
            names = [str(node[key]) for key in ("id", "name") if node.get(key)]
            new_names += names
            anchors |= dict.fromkeys(names, heading)
            if HEADING.fullmatch(node.name):
                heading = node.get_text()
                anchors |= dict.fromkeys(new_names, heading)
        elif str(node).strip():
            new_names = []
    return anchors


def _drop_last_breaks(tree: BeautifulSoup) -> None:
    """Remove each line break without text after it: browsers show none, Markdown its sign."""
    last_breaks: set[int] = set()
    for element in reversed(tree.find_all("br")):
        if _ends_block(element, last_breaks):
            last_breaks.add(id(element))
            take_apart(element)


def _ends_block(element: Tag, last_breaks: set[int]) -> bool:
    """Return whether nothing follows `element` in its block but the `last_breaks` of it."""
    node = element
    while True:
        for sibling in node.next_siblings:
            if isinstance(sibling, Tag):
                return sibling.name in BLOCKS or id(sibling) in last_breaks
            if str(sibling).strip():
                return False
        if node.parent is None or node.parent.name in BLOCKS:
            return True
        node = node.parent


def _number_items(element: Tag) -> None:
    start = read_number(str(element.get("start") or "1"))
    for number, item in enumerate(
        element.find_all("li", recursive=False), 1 if start is None else start
    ):
        item[NUMBER] = str(number)


def _replace_player(tree: BeautifulSoup, element: Tag, rewriter: AddressRewriter) -> None:
    """Replace a video or a frame by a link, since a page loads nothing from other hosts."""
    source = element.get(PLAYERS[element.name]) or _get_source(element)
    address = rewriter.rewrite_link(str(source)) if source else ""
    outcome = "left out; a link leads to it" if address else "left out"
    rewriter.omissions.add(rewriter.text.location, element.name, outcome, str(source or ""))
    if not address:
        take_apart(element)
        return
    paragraph, link = tree.new_tag("p"), tree.new_tag("a", href=address)
    link.string = str(element.get("title") or address.partition("://")[2].rstrip("/") or address)
    link["data-done"] = ""
    paragraph.append(link)
    element.replace_with(paragraph)


def _get_source(element: Tag) -> str:
    source = element.find("source")
    return str(source.get("src") or "") if isinstance(source, Tag) else ""


def _replace_image(image: Tag, rewriter: AddressRewriter) -> None:
    choices = str(image.get("srcset") or "").split()
    source = str(image.get("src") or image.get("data-src") or next(iter(choices), ""))
    if source.startswith("data:"):
        rewriter.omissions.add(
            rewriter.text.location, "image within the text (data:)", "left out; its words stay"
        )
        image.replace_with(str(image.get("alt") or ""))
        return
    alt = " ".join(str(image.get("alt") or "").split())
    width = str(image.get("width") or "")
    place = rewriter.rewrite_image(source)
    if not (place.path or place.link):
        image.replace_with(alt)
        return
    if not alt and not image.has_attr("alt"):
        alt = describe_file(source, rewriter)
    if place.path:
        size = f"{{width={width}}}" if width.isascii() and width.isdecimal() and int(width) else ""
        if not alt:
            size = '{alt=""}'
        image.replace_with(make_raw(image, f"![{escape_alt_text(alt)}]({place.path}){size}"))
    elif image.find_parent("a"):
        image.replace_with(alt or describe_file(source, rewriter))
    else:
        words = escape_alt_text(alt or make_file_stem(source))
        image.replace_with(make_raw(image, f"[{words}]({place.link})"))


def describe_file(source: str, rewriter: AddressRewriter) -> str:
    """Return a placeholder description made of an image's file name, for people to replace."""
    words = make_file_stem(source).replace("-", " ")
    outcome = "the name of its file stands there; describe the image"
    rewriter.omissions.add(rewriter.text.location, "image without words", outcome, source)
    return words


def _rewrite_link(link: Tag, rewriter: AddressRewriter) -> None:
    if link.has_attr("data-done"):
        del link["data-done"]
        return
    if not link.has_attr("href"):
        take_apart(link)  # an anchor
        return
    address = rewriter.rewrite_link(str(link["href"]))
    has_words = link.get_text(strip=True) or link.find("img")
    if address and not has_words and not address.startswith(SAME_PAGE):
        rewriter.leave_out("link without words", "left out", str(link["href"]))
    if not address or not has_words:
        take_apart(link)
        return
    link["href"] = address
    if get_scheme(address) and link.get("title") == link.get_text():
        del link["title"]


def _mark_callout(element: Tag) -> None:
    """Turn a block into a callout if its classes say that it is one."""
    names = [str(name).lower() for name in element.get("class") or ()]
    if not _is_callout(names, str(element.get("role") or "")):
        return
    if not element.get_text(strip=True) or element.find_parent(attrs={CALLOUT: True}):
        return
    kinds = [KINDS_BY_NAME[part] for name in names for part in _split_class(name)]
    title = element.find(class_=TITLE_CLASSES)
    if isinstance(title, Tag):
        words = " ".join(title.get_text(" ", strip=True).split())
        title.decompose()
        if words.lower().strip(":!") not in KINDS_BY_NAME:
            element[TITLE] = words
    if element.name == "p":
        element.wrap(Tag(name="blockquote"))[CALLOUT] = next(iter(kinds), "note")
        return
    element.name = "blockquote"
    element[CALLOUT] = next(iter(kinds), "note")


def _is_callout(names: list[str], role: str) -> bool:
    """Return whether a block of these classes is a callout: `alert alert-warning`, `note`."""
    if CALLOUT_CLASSES & set(names) or role in {"note", "alert"}:
        return True
    if any(name.startswith(("alert-", "callout-", "admonition-")) for name in names):
        return True
    return len(names) == 1 and names[0] in KINDS_BY_NAME and names[0] not in COMMON_CLASSES


def _split_class(name: str) -> list[str]:
    return [part for part in re.split(r"[-_]+", name) if part in KINDS_BY_NAME]


def _adjust_headings(tree: BeautifulSoup) -> None:
    """Shift headings to begin at level 2 and skip no level: the page has its own title."""
    headings = tree.find_all(HEADING)
    for heading in [each for each in headings if not each.get_text(strip=True)]:
        take_apart(heading)
    stack: list[tuple[int, int]] = []  # levels as written, and as they become
    for heading in [each for each in headings if each.name[0] == "h"]:
        written = int(heading.name[1])
        while stack and stack[-1][0] >= written:
            stack.pop()
        level = min(stack[-1][1] + 1 if stack else 2, 6)
        stack.append((written, level))
        heading.name = f"h{level}"
        for emphasis in heading.find_all(["strong", "b"]):
            take_apart(emphasis)
