"""XML from elsewhere, read without fetching or expanding anything, and our own, written."""

import re

from lxml import etree

from entraide.errors import EntraideError, Problem
from entraide.model.hidden_characters import format_character

XML = "{http://www.w3.org/XML/1998/namespace}"
# Signs that XML cannot hold at all.
IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def format_xml(root: etree._Element) -> str:
    etree.indent(root)
    made = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made.decode() + "\n"


def require_xml_text(text: str, where: str = "") -> str:
    """`text`, of what `where` names, for an element; EntraideError where XML cannot say it."""
    if found := IMPOSSIBLE.search(text):
        start = text[: found.start()][-30:]
        place = f"{where}: " if where else ""
        raise EntraideError(
            f"{place}after “{start}” stands {format_character(found[0])}, which no XML file can "
            "hold. Take it out of the text."
        )
    return text


def read_xml(raw: bytes, path: str) -> tuple[etree._Element | None, list[Problem]]:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        what = f"this is no XML: {error.msg.partition(', line')[0]}"
        return None, [Problem(path, error.lineno or 1, what, "Compare it with the export")]
    if root.getroottree().docinfo.doctype:
        what = "the file has a DOCTYPE, which could stand for anything"
        return None, [Problem(path, 1, what, "Begin with a fresh export")]
    return root, []


def get_inner_text(element: etree._Element | None) -> str:
    """All words in an element, whatever marks a tool has put into it."""
    return "" if element is None else "".join(map(str, element.itertext()))
