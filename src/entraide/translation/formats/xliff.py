"""Bundles as XLIFF 1.2: a `file` an entry, whose revision is its `product-version`."""

from collections.abc import Iterator

from lxml import etree

from entraide.errors import BundleRow, FileLine, ProblemLog
from entraide.model.segment_keys import SegmentKey
from entraide.translation.formats.bundle import Bundle, BundlePart, UnitRow, group_by_entry
from entraide.translation.formats.xml_files import (
    XML,
    format_xml,
    get_inner_text,
    iter_named_units,
    require_xml_text,
)

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
TAG = f"{{{SPACE}}}"
DONE_STATES = frozenset({"translated", "signed-off", "final"})


def format_xliff(bundle: Bundle) -> str:
    """Return the file."""
    root = etree.Element(f"{TAG}xliff", {"version": "1.2"}, nsmap={None: SPACE})
    for part in bundle.parts:
        facts = {
            "original": part.path,
            "datatype": "plaintext",
            "source-language": part.lang,
            "target-language": bundle.lang,
            "product-name": bundle.project,
            "product-version": str(part.revision),
            "category": bundle.code,
        }
        file = etree.SubElement(root, f"{TAG}file", facts)
        body = etree.SubElement(file, f"{TAG}body")
        for row in part.rows:
            _add_unit(body, row)
    return format_xml(root)


def _add_unit(body: etree._Element, row: UnitRow) -> None:
    approved = {"approved": "no" if row.fuzzy else "yes"} if row.target else {}
    facts = {"id": row.name, f"{XML}space": "preserve", **approved}
    unit = etree.SubElement(body, f"{TAG}trans-unit", facts)
    etree.SubElement(unit, f"{TAG}source").text = require_xml_text(row.source, row.location)
    if row.target:
        state = "needs-review-translation" if row.fuzzy else "translated"
        target = etree.SubElement(unit, f"{TAG}target", {"state": state})
        target.text = require_xml_text(row.target, row.location)
    group = etree.SubElement(unit, f"{TAG}context-group", {"name": "place", "purpose": "location"})
    assert isinstance(row.location, FileLine)  # noqa: S101 - a row on its way out is of a file
    for kind, text in (("sourcefile", row.location.path), ("linenumber", str(row.location.line))):
        etree.SubElement(group, f"{TAG}context", {"context-type": kind}).text = text
    for note in row.notes:
        remark = etree.SubElement(unit, f"{TAG}note", {"from": "developer"})
        remark.text = require_xml_text(note, row.location)
    if row.previous:
        old = etree.SubElement(unit, f"{TAG}alt-trans", {"alttranstype": "previous-version"})
        etree.SubElement(old, f"{TAG}source").text = require_xml_text(row.previous, row.location)
        etree.SubElement(old, f"{TAG}target").text = require_xml_text(row.target, row.location)


def read_xliff(root: etree._Element, path: str, log: ProblemLog) -> Bundle | None:
    """Return the bundle in a document; None where it is for several languages."""
    files = root.findall(f"{TAG}file")
    codes = {file.get("category", "") for file in files}
    langs = {file.get("target-language", "") for file in files}
    parts = [part for file in files for part in _read_parts(file, path, log)]
    if len(codes) > 1 or len(langs) > 1:
        log.add(FileLine(path, 1), "the file is for several languages", "Send one each")
        return None
    return Bundle("".join(codes), "".join(langs), "", tuple(parts))


def _read_parts(file: etree._Element, path: str, log: ProblemLog) -> Iterator[BundlePart]:
    units = iter_named_units(file.iter(f"{TAG}trans-unit"), "id", path, log)
    rows = [_read_row(*unit, path) for unit in units]
    version = file.get("product-version", "")
    revision = int(version) if version.isdecimal() else None
    yield from group_by_entry(rows, dict.fromkeys((row.entry for row in rows), revision))


def _read_row(unit: etree._Element, entry: int, key: SegmentKey, path: str) -> UnitRow:
    target = unit.find(f"{TAG}target")
    fuzzy = target is not None and not _is_done(unit.get("approved"), target.get("state"))
    source, text = get_inner_text(unit.find(f"{TAG}source")), get_inner_text(target)
    location = BundleRow(path, unit.sourceline or 1, unit.get("id", ""))
    return UnitRow(entry, key, source, text, fuzzy=fuzzy, location=location)


def _is_done(approved: str | None, state: str | None) -> bool:
    """Tools say it in one of two attributes, or, having taken away both, not at all."""
    return approved == "yes" or state in DONE_STATES or (approved is None and state is None)
