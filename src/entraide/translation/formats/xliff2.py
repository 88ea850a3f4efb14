"""Bundles as XLIFF 2.0: one document for one source language, a `file` for each entry."""

from collections.abc import Iterator

from lxml import etree

from entraide.errors import Argument, BundleRow, EntraideError, Problem, ProblemLog
from entraide.model.locales import to_language_tag
from entraide.model.segment_keys import SegmentKey
from entraide.translation.formats.bundle import (
    Bundle,
    BundlePart,
    UnitRow,
    group_by_entry,
    refuse_repeated_rows,
)
from entraide.translation.formats.inline_tags import (
    mark_texts,
    read_original_data,
    read_text,
)
from entraide.translation.formats.label_rows import DATA
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

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
TAG = f"{{{SPACE}}}"
DEFAULT_STATE = "initial"  # the standard’s: nobody has said that it is done
DONE_STATES = frozenset({"translated", "reviewed", "final"})


def format_xliff2(bundle: Bundle, *, tags: bool = True) -> str:
    """Return the text; raise EntraideError where entries have several source languages."""
    sources = sorted({part.lang for part in bundle.parts})
    if len(sources) > 1:
        what = f"an XLIFF 2 file has one source language, these entries have {', '.join(sources)}"
        cure = f"Choose one of them: --from {sources[0]}; or use xliff or po"
        raise EntraideError(Problem(Argument("--format"), what, cure))
    facts = {"version": "2.0", "srcLang": "".join(sources), "trgLang": bundle.lang}
    root = etree.Element(f"{TAG}xliff", facts, nsmap={None: SPACE})
    for part in bundle.parts:
        names = {"id": f"{bundle.code}-{part.entry or DATA}", "original": part.path}
        file = etree.SubElement(root, f"{TAG}file", names)
        for row in part.rows:
            _add_unit(file, row)
    return format_xml(root, mark_texts) if tags else format_xml(root)


def _add_unit(file: etree._Element, row: UnitRow) -> None:
    names = {"id": row.name.replace("/", "."), "name": row.name}
    unit = etree.SubElement(file, f"{TAG}unit", names)
    notes = etree.SubElement(unit, f"{TAG}notes")
    notes_of_row = filter(None, (*row.notes, format_base(row)))
    remarks = [("location", str(row.location)), *(("note", note) for note in notes_of_row)]
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
    """Return the bundle in a document of any version 2 and any name space."""
    code = ""
    parts: list[BundlePart] = []
    for file in root.iter("{*}file"):
        code = file.get("id", "").rpartition("-")[0] or code
        parts += _read_parts(file, path, log)
    refuse_repeated_rows((row for part in parts for row in part.rows), log)
    return Bundle(code, to_language_tag(root.get("trgLang", "")), "", tuple(parts))


def _read_parts(file: etree._Element, path: str, log: ProblemLog) -> Iterator[BundlePart]:
    rows: list[UnitRow] = []
    revisions: dict[int, int] = {}
    for unit, entry, key in iter_named_units(file.iter("{*}unit"), "name", path, log):
        revisions |= find_revisions(map(get_inner_text, unit.iter("{*}note")))
        rows.append(_read_row(unit, entry, key, path))
    yield from group_by_entry(rows, revisions)


def _read_row(unit: etree._Element, entry: int, key: SegmentKey, path: str) -> UnitRow:
    """Return the row of a unit; a tool may have split it into several segments."""
    segments, data = unit.findall("{*}segment"), read_original_data(unit)
    source, target = (
        "".join(read_text(segment.find(f"{{*}}{name}"), data) for segment in segments)
        for name in ("source", "target")
    )
    states = [segment.get("state", DEFAULT_STATE) for segment in segments]
    name = unit.get("name", "")
    notes = [get_inner_text(note) for note in unit.iter("{*}note")]
    location = BundleRow(path, unit.sourceline or 1, name)
    return UnitRow(
        entry,
        key,
        source,
        target,
        fuzzy=bool(target) and not DONE_STATES.issuperset(states),
        location=location,
        base=find_base(notes, name),
        unmarked=not any("state" in segment.attrib for segment in segments),
        as_meant=is_as_meant(notes),
    )
