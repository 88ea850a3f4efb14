"""Parse HTML as browsers do, and remove what our pages must not have.

nh3 (html5ever) cleans it first: its output is well-formed whatever the input is, in time
proportional to its length. Beautiful Soup makes a tree of that. What is removed is added to the
omissions; text stays, except for code and styles.
"""

import re
import warnings
from collections import Counter
from collections.abc import Iterator

import nh3
from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.element import NavigableString, Tag

from entraide.errors import FileLine
from entraide.importers.omissions import OmissionLog

LONGEST_HTML = 2_000_000  # signs of one article
DEEPEST = 60  # elements within each other, once those without a meaning are gone
MOST_OPEN_TAGS = 50_000
MOST_OPEN = 200  # elements within each other as they come; many of them mean nothing
# Elements that become something of ours, or that a rule looks at; of all others the words stay.
KNOWN = frozenset(
    """
    a abbr acronym address area article aside audio b blockquote br button caption center code col
    colgroup dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li link listing
    main map mark marquee menu meta nav object ol option p picture pre q s samp search section
    select small source span strike strong sub summary sup table tbody td template textarea tfoot th
    thead time title tr tt u ul var video noscript
    """.split()  # noqa: SIM905 - read as a text
)
CODE = frozenset({"script", "style", "svg", "math", "canvas", "applet", "frameset", "noembed"})
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "style", "title", "role", "hidden", "align", "bgcolor"}
    | {"onclick", "onload", "onerror", "onmouseover", "onfocus", "onsubmit"},
    "a": {"href", "hreflang", "name", "download", "rel"},
    "img": {"src", "alt", "width", "height", "srcset", "data-src"},
    "iframe": {"src"},
    "embed": {"src"},
    "object": {"data"},
    "audio": {"src"},
    "video": {"src", "poster"},
    "source": {"src", "srcset"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start", "type", "reversed"},
    "ul": {"type"},
    "li": {"value"},
    "font": {"color", "face", "size"},
    "area": {"href", "alt"},
    **{name: {"cite"} for name in ("blockquote", "q", "del", "ins")},
    "input": {"type", "checked", "value", "placeholder", "alt"},
    "link": {"rel", "href", "hreflang"},
    "meta": {"name", "content", "property"},
    "details": {"open"},
}
# All that a link of strangers may begin with: what we refuse has to be seen to be counted.
SCHEMES = {"http", "https", "mailto", "tel", "sms", "ftp", "file", "data", "javascript", "vbscript"}
DROPPED = {  # element -> what is said of it; its words go
    "template": "template",
    "select": "form field",
    "textarea": "form field",
    "input": "form field",
    "option": "form field",
    "map": "image map",
}
# Elements without a meaning of their own: only what is in them counts.
WRAPPERS = frozenset("span font label dfn time noscript".split())  # noqa: SIM905
BLOCK_WRAPPERS = frozenset(
    """
    address article aside center dialog fieldset footer header hgroup legend main marquee nav search
    section
    """.split()  # noqa: SIM905 - read as a text
)
OLD_NAMES = {"dir": "ul", "listing": "pre", "acronym": "abbr"}
LOOKS = {"*": ("align", "bgcolor"), "font": ("color", "face", "size"), "ul": ("type",)}
TAG_OPENING = re.compile(r"<[a-zA-Z]")
COMMENT = re.compile(r"<!--(?!>)")
CODE_ELEMENT = re.compile(
    r"<(script|style|svg|math|canvas|applet|frameset|noembed)\b", re.IGNORECASE
)


# What is lost, what became of it, the thing itself -> how often.
LossCounts = Counter[tuple[str, str, str]]


class HtmlExcessError(Exception):
    """Raised for HTML that is too large or too deep to convert."""


def read_html(html: str) -> BeautifulSoup:
    """Return the tree of `html`, a page or a part of one; HtmlExcessError if it is too much."""
    if len(html) > LONGEST_HTML:
        raise HtmlExcessError(f"the text is longer than {LONGEST_HTML:_} signs")
    if len(TAG_OPENING.findall(html)) > MOST_OPEN_TAGS:
        raise HtmlExcessError(f"the text has more than {MOST_OPEN_TAGS:_} elements")
    if _measure_depth(html) > MOST_OPEN:
        raise HtmlExcessError(f"its elements are nested more than {MOST_OPEN} deep")
    clean = nh3.clean(
        html,
        tags=set(KNOWN),
        clean_content_tags=set(CODE),
        attributes={name: set(names) for name, names in ATTRIBUTES.items()},
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(clean, "html.parser")


VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
ANY_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")


def _measure_depth(html: str) -> int:
    """Return how many elements are open at once at most, where none ends another by itself."""
    depth = deepest = 0
    for match in ANY_TAG.finditer(html):
        if match[2].lower() in VOID | {"p", "li", "tr", "td", "th", "dt", "dd", "option"}:
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def clean_tree(tree: Tag, source: str, location: FileLine, omissions: OmissionLog) -> None:
    """Remove from `tree`, parsed from `source`, what our texts cannot have, and add omissions."""
    counts = count_code(source)
    for element in list(_iter_elements(tree)):
        if element.decomposed or element.parent is None:
            continue
        _clean_attributes(element, counts)
        _clean_element(element, counts)
    _limit_depth(tree, counts)
    for (what, outcome, detail), count in sorted(counts.items()):
        omissions.add(location, what, outcome, detail, count)


def count_code(source: str) -> LossCounts:
    """Add omissions for scripts, other code and comments in `source`, which `read_html` drops."""
    counts: LossCounts = Counter()
    for match in CODE_ELEMENT.finditer(source):
        counts[f"element <{match[1].lower()}>", "left out", ""] += 1
    if comments := len(COMMENT.findall(source)):
        counts["comment", "left out", ""] = comments
    return counts


def _iter_elements(tree: Tag) -> Iterator[Tag]:
    return (node for node in tree.descendants if isinstance(node, Tag))


def _clean_attributes(element: Tag, counts: LossCounts) -> None:
    for name in [name for name in element.attrs if name.startswith("on")]:
        counts["event handler", "left out", ""] += 1
        del element[name]
    looks = ("style", *LOOKS["*"], *LOOKS.get(element.name, ()))
    if any(element.get(name) for name in looks):
        counts["inline style", "left out; the words stay", ""] += 1


def _clean_element(element: Tag, counts: LossCounts) -> None:
    name = element.name = OLD_NAMES.get(element.name, element.name)
    if name in {"title", "meta", "link"}:
        clear_element(element)
    elif name == "input" and element.get("type") == "checkbox" and _is_in_item(element):
        mark = "[x] " if element.has_attr("checked") else "[ ] "
        element.replace_with(make_raw(element, mark))
    elif name in DROPPED:
        counts[DROPPED[name], "left out", _describe_field(element)] += 1
        clear_element(element)
    elif name in {"form", "button"}:
        counts[name, "left out; its words stay", ""] += 1
        take_apart(element, "div" if name == "form" else "span")
    elif name in BLOCK_WRAPPERS:
        element.name = "div"
    elif name in WRAPPERS:
        take_apart(element)


def _describe_field(element: Tag) -> str:
    """Return the text of an element that is removed: its content, attributes and links."""
    names = ("value", "placeholder", "alt", "href")
    parts = [element, *element.find_all("area")]
    words = [str(part[name]) for part in parts for name in names if part.get(name)]
    return " ".join(" ".join([*element.stripped_strings, *words]).split())


def take_apart(element: Tag, name: str = "span") -> None:
    """Make an element neutral, so that only its content counts.

    Replacing it by its children would take a search of all its siblings.
    """
    element.name = name
    element.attrs.clear()


def clear_element(element: Tag) -> None:
    """Remove an element and its content."""
    element.clear(decompose=True)
    take_apart(element)


def _is_in_item(element: Tag) -> bool:
    return element.find_parent("li") is not None


class RawMarkdown(NavigableString):
    """A text within a tree that is Markdown already."""


def make_raw(_near: Tag, text: str) -> RawMarkdown:
    """Return a node of Markdown `text` that is not escaped."""
    return RawMarkdown(text)


def _limit_depth(tree: Tag, counts: LossCounts) -> None:
    """Make the elements neutral that are nested too deeply; their text stays."""
    stack = [(child, 1) for child in tree.children if isinstance(child, Tag)]
    deep: list[Tag] = []
    while stack:
        element, depth = stack.pop()
        if depth > DEEPEST:
            deep.append(element)
            continue
        inner = depth + (element.name != "span")
        stack.extend((child, inner) for child in element.children if isinstance(child, Tag))
    for element in deep:
        counts[f"elements nested more than {DEEPEST} deep", "their words stay", ""] += 1
        words = " ".join(element.stripped_strings)
        element.replace_with(NavigableString(f" {words} "))
