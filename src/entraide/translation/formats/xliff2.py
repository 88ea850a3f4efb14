"""Bundles as XLIFF 2.0: one source language a document, a `file` an entry."""

from collections.abc import Iterator

from lxml import etree

from entraide.errors import Argument, BundleRow, EntraideError, Problem, ProblemLog
from entraide.model.segment_keys import SegmentKey
from entraide.translation.formats.bundle import (
    Bundle,
    BundlePart,
    UnitRow,
    find_revisions,
    group_by_entry,
)
from entraide.translation.formats.xml_files import (
    XML,
    format_xml,
    get_inner_text,
    iter_named_units,
    require_xml_text,
)

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
TAG = f"{{{SPACE}}}"
DONE_STATES = frozenset({"translated", "reviewed", "final"})


def format_xliff2(bundle: Bundle) -> str:
    """Return the file; raise EntraideError where entries have several source languages."""
    sources = sorted({part.lang for part in bundle.parts})
    if len(sources) > 1:
        what = f"an XLIFF 2 file has one source language, these entries have {', '.join(sources)}"
        cure = "Choose entries with --id, or use xliff or po"
        raise EntraideError(Problem(Argument("--format"), what, cure))
    facts = {"version": "2.0", "srcLang": "".join(sources), "trgLang": bundle.lang}
    root = etree.Element(f"{TAG}xliff", facts, nsmap={None: SPACE})
    for part in bundle.parts:
        names = {"id": f"{bundle.code}-{part.entry}", "original": part.path}
        file = etree.SubElement(root, f"{TAG}file", names)
        for row in part.rows:
            _add_unit(file, row)
    return format_xml(root)


def _add_unit(file: etree._Element, row: UnitRow) -> None:
    names = {"id": f"{row.entry}.{row.key}", "name": row.name}
    unit = etree.SubElement(file, f"{TAG}unit", names)
    notes = etree.SubElement(unit, f"{TAG}notes")
    remarks = [("location", str(row.location)), *(("note", note) for note in row.notes)]
    if row.previous:
        remarks.append(("previous", row.previous))
    for category, text in remarks:
        etree.SubElement(notes, f"{TAG}note", {"category": category}).text = require_xml_text(
            text, row.location
        )
    state = "translated" if row.target and not row.fuzzy else "initial"
    segment = etree.SubElement(unit, f"{TAG}segment", {"state": state})
    texts = (("source", row.source), ("target", row.target))
    for name, text in texts if row.target else texts[:1]:
        element = etree.SubElement(segment, f"{TAG}{name}", {f"{XML}space": "preserve"})
        element.text = require_xml_text(text, row.location)


def read_xliff2(root: etree._Element, path: str, log: ProblemLog) -> Bundle:
    """Return the bundle in a document."""
    code = ""
    parts: list[BundlePart] = []
    for file in root.iter(f"{TAG}file"):
        code = file.get("id", "").rpartition("-")[0] or code
        parts += _read_parts(file, path, log)
    return Bundle(code, root.get("trgLang", ""), "", tuple(parts))


def _read_parts(file: etree._Element, path: str, log: ProblemLog) -> Iterator[BundlePart]:
    rows: list[UnitRow] = []
    revisions: dict[int, int] = {}
    for unit, entry, key in iter_named_units(file.iter(f"{TAG}unit"), "name", path, log):
        revisions |= find_revisions(get_inner_text(note) for note in unit.iter(f"{TAG}note"))
        rows.append(_read_row(unit, entry, key, path))
    yield from group_by_entry(rows, revisions)


def _read_row(unit: etree._Element, entry: int, key: SegmentKey, path: str) -> UnitRow:
    """Return the row of a unit; a tool may have split it into several segments."""
    segments = unit.findall(f"{TAG}segment")
    source, target = (
        "".join(get_inner_text(segment.find(f"{TAG}{name}")) for segment in segments)
        for name in ("source", "target")
    )
    is_done = all(segment.get("state", "translated") in DONE_STATES for segment in segments)
    fuzzy = bool(target) and not is_done
    location = BundleRow(path, unit.sourceline or 1, unit.get("name", ""))
    return UnitRow(entry, key, source, target, fuzzy=fuzzy, location=location)
