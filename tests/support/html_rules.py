"""Check the HTML of a text as a browser reads it: elements, attributes, addresses, nesting.

html5lib reads it as browsers do: whatever it would have to mend is a mistake, but for control
characters, which the checks refuse by their name.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import html5lib

NONE = frozenset[str]()
ELEMENTS: dict[str, frozenset[str]] = {
    **{f"h{level}": frozenset({"id", "dir"}) for level in range(2, 7)},
    **dict.fromkeys(("p", "summary", "th", "td"), frozenset({"class", "dir"})),
    **dict.fromkeys(("b", "br", "em", "hr", "i", "kbd", "mark", "s", "small", "strong"), NONE),
    **dict.fromkeys(("sub", "u", "table", "thead", "tbody", "tr"), NONE),
    **dict.fromkeys(("blockquote", "dl", "dt", "dd"), frozenset({"dir"})),
    "a": frozenset({"href", "title", "lang", "hreflang", "class", "aria-label", "rel"}),
    "abbr": frozenset({"title", "lang"}),
    "code": frozenset({"class", "lang"}),
    "details": frozenset({"class", "open"}),
    "div": frozenset({"class", "aria-label", "role", "tabindex"}),
    "img": frozenset(
        {
            *("src", "alt", "title", "width", "height"),
            *("srcset", "sizes", "loading", "decoding"),
        }
    ),
    "input": frozenset({"type", "disabled", "checked"}),
    "li": frozenset({"class", "id", "dir"}),
    "ol": frozenset({"class", "start"}),
    "pre": frozenset({"class"}),
    "span": frozenset({"class"}),
    "sup": frozenset({"id"}),
    "ul": frozenset({"class"}),
}
VALUES = {
    "class": re.compile(
        r"(?:admonition (?:note|tip|important|warning|caution)|admonition-title|table|footnote"
        r"|footnote-ref|footnote-backref|headerlink|highlight|language-[\w+#.-]+"
        r"|align-(?:left|center|right)|(?:contains-)?task-list|task-list-item|host)\Z"
    ),
    "dir": re.compile(r"auto\Z"),
    "id": re.compile(r"\S+\Z"),
    "type": re.compile(r"checkbox\Z"),
    "role": re.compile(r"region\Z"),
    "tabindex": re.compile(r"0\Z"),
    "start": re.compile(r"\d{1,9}\Z"),
    "width": re.compile(r"\d+\Z"),
    "height": re.compile(r"\d+\Z"),
    "loading": re.compile(r"lazy\Z"),
    "decoding": re.compile(r"async\Z"),
    "srcset": re.compile(r"[\w./%-]+ \d+w(?:, [\w./%-]+ \d+w)*\Z"),
    "sizes": re.compile(r"\(min-width: \d+px\) \d+px, calc\(100vw - 2rem\)\Z"),
}
# A link to a section is ours, and neither heard nor reached by the Tab key.
FOR_THE_EYE = {"aria-hidden": "true", "tabindex": "-1"}
# What browsers leave out of an address before they look for its scheme.
IGNORED = re.compile("[\x00-\x20\u00a0\u2028\u2029\ufeff]+")
SCHEME = re.compile(r"([A-Za-z][\w+.-]*):")
HARMLESS = {"href": {"http", "https", "mailto", "tel", "sms"}, "src": {"http", "https"}}
VOID = {"br", "hr", "img", "input"}


def find_mistakes(html: str) -> list[str]:
    """Whatever is not as it must be in the HTML of a text; nothing where all is well."""
    return [*_find_broken(html), *_find_crossed(html), *_find_foreign(html), *_find_repeated(html)]


def _find_broken(html: str) -> Iterator[str]:
    parser = html5lib.HTMLParser()
    parser.parseFragment(html)
    for _, error, about in parser.errors:
        if error != "invalid-codepoint":
            yield f"a browser would have to mend it: {error} {about}"


def iter_elements(html: str) -> Iterator[Any]:
    """The elements that a browser makes of it."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return (element for element in tree.iter() if element is not tree)


def _find_foreign(html: str) -> Iterator[str]:
    for element in iter_elements(html):
        if element.tag not in ELEMENTS:
            yield f"there is an element <{element.tag}>"
            continue
        for name, value in element.attrib.items():
            if element.attrib.get("class") == "headerlink" and FOR_THE_EYE.get(name) == value:
                continue
            if name not in ELEMENTS[element.tag]:
                yield f"<{element.tag}> has the attribute {name}={value!r}"
            elif name in VALUES and not VALUES[name].match(value):
                yield f"<{element.tag}> has {name}={value!r}"
            elif name in HARMLESS and not _is_harmless(name, value):
                yield f"<{element.tag}> leads to {value!r}"


def _is_harmless(name: str, address: str) -> bool:
    scheme = SCHEME.match(IGNORED.sub("", address))
    return scheme is None or scheme[1].lower() in HARMLESS[name]


def _find_repeated(html: str) -> Iterator[str]:
    seen = set[str]()
    for element in iter_elements(html):
        name = element.attrib.get("id")
        if name is not None and name in seen:
            yield f"two elements have the id {name!r}"
        seen.add(name)


class _Nesting(HTMLParser):
    """Reads tags one by one, as they are written."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, int]] = []
        self.crossed: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.tags.append((tag, len(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open[-1:] != [tag]:
            self.crossed.append(tag)
        elif self.open:
            self.open.pop()


def _find_crossed(html: str) -> Iterator[str]:
    """Tags as they are written, against the tree that a browser makes of them."""
    written = _Nesting()
    written.feed(html)
    written.close()
    if written.crossed or written.open:
        yield f"not closed in their order: {written.crossed or written.open}"
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    if written.tags != list(_iter_with_depth(tree, 0)):
        yield "a browser makes another tree of it"


def _iter_with_depth(element: Any, depth: int) -> Iterator[tuple[str, int]]:
    for child in element:
        yield child.tag, depth
        yield from _iter_with_depth(child, depth + 1)
