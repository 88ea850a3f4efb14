"""Inline tags of XLIFF: translation tools protect what is inside them, and translate the rest.

Placeholders, code, comments, footnote marks and the addresses of links are put into such tags:
`<ph>`, `<bpt>` and `<ept>` in XLIFF 1.2, `<mrk translate="no">` in 2.0. (`<ph>` of 2.0 is empty:
tools that know no inline tags would lose its text.) Files that come back may have any of these
tags, or none. The text of a tag is what is inside it or, where it is empty, what it stands for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from entraide.model.markdown_damage import ADDRESS, LINK_TITLE
from entraide.model.placeholders import PLACEHOLDER
from entraide.model.segment import AUTOLINK, CODE, COMMENT, FOOTNOTE

MASK = "\0"  # in the place of what is protected, while links are looked for
LINK = re.compile(rf"(?P<start>!?\[)[^\[\]]*(?P<end>\]\(\s*{ADDRESS}{LINK_TITLE}\s*\))")
STAND_INS = ("equiv-text", "equiv", "disp")  # what a tool says that an empty tag stands for
VERSION_2 = "urn:oasis:names:tc:xliff:document:2.0"


class ProtectedPart(NamedTuple):
    """A part of a text, from `start` to `end`, and its tag in XLIFF 1.2."""

    start: int
    end: int
    tag: str


def mark_texts(root: etree._Element) -> None:
    """Put the protected parts of every source and target of a document into tags."""
    space = etree.QName(root).namespace
    for unit in root.iter(f"{{{space}}}trans-unit", f"{{{space}}}segment"):
        numbers: dict[tuple[str, int], int] = {}  # of each part, the same in source and target
        for name in ("source", "target"):
            element = unit.find(f"{{{space}}}{name}")
            if element is not None and element.text:
                _mark_text(element, element.text, numbers)


def _mark_text(element: etree._Element, text: str, numbers: dict[tuple[str, int], int]) -> None:
    parts = find_protected_parts(text)
    if not parts:
        return
    space = etree.QName(element).namespace
    element.text, counts = text[: parts[0].start], dict[str, int]()
    number = opening = 0
    for at, part in enumerate(parts):
        words = text[part.start : part.end]
        if part.tag == "ept":
            number = opening
        else:
            name = text[slice(*_find_end(parts[at:])[:2])]
            counts[name] = counts.get(name, 0) + 1
            number = numbers.setdefault((name, counts[name]), len(numbers) + 1)
            opening = number if part.tag == "bpt" else opening
        if space == VERSION_2:
            letter = "e" if part.tag == "ept" else "m"
            facts = {"id": f"{letter}{number}", "translate": "no"}
            tag = etree.SubElement(element, f"{{{space}}}mrk", facts)
        else:
            tag = etree.SubElement(element, f"{{{space}}}{part.tag}", {"id": str(number)})
        tag.text = words
        tag.tail = text[part.end : parts[at + 1].start if at + 1 < len(parts) else len(text)]


def _find_end(parts: Sequence[ProtectedPart]) -> ProtectedPart:
    """Return the part by which a tag differs from others; for a link, its address."""
    if parts[0].tag != "bpt":
        return parts[0]
    return next(part for part in parts if part.tag == "ept")


def find_protected_parts(text: str) -> list[ProtectedPart]:
    """Return the parts of a Markdown text that no translator changes, in order."""
    parts = list[ProtectedPart]()
    masked = text
    for pattern in (CODE, COMMENT, PLACEHOLDER, AUTOLINK, FOOTNOTE):
        for match in pattern.finditer(masked):
            parts.append(ProtectedPart(*match.span(), "ph"))
        masked = pattern.sub(lambda match: MASK * len(match[0]), masked)
    for match in LINK.finditer(masked):
        inside = [part for part in parts if match.start("end") <= part.start < match.end()]
        parts = [part for part in parts if part not in inside]
        parts.append(ProtectedPart(*match.span("start"), "bpt"))
        parts.append(ProtectedPart(*match.span("end"), "ept"))
    return sorted(parts)


def read_text(element: etree._Element | None, data: Mapping[str, str] | None = None) -> str:
    """Return the text of an element, with what its inline tags contain or stand for.

    `data` are the originals of tags that a unit of XLIFF 2 keeps, by their ids.
    """
    return "" if element is None else "".join(_iter_text(element, data or {}))


def _iter_text(element: etree._Element, data: Mapping[str, str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            start, end = (
                data.get(child.get(f"dataRef{name}", ""), "") for name in ("Start", "End")
            )
            inner = "".join(_iter_text(child, data))
            yield start + (inner or _get_stand_in(child, data)) + end
        yield child.tail or ""


def _get_stand_in(tag: etree._Element, data: Mapping[str, str]) -> str:
    """Return the text that an empty tag stands for; "" where the file does not say."""
    if original := data.get(tag.get("dataRef", "")):
        return original
    return next((tag.get(name, "") for name in STAND_INS if tag.get(name)), "")


def read_original_data(unit: etree._Element) -> dict[str, str]:
    """Return the originals of tags that a unit of XLIFF 2 keeps, by their ids."""
    return {data.get("id", ""): data.text or "" for data in unit.iter("{*}data")}
