"""What is heard of a page: the accessible objects of its document as lines of text.

One line is what a screen reader stops at, in reading order: a role, a name, what is said of its
state, and a description behind a dash. What is inside a landmark, a list or a group is indented.
Words beside a control stand on lines of their own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from support.at_spi import AccessibilityBus, GoneError, Node
from support.waiting import wait_for

EMBEDDED = "\ufffc"
INLINE = {"abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small"}
INLINE |= {"span", "strong", "sub", "sup", "time"}
# What is read as one, with its name; what is inside it is in the name.
WHOLE = {"heading", "link", "push button", "toggle button", "check box", "radio button", "entry"}
WHOLE |= {"password text", "combo box", "image", "menu item", "progress bar", "date editor"}
WHOLE |= {"spin button", "slider", "separator", "disclosure triangle"}
GROUPS = {"landmark", "list", "list item", "form", "panel", "grouping", "dialog", "alert", "table"}
GROUPS |= {"description list", "status bar", "notification", "summary"}
SAID = ("checked", "expanded", "collapsed", "required", "invalid", "modal", "has popup")


@dataclass(frozen=True)
class Stop:
    """A line of what is heard, or, without a role, words that go on until the next one."""

    depth: int
    role: str
    words: str

    def __str__(self) -> str:
        return f"{'  ' * self.depth}{self.role}{': ' * bool(self.role and self.words)}{self.words}"


BREAK = Stop(0, "", "")


def read_page(bus: AccessibilityBus, title: str) -> list[Stop]:
    """What is heard of the page with that title, once it stays the same for a whole reading."""
    earlier: list[list[Stop]] = [[]]

    def read() -> list[Stop] | None:
        stops = _try(lambda: _read_document(bus, title))
        is_same = stops == earlier[0]
        earlier[0] = stops
        return stops if is_same and stops else None

    return wait_for(read, f"“{title}” is not heard, or never the same twice") or []


def read_dialog(bus: AccessibilityBus, title: str) -> tuple[str, str]:
    """The name of the dialog that is open in that page, and that of what has the focus in it."""

    def read() -> tuple[str, str] | None:
        for document in _find(bus, title):
            for dialog in _walk(document):
                if dialog.role == "dialog" and "showing" in dialog.states:
                    focused = [each.name for each in _walk(dialog) if "focused" in each.states]
                    return (dialog.name, focused[-1]) if focused else None
        return None

    found = wait_for(lambda: _try_dialog(read), "no dialog has the focus")
    assert found is not None
    return found


def _try_dialog(read: Callable[[], tuple[str, str] | None]) -> tuple[str, str] | None:
    try:
        return read()
    except GoneError:
        return None


def _try(read: Callable[[], list[Stop]]) -> list[Stop]:
    try:
        return read()
    except GoneError:  # the page still changes
        return []


def _find(bus: AccessibilityBus, title: str) -> Iterator[Node]:
    for application in bus.list_applications():
        for node in _walk(application, until="document web"):
            if node.role == "document web" and node.name == title and "showing" in node.states:
                yield node


def _walk(node: Node, until: str = "") -> Iterator[Node]:
    yield node
    if not until or node.role != until:
        for child in node.children:
            yield from _walk(child, until)


def _read_document(bus: AccessibilityBus, title: str) -> list[Stop]:
    stops: list[Stop] = []
    for document in _find(bus, title):
        words = Stop(0, "", "")
        for stop in [*_read_children(document, 0), BREAK]:
            if stop.role or stop is BREAK:
                if words.words.strip():
                    stops.append(Stop(words.depth, "", " ".join(words.words.split())))
                words = BREAK
                stops += [stop] * bool(stop.role)
            else:
                words = Stop(stop.depth, "", words.words + stop.words)
    return stops


def _read(node: Node, depth: int) -> Iterator[Stop]:
    role, attributes = node.role, node.attributes
    tag = attributes.get("tag", "")
    if role == "label":  # the name of its control says it
        yield from (each for each in _read_children(node, depth) if each.role)
    elif role in WHOLE:
        yield _make_stop(node, role, attributes.get("level", ""), depth)
        if role == "heading":
            yield from (each for each in _read_children(node, depth + 1) if each.role)
    elif role in GROUPS and (node.name or role not in {"panel", "grouping", "form"}):
        kind = attributes.get("xml-roles", role) if role == "landmark" else role
        name = "" if role == "list item" else node.name
        yield BREAK
        yield Stop(depth, kind, name + _tell_states(node))
        yield from _read_children(node, depth + 1)
        yield BREAK
    elif tag in INLINE or role == "static":
        yield from _read_children(node, depth)
    else:
        yield BREAK
        yield from _read_children(node, depth)
        yield BREAK


def _read_children(node: Node, depth: int) -> Iterator[Stop]:
    """Its words and its children in turn; children that are but words are among its words."""
    children = iter([each for each in node.children if not _is_words(each)])
    parts = node.text.split(EMBEDDED)
    for at, part in enumerate(parts):
        if part:
            yield Stop(depth, "", part)
        if at < len(parts) - 1 and (child := next(children, None)):
            yield from _read(child, depth)
    for child in children:
        yield from _read(child, depth)


def _is_words(node: Node) -> bool:
    return node.role == "static" and node.attributes.get("tag", "::")[:2] == "::"


def _make_stop(node: Node, role: str, level: str, depth: int) -> Stop:
    kind = f"{role} {level}" if role == "heading" else role
    description = node.description
    more = f" — {description}" if description and description != node.name else ""
    return Stop(depth, kind, f"{' '.join(node.name.split())}{_tell_states(node)}{more}")


def _tell_states(node: Node) -> str:
    states = node.states
    said = [each for each in SAID if each in states]
    return f" ({', '.join(said)})" if said else ""
