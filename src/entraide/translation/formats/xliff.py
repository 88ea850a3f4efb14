"""Bundles as XLIFF 1.2: a `file` for each entry; its `product-version` is the revision."""

import re
from collections.abc import Iterator

from lxml import etree

from entraide.errors import BundleRow, FileLine, ProblemLog
from entraide.model.entry import NUMBER
from entraide.model.locales import to_language_tag
from entraide.model.segment_keys import SegmentKey
from entraide.translation.formats.bundle import (
    Bundle,
    BundlePart,
    UnitRow,
    group_by_entry,
    refuse_repeated_rows,
)
from entraide.translation.formats.inline_tags import mark_texts, read_text
from entraide.translation.formats.row_notes import (
    find_base,
    find_revisions,
    format_base,
    is_as_meant,
)
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


def format_xliff(bundle: Bundle, *, tags: bool = True) -> str:
    """Return the text of the file."""
    root = etree.Element(f"{TAG}xliff", {"version": "1.2"}, nsmap={None: SPACE})
    for part in bundle.parts:
        facts = {
            "original": part.path,
            "datatype": "plaintext",
            "source-language": part.lang,
            "target-language": bundle.lang,
            "product-name": bundle.project,
            **({"product-version": str(part.revision)} if part.revision else {}),
            "category": bundle.code,
        }
        file = etree.SubElement(root, f"{TAG}file", facts)
        body = etree.SubElement(file, f"{TAG}body")
        for row in part.rows:
            _add_unit(body, row)
    return format_xml(root, mark_texts) if tags else format_xml(root)


def _add_unit(body: etree._Element, row: UnitRow) -> None:
    approved = {"approved": "no" if row.fuzzy else "yes"} if row.target else {}
    facts = {"id": row.name, f"{XML}space": "preserve", **approved}
    unit = etree.SubElement(body, f"{TAG}trans-unit", facts)
    etree.SubElement(unit, f"{TAG}source").text = require_xml_text(row.source, row.location)
    if row.target:
        state = "needs-review-translation" if row.fuzzy else "translated"
        target = etree.SubElement(unit, f"{TAG}target", {"state": state})
        target.text = require_xml_text(row.target, row.location)
    group = etree.SubElement(unit, f"{TAG}context-group", {"purpose": "location"})
    assert isinstance(row.location, FileLine)  # noqa: S101 - a row on its way out is of a file
    for kind, text in (("sourcefile", row.location.path), ("linenumber", str(row.location.line))):
        etree.SubElement(group, f"{TAG}context", {"context-type": kind}).text = text
    for note in filter(None, (*row.notes, format_base(row))):
        remark = etree.SubElement(unit, f"{TAG}note", {"from": "developer"})
        remark.text = require_xml_text(note, row.location)
    if row.previous:
        old = etree.SubElement(unit, f"{TAG}alt-trans", {"alttranstype": "previous-version"})
        etree.SubElement(old, f"{TAG}source").text = require_xml_text(row.previous, row.location)
        etree.SubElement(old, f"{TAG}target").text = require_xml_text(row.target, row.location)


def read_xliff(root: etree._Element, path: str, log: ProblemLog) -> Bundle | None:
    """Return the bundle in a document; None where it is for several languages.

    Tools write version 1.1 and 1.2, with and without a name space.
    """
    files = root.findall("{*}file")
    codes = {file.get("category", "") for file in files}
    langs = {to_language_tag(file.get("target-language", "")) for file in files}
    parts = [part for file in files for part in _read_parts(file, path, log)]
    if len(codes) > 1 or len(langs) > 1:
        log.add(FileLine(path, 1), "the file is for several languages", "Send one each")
        return None
    refuse_repeated_rows((row for part in parts for row in part.rows), log)
    targets = {target.get(f"{XML}lang", "") for target in root.iter("{*}target")} - {""}
    tags = tuple(sorted(map(to_language_tag, targets))) if len(targets) == 1 else ()
    return Bundle("".join(codes), "".join(langs), "", tuple(parts), tags)


def _read_parts(file: etree._Element, path: str, log: ProblemLog) -> Iterator[BundlePart]:
    units = list(iter_named_units(file.iter("{*}trans-unit"), "id", path, log))
    rows = [_read_row(*unit, path) for unit in units]
    revisions: dict[int, int] = {}
    for unit, _, _ in units:
        revisions |= find_revisions(map(get_inner_text, unit.iter("{*}note")))
    version = file.get("product-version", "")
    known = {row.entry: int(version) for row in rows} if re.fullmatch(NUMBER, version) else {}
    yield from group_by_entry(rows, revisions | known)


def _read_row(unit: etree._Element, entry: int, key: SegmentKey, path: str) -> UnitRow:
    target = unit.find("{*}target")
    approved, state = unit.get("approved"), None if target is None else target.get("state")
    source, text = read_text(unit.find("{*}source")), read_text(target)
    name = unit.get("id", "")
    notes = [get_inner_text(note) for note in unit.iter("{*}note")]
    location = BundleRow(path, unit.sourceline or 1, name)
    return UnitRow(
        entry,
        key,
        source,
        text,
        fuzzy=bool(text) and not _is_done(approved, state),
        location=location,
        base=find_base(notes, name),
        unmarked=approved is None and state is None,
        as_meant=is_as_meant(notes),
    )


def _is_done(approved: str | None, state: str | None) -> bool:
    """Return whether a unit is done, as a tool says in the attribute `approved` or `state`."""
    return approved == "yes" or state in DONE_STATES
