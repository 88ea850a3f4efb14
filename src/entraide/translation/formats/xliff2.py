"""Catalogues as XLIFF 2.0: one source language a document, a `file` an entry."""

from collections.abc import Iterator

from lxml import etree

from entraide.errors import EntraideError, Problem
from entraide.model.segment_keys import SegmentKey
from entraide.translation.formats.bundle import (
    Bundle,
    BundlePart,
    BundleRow,
    find_revisions,
    parse_row_name,
)
from entraide.translation.formats.xml_files import XML, format_xml, get_inner_text, require_xml_text

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
TAG = f"{{{SPACE}}}"
DONE = frozenset({"translated", "reviewed", "final"})


def format_xliff2(catalogue: Bundle) -> str:
    sources = sorted({part.lang for part in catalogue.parts})
    if len(sources) > 1:
        raise EntraideError(
            f"--format: an XLIFF 2 file has one source language, these entries have "
            f"{', '.join(sources)}. Choose entries with --id, or use xliff or po."
        )
    facts = {"version": "2.0", "srcLang": "".join(sources), "trgLang": catalogue.lang}
    root = etree.Element(f"{TAG}xliff", facts, nsmap={None: SPACE})
    for part in catalogue.parts:
        names = {"id": f"{catalogue.code}-{part.entry}", "original": part.path}
        file = etree.SubElement(root, f"{TAG}file", names)
        for row in part.rows:
            _unit(file, row)
    return format_xml(root)


def _unit(file: etree._Element, row: BundleRow) -> None:
    names = {"id": f"{row.entry}.{row.key}", "name": row.name}
    unit = etree.SubElement(file, f"{TAG}unit", names)
    notes = etree.SubElement(unit, f"{TAG}notes")
    said_once = [("location", f"{row.path}:{row.line}"), *(("note", one) for one in row.notes)]
    if row.previous:
        said_once.append(("previous", row.previous))
    for category, text in said_once:
        etree.SubElement(notes, f"{TAG}note", {"category": category}).text = require_xml_text(text)
    state = "translated" if row.target and not row.fuzzy else "initial"
    segment = etree.SubElement(unit, f"{TAG}segment", {"state": state})
    texts = (("source", row.source), ("target", row.target))
    for name, text in texts if row.target else texts[:1]:
        element = etree.SubElement(segment, f"{TAG}{name}", {f"{XML}space": "preserve"})
        element.text = require_xml_text(text)


def read_xliff2(root: etree._Element, path: str) -> tuple[Bundle | None, list[Problem]]:
    problems: list[Problem] = []
    code = ""
    parts: list[BundlePart] = []
    for file in root.iter(f"{TAG}file"):
        code = file.get("id", "").rpartition("-")[0] or code
        parts += _parts(file, path, problems)
    return Bundle(code, root.get("trgLang", ""), "", tuple(parts)), problems


def _parts(file: etree._Element, path: str, problems: list[Problem]) -> Iterator[BundlePart]:
    rows: dict[int, list[BundleRow]] = {}
    revisions: dict[int, int] = {}
    for unit in file.iter(f"{TAG}unit"):
        name = parse_row_name(unit.get("name", ""))
        if name is None:
            what = f"“{unit.get('name', '')[:60]}” is no segment of an entry"
            problems.append(Problem(path, unit.sourceline or 1, what, "Begin with a fresh export"))
        else:
            revisions |= find_revisions([get_inner_text(note) for note in unit.iter(f"{TAG}note")])
            rows.setdefault(name[0], []).append(_row(unit, *name))
    for entry, found in rows.items():
        yield BundlePart(entry, revisions.get(entry), rows=tuple(found))


def _row(unit: etree._Element, entry: int, key: SegmentKey) -> BundleRow:
    """A tool may have split the unit into several segments: together they are the text."""
    segments = unit.findall(f"{TAG}segment")
    source, target = (
        "".join(get_inner_text(each.find(f"{TAG}{name}")) for each in segments)
        for name in ("source", "target")
    )
    done = all(each.get("state", "translated") in DONE for each in segments)
    return BundleRow(
        entry, key, source, target, fuzzy=bool(target) and not done, at=unit.sourceline or 1
    )
