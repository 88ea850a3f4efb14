"""Reading sheets: their header, and what somebody wrote below each mark; see `sheet`."""

import json
import re
from bisect import bisect
from dataclasses import dataclass, field, replace
from pathlib import Path

from entraide.errors import BundleRow, FileLine, ProblemLog
from entraide.model.line_ends import unify_line_ends
from entraide.model.segment_keys import parse_key
from entraide.translation.formats.bundle import RowBase, UnitRow
from entraide.translation.formats.row_notes import EDGES, compute_checksum
from entraide.translation.formats.sheet import (
    BLOCK,
    END,
    ESCAPED_MARK,
    FORMS,
    HEADER,
    KEY_LINE,
    MARK_LINE,
    QUOTE,
    WISHES,
    Sheet,
)

AFRESH = "Begin with a fresh file"
CURES = {
    "credit": "Write a name, in one line and without signs that nobody sees",
    **dict.fromkeys(("licence", "note"), "Take out the signs that nobody sees"),
}


def read_sheet(source: Path, log: ProblemLog) -> Sheet | None:
    """Return the sheet in a file; None where it has mistakes."""
    raw = source.read_bytes()
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        log.add(FileLine(str(source), line), "the file is not UTF-8", "Save it as UTF-8")
        return None
    return parse_sheet(text, str(source), log)


def parse_sheet(text: str, path: str, log: ProblemLog) -> Sheet | None:
    """Return the sheet in the text of `path`; None where it has mistakes."""
    parser = _SheetParser(path, unify_line_ends(text.removeprefix("\ufeff")) + "\n")
    if parser.read_header():
        parser.read_blocks()
        parser.check_header()
    log.extend(sorted(parser.log, key=lambda problem: problem.line))
    if parser.log:
        return None
    header = parser.header
    entry, revision = int(header["entry"]), int(header["revision"])
    wishes = {name: header[name] for name in WISHES}
    rows = tuple(replace(row, entry=entry) for row in parser.rows)
    return Sheet(entry, header["locale"], revision, rows, **wishes, checksums=parser.checksums)


@dataclass
class _SheetParser:
    """The parser of one sheet, with all problems that it finds."""

    path: str
    text: str
    header: dict[str, str] = field(default_factory=lambda: dict.fromkeys(WISHES, ""))
    offsets: dict[str, int] = field(default_factory=dict)  # of its keys
    rows: list[UnitRow] = field(default_factory=list)
    checksums: dict[str, str] = field(default_factory=dict)
    log: ProblemLog = field(default_factory=ProblemLog)

    def __post_init__(self) -> None:
        self.line_ends = [match.start() for match in re.finditer("\n", self.text)]

    def add_problem(self, offset: int, what: str, cure: str) -> None:
        """Add a problem at the character `offset` of the text."""
        self.log.add(FileLine(self.path, self.find_line(offset)), what, cure)

    def find_line(self, offset: int) -> int:
        return bisect(self.line_ends, offset - 1) + 1

    def read_header(self) -> bool:
        """Read the header; return whether the file has one."""
        header = HEADER.match(self.text)
        if header is None:
            self.add_problem(0, "this is no sheet of an entry: it has no header", AFRESH)
            return False
        for line in KEY_LINE.finditer(header[0]):
            self.set_value(line[1], _read_value(line[2]), line.start())
        return True

    def set_value(self, name: str, value: str, offset: int) -> None:
        self.header[name], self.offsets[name] = value, offset

    def check_header(self) -> None:
        """Check that the header has every key, and that each value has the right form."""
        for name, form in FORMS.items():
            if name not in self.header:
                self.add_problem(0, f"the header has no “{name}”", AFRESH)
            elif not form.search(value := self.header[name]):
                what, cure = f"“{value[:60]}” cannot be the {name}", CURES.get(name, AFRESH)
                self.add_problem(self.offsets[name], what, cure)

    def read_blocks(self) -> None:
        """Read the text below each mark, up to the end mark."""
        blocks = {block.start(): block for block in BLOCK.finditer(self.text)}
        known = set[str]()
        for mark in MARK_LINE.finditer(self.text):
            offset, key = mark.start(), mark["key"]
            if key is None:
                cure = "Take the line away; where it is text, put “\\” before it"
                self.add_problem(offset, "this is no mark of a segment", cure)
            elif key in known:
                self.add_problem(offset, f"“{key}” stands there twice", "Take one away")
            elif key == END:
                return
            elif offset not in blocks:
                cure = "Put it back as it was, each line behind “> ”"
                self.add_problem(offset, f"below “{key}” its source is missing", cure)
            else:
                self._read_block(blocks[offset])
            known.add(key or "")
        what = f"the file is not whole: its last line, “<!-- {END} -->”, is missing"
        self.add_problem(len(self.text) - 1, what, "Fetch it again, or put the line back")

    def _read_block(self, block: re.Match[str]) -> None:
        text = EDGES.sub("", ESCAPED_MARK.sub(r"\1\2", block["text"]))
        key = parse_key(block["key"])
        if key is None:
            if text:
                self.set_value(block["key"], text, block.start())
            return
        if block["sum"]:
            self.checksums[block["key"]] = block["sum"]
        untouched = compute_checksum(text) == block["sum"]
        if untouched and block["word"] == "stood":
            return
        source = EDGES.sub("", QUOTE.sub("", block["quote"]))
        fuzzy = block["word"] == "fuzzy" and (untouched or not block["sum"])
        location = BundleRow(self.path, self.find_line(block.start()), block["key"])
        base = RowBase(block["sum"], fuzzy=block["word"] != "stood") if block["sum"] else None
        row = UnitRow(0, key, source, text, fuzzy=fuzzy, location=location, base=base)
        self.rows.append(replace(row, as_meant=bool(block["meant"])))


def _read_value(written: str) -> str:
    """Return the value of a key of the header; older sheets have JSON strings there."""
    try:
        return str(json.loads(written)) if written.startswith('"') else written
    except ValueError:
        return written
