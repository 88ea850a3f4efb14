"""Convert tags of other systems, single or in pairs: shortcodes of Hugo, components of MDX.

Each family of tags has a pattern and, for each name, a function that makes Markdown of attributes
and content. A tag with an unknown name is removed; its content stays.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from entraide.content.markdown.callout_kinds import KINDS_BY_NAME

MOST_TAGS = 5_000
DEEPEST_TAGS = 30  # within each other; those below them go, and what is within them stays


class ForeignTag(NamedTuple):
    """A tag and its position: `kind` is “open”, “close” or “single”.

    `values` are its attributes by name; those without a name are “0”, “1” and so on.
    """

    name: str
    kind: str
    values: Mapping[str, str]
    start: int
    end: int


Convert = Callable[[Mapping[str, str], str], str]
OmissionCounts = Counter[tuple[str, str]]


@dataclass(slots=True)
class _OpenTag:
    tag: ForeignTag | None
    text: list[str]


def replace_tags(
    text: str,
    tags: Iterable[ForeignTag],
    converters: Mapping[str, Convert],
    counts: OmissionCounts,
    family: str,
) -> str:
    """Return `text` with each of `tags`, which are in order, converted.

    `family` names the tags in the omissions: “shortcode”, “component”.
    """
    listed = list(tags)[:MOST_TAGS]
    closings = Counter(tag.name for tag in listed if tag.kind == "close")
    stack, position = [_OpenTag(None, [])], 0
    for tag in listed:
        stack[-1].text.append(text[position : tag.start])
        position = tag.end
        if tag.kind == "close":
            closings[tag.name] -= 1
            _close_tag(stack, tag, converters, counts, family)
        elif tag.kind == "open" and closings[tag.name] > 0 and len(stack) <= DEEPEST_TAGS:
            stack.append(_OpenTag(tag, []))
        else:
            stack[-1].text.append(_convert(tag, "", converters, counts, family))
    stack[-1].text.append(text[position:])
    while len(stack) > 1:
        open_tag = stack.pop()
        stack[-1].text.append("".join(open_tag.text))
    return "".join(stack[0].text)


def _close_tag(
    stack: list[_OpenTag],
    tag: ForeignTag,
    converters: Mapping[str, Convert],
    counts: OmissionCounts,
    family: str,
) -> None:
    """Convert the content of the nearest open tag of this name; drop a closing tag without one."""
    if not any(each.tag and each.tag.name == tag.name for each in stack):
        return
    while stack[-1].tag and stack[-1].tag.name != tag.name:
        left = stack.pop()
        stack[-1].text.append("".join(left.text))
    opened = stack.pop()
    if opened.tag:
        inner = "".join(opened.text)
        before = _get_last_line(stack[-1].text)
        indent = before if not before.strip() else ""
        converted = _convert(opened.tag, shift_block(inner), converters, counts, family)
        stack[-1].text.append(indent_block(converted, indent))


def _convert(
    tag: ForeignTag,
    inner: str,
    converters: Mapping[str, Convert],
    counts: OmissionCounts,
    family: str,
) -> str:
    convert = converters.get(tag.name.lower())
    if convert is None:
        counts[f"{family} {tag.name}", "left out; what is within stays"] += 1
        return inner
    return convert(tag.values, inner)


def _get_last_line(parts: list[str]) -> str:
    """Return the text after the last line break in `parts`."""
    line = ""
    for part in reversed(parts):
        _, end, rest = part.rpartition("\n")
        line = rest + line
        if end or line.strip():
            break
    return line


def shift_block(text: str) -> str:
    """Return lines without their common indentation; the first line counts for nothing."""
    lines = text.split("\n")
    margins = [len(line) - len(line.lstrip(" \t")) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    return "\n".join(
        [lines[0].lstrip() if len(lines) > 1 else lines[0], *(line[margin:] for line in lines[1:])]
    )


def indent_block(text: str, indent: str) -> str:
    """Return lines with `indent` before each but the first, which has it."""
    if not indent:
        return text
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{indent}{line}" if line else "" for line in rest)])


def make_callout(kind: str, title: str, inner: str) -> str:
    """Return a callout of ours; “” for an empty one."""
    name = KINDS_BY_NAME.get(kind.lower(), "note").upper()
    body = inner.strip("\n").strip()
    if not body:
        return ""
    plain = " ".join(title.split())
    head = f"> [!{name}] {plain}".rstrip()
    return "\n".join(["", "", head, *(f"> {line}".rstrip() for line in body.split("\n")), "", ""])


def make_section(title: str, inner: str) -> str:
    """Return the content of a tab or a card: its title in bold, then its text."""
    words = " ".join(title.split()).strip("*")
    return f"\n\n**{words}**\n\n{inner.strip()}\n\n" if words else f"\n\n{inner.strip()}\n\n"


def make_details(title: str, inner: str) -> str:
    """Return a part that readers can open."""
    words = " ".join(re.sub(r"[<>]", "", title).split()) or "…"
    if not inner.strip():
        return words
    return f"\n\n<details>\n<summary>{words}</summary>\n\n{inner.strip()}\n\n</details>\n\n"
