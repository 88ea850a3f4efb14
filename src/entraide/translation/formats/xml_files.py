"""XML: reads files of others without fetching or expanding anything, and writes our own."""

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from entraide.errors import EntraideError, FileLine, Problem, ProblemLocation, ProblemLog
from entraide.model.hidden_characters import format_character
from entraide.model.segment_keys import SegmentKey
from entraide.translation.formats.bundle import parse_row_name, refuse_unknown_row

XML = "{http://www.w3.org/XML/1998/namespace}"
# Signs that XML cannot hold at all.
IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def format_xml(
    root: etree._Element, finish: Callable[[etree._Element], None] = lambda _: None
) -> str:
    """Return the text of the file, indented; `finish` adds elements whose spaces must stay."""
    etree.indent(root)
    finish(root)
    xml = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return xml.decode() + "\n"


def require_xml_text(text: str, location: ProblemLocation) -> str:
    """Return `text`; raise EntraideError, at `location`, where XML cannot hold it."""
    if match := IMPOSSIBLE.search(text):
        start = text[: match.start()][-30:]
        sign = format_character(match[0])
        what = f"after “{start}” stands {sign}, which no XML file can hold"
        raise EntraideError(Problem(location, what, "Take it out of the text"))
    return text


def read_xml(
    raw: bytes, path: str, log: ProblemLog, *, may_have_doctype: bool = False
) -> etree._Element | None:
    """Return the root of the document in the file `path`; None where it is no XML, or unsafe.

    TMX and TBX name a DOCTYPE of their own. It is not read, and may not declare anything.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        what = f"this is no XML: {error.msg.partition(', line')[0]}"
        log.add(FileLine(path, error.lineno or 1), what, "Compare it with the export")
        return None
    info = root.getroottree().docinfo
    if info.doctype and not (may_have_doctype and _is_empty(info)):
        what = "the file has a DOCTYPE, which could stand for anything"
        log.add(FileLine(path, 1), what, "Begin with a fresh export")
        return None
    return root


def _is_empty(info: etree.DocInfo) -> bool:
    """Return whether a DOCTYPE declares nothing; it may name a file."""
    inner = info.internalDTD
    return inner is None or not (inner.entities() or inner.elements())


def iter_named_units(
    units: Iterable[etree._Element], attribute: str, path: str, log: ProblemLog
) -> Iterator[tuple[etree._Element, int, SegmentKey]]:
    """Yield each of our units with its entry and key; any other unit is a problem."""
    for unit in units:
        written = unit.get(attribute, "")
        if name := parse_row_name(written):
            yield unit, *name
        else:
            log.append(refuse_unknown_row(written, path, unit.sourceline))


def get_inner_text(element: etree._Element | None) -> str:
    """Return all text in an element, whatever marks a tool has put into it."""
    return "" if element is None else "".join(map(str, element.itertext()))
