"""Reading sheets: their header, and what somebody wrote below each mark; see `sheet`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import dropwhile, pairwise, takewhile
from pathlib import Path

from entraide.errors import BundleRow, FileLine, ProblemLog, suggest_name
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from entraide.model.segment_keys import parse_key
from entraide.translation.formats.bundle import UnitRow
from entraide.translation.formats.sheet import (
    BLANK,
    END,
    FENCE,
    KIND,
    Sheet,
    compute_checksum,
    split_lines,
)

HEADER = ("entraide", "entry", "locale", "revision", "credit", "licence", "note")
NEEDED, OPTIONAL = HEADER[:4], HEADER[4:]
PAIR = re.compile(r"([a-z]+):[ \t]*(.*)")
SINGLE = re.compile(r"'((?:[^']|'')*)'")
NUMBER = re.compile(r"[1-9][0-9]{0,8}")
FORMS = {
    "entraide": re.compile(KIND),
    "entry": NUMBER,
    "locale": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}"),
    "revision": NUMBER,
}
FITTING = {
    "credit": "Write a name, in one line and without signs that nobody sees",
    "note": "Take out the signs that nobody sees",
}
LONGEST_NAME = 200  # signs of a credit
MARK = re.compile(
    r"[ \t]*<!--[ \t]*([a-z0-9-]+)(?:[ \t]+(fuzzy|stood))?(?:[ \t]+([0-9a-f]{8}))?[ \t]*-->"
)
ESCAPED = re.compile(r"^([ \t]*)\\(\\*<!--)")
QUOTED = re.compile(r" {0,3}> ?")
AFRESH = "Begin with a fresh file"


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
    parser = _SheetParser(path, split_lines(text.removeprefix("\ufeff")))
    body = parser.read_header()
    rows = tuple(parser.read_rows(body)) if body else ()
    log.extend(parser.log)
    if parser.log:
        return None
    facts = parser.facts
    entry, revision = int(facts["entry"]), int(facts["revision"])
    optional = {name: facts.get(name, "") for name in OPTIONAL}
    rows = tuple(replace(row, entry=entry) for row in rows)
    return Sheet(entry, facts["locale"], revision, rows, **optional, stood=parser.stood)


@dataclass
class _SheetParser:
    """One file: what it says, and whatever is wrong with it. Lines count from 0 in here."""

    path: str
    lines: list[str]
    facts: dict[str, str] = field(default_factory=dict)
    stood: dict[str, str] = field(default_factory=dict)
    log: ProblemLog = field(default_factory=ProblemLog)

    def add_problem(self, line: int, what: str, cure: str) -> None:
        self.log.add(FileLine(self.path, line + 1), what, cure)

    def read_header(self) -> int:
        """Read the header; return the line below it, or 0 where there is none."""
        start = next((at for at, line in enumerate(self.lines) if line.strip(BLANK)), 0)
        fences = (at for at, line in enumerate(self.lines) if line.rstrip(BLANK) == FENCE)
        if next(fences, -1) != start:
            self.add_problem(start, "this is no sheet of an entry: it has no header", AFRESH)
            return 0
        end = next(fences, 0)
        if not end:
            self.add_problem(start, "the header does not end", f"Close it with a line “{FENCE}”")
            return 0
        for at in range(start + 1, end):
            if line := self.lines[at].strip(BLANK):
                self._read_fact(at, line)
        for name in () if self.log else NEEDED:
            if name not in self.facts:
                self.add_problem(start, f"the header has no “{name}”", AFRESH)
        return end + 1

    def _read_fact(self, at: int, line: str) -> None:
        pair = PAIR.fullmatch(line)
        if pair is None:
            self.add_problem(at, f"“{line[:60]}” is no fact", "Write it as “credit: Your name”")
        elif pair[1] not in HEADER:
            self.add_problem(at, f"the header knows no “{pair[1]}”", suggest_name(pair[1], HEADER))
        elif pair[1] in self.facts:
            self.add_problem(at, f"“{pair[1]}” stands there twice", "Take one away")
        elif (value := _parse_value(pair[2])) is None:
            self.add_problem(at, f"the quotes of “{pair[1]}” do not end", "Leave them away")
        elif not _is_valid(pair[1], value):
            self.add_problem(
                at, f"“{value[:60]}” cannot be the {pair[1]}", FITTING.get(pair[1], AFRESH)
            )
        else:
            self.facts[pair[1]] = value

    def read_rows(self, start: int) -> Iterator[UnitRow]:
        """Yield the rows below the marks, of entry 0, without those that nobody has touched."""
        marks: list[tuple[int, re.Match[str]]] = []
        known = set[str]()
        for at in range(start, len(self.lines)):
            if not self.lines[at].lstrip(BLANK).startswith("<!--"):
                continue
            mark = MARK.fullmatch(self.lines[at].rstrip(BLANK))
            if mark is None or not (mark[1] == END or parse_key(mark[1])):
                cure = "Take the line away; where it is text, put “\\” before it"
                self.add_problem(at, "this is no mark of a segment", cure)
            elif mark[1] in known:
                self.add_problem(at, f"“{mark[1]}” stands there twice", "Take one away")
            else:
                marks.append((at, mark))
                known.add(mark[1])
                if mark[1] == END:
                    break
        if not marks or marks[-1][1][1] != END:
            what = f"the file is not whole: its last line, “<!-- {END} -->”, is missing"
            self.add_problem(len(self.lines) - 1, what, "Fetch it again, or put the line back")
        for (at, mark), (end, _) in pairwise(marks):
            if row := self._read_row(at, end, mark):
                yield row

    def _read_row(self, at: int, end: int, mark: re.Match[str]) -> UnitRow | None:
        below = list(dropwhile(lambda line: not line.strip(BLANK), self.lines[at + 1 : end]))
        quoted = list(takewhile(QUOTED.match, below))
        if not quoted:
            cure = "Put it back as it was, each line behind “> ”"
            self.add_problem(at, f"below “{mark[1]}” its source is missing", cure)
            return None
        lines = (ESCAPED.sub(r"\1\2", line) for line in below[len(quoted) :])
        text = "\n".join(lines).strip(BLANK)
        source = "\n".join(QUOTED.sub("", line, count=1) for line in quoted).strip(BLANK)
        if mark[3]:
            self.stood[mark[1]] = mark[3]
        untouched, key = compute_checksum(text) == mark[3], parse_key(mark[1])
        if key is None or (untouched and mark[2] == "stood"):
            return None
        fuzzy = mark[2] == "fuzzy" and (untouched or not mark[3])
        place = BundleRow(self.path, at + 1, mark[1])
        return UnitRow(0, key, source, text, fuzzy=fuzzy, place=place)


def _parse_value(written: str) -> str | None:
    """Return what a value means: it is bare, or between the quotes of JSON or of YAML."""
    if written.startswith("'"):
        plain = SINGLE.fullmatch(written)
        return plain[1].replace("''", "'") if plain else None
    if not written.startswith('"'):
        return written
    try:
        value = json.loads(written)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def _is_valid(name: str, value: str) -> bool:
    if name in FORMS:
        return bool(FORMS[name].fullmatch(value))
    if name == "credit" and ("\n" in value or "\r" in value or len(value) > LONGEST_NAME):
        return False
    return not UNWRITABLE_CHARACTER.search(value)
