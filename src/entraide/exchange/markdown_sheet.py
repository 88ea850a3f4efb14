"""A sheet: the work on one entry in one Markdown file, for whoever has only an editor.

    ---
    entraide: proposal
    entry: 1029
    locale: fr
    revision: 4
    credit: "Camille R."
    licence: "CC BY 4.0"
    note: "To staff"
    ---

    Words on how it works, up to the first mark: nobody reads them back.

    <!-- title stood 1a2b3c4d -->

    > What the source says, quoted.

    The text in the other language, up to the next mark.

    <!-- end -->

A value stands as it is, or as a string of JSON. The checksum in a mark is that of the text which
stood there when the sheet was made: as long as the one below has it too, nobody has touched it.
`stood`: then it is no news, whatever stands there today. `fuzzy`: it is of an older source, and
somebody has to look at it; to change it is to have looked, and who finds it right takes the word
away.
A line of a text that begins like a mark gets a backslash before it, and loses it again. The page
for proposals writes and reads the same sheets: overrides/assets/scripts/propose/sheet.js.
"""

import json
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import dropwhile, pairwise, takewhile
from pathlib import Path

from entraide.errors import Problem, nearest
from entraide.exchange.catalogue import Catalogue, Part, Row
from entraide.exchange.work import Work
from entraide.model.segment_keys import parse_key
from entraide.model.signs import UNWRITABLE

FENCE = "---"
KIND = "proposal"  # of a file of ours: the value of its key `entraide`
HEADER = ("entraide", "entry", "locale", "revision", "credit", "licence", "note")
NEEDED, SAID = HEADER[:4], HEADER[4:]
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
END = "end"
MARK = re.compile(
    r"[ \t]*<!--[ \t]*([a-z0-9-]+)(?:[ \t]+(fuzzy|stood))?(?:[ \t]+([0-9a-f]{8}))?[ \t]*-->"
)
LIKE_A_MARK = re.compile(r"^([ \t]*)(\\*<!--)")
ESCAPED = re.compile(r"^([ \t]*)\\(\\*<!--)")
QUOTED = re.compile(r" {0,3}> ?")
BLANK = " \t\r\n"  # what editors put around a text
BLANKS = re.compile(r"[ \t\r\n]+")
# JSON leaves these as they are, and YAML does not.
UNREADABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
AFRESH = "Begin with a fresh file"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`credit` is the name of who made it, `licence` what they agreed to, as it was shown.

    One that was read has the `rows` that somebody wrote in, and those that wait; `stood` has the
    checksums of what stood there when it was made, by the key of the row.
    """

    entry: int
    locale: str
    revision: int
    rows: tuple[Row, ...]
    credit: str = ""
    licence: str = ""
    note: str = ""
    stood: Mapping[str, str] = field(default_factory=dict)

    @property
    def catalogue(self) -> Catalogue:
        part = Part(self.entry, self.revision, rows=self.rows, credit=self.credit)
        return Catalogue(self.locale, "", "", (part,))


def sheet_of(work: Work) -> Sheet:
    """What there is to translate, or, in the source's own locale, to correct."""
    entry, own = work.entry, work.code == work.entry.source.locale
    rows = tuple(
        Row(
            entry.id,
            piece.key,
            piece.source,
            piece.source if own else piece.target,
            fuzzy=piece.fuzzy,
        )
        for piece in work.pieces
        if piece.offered
    )
    return Sheet(entry.id, work.code, work.revision, rows)


def sheet_text(sheet: Sheet, words: str = "") -> str:
    """The file; `words` tell its reader how it works."""
    facts = (
        f"entraide: {KIND}",
        f"entry: {sheet.entry}",
        f"locale: {sheet.locale}",
        f"revision: {sheet.revision}",
        f"credit: {_string(sheet.credit)}",
        f"licence: {_string(sheet.licence)}",
        f"note: {_string(sheet.note)}",
    )
    blocks = ["\n".join((FENCE, *facts, FENCE))]
    blocks += [_escaped(words.strip(BLANK))] if words.strip(BLANK) else []
    for row in sheet.rows:
        blocks += _block(row)
    return "\n\n".join([*blocks, f"<!-- {END} -->"]) + "\n"


def _string(text: str) -> str:
    return UNREADABLE.sub(
        lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _block(row: Row) -> Iterator[str]:
    text = row.target.strip(BLANK)
    stood = f" {'fuzzy' if row.fuzzy else 'stood'} {checksum(text)}" if text else ""
    yield f"<!-- {row.key}{stood} -->"
    yield "\n".join(f"> {line}".rstrip(BLANK) for line in _lines(row.source))
    if text:
        yield _escaped(text)


def checksum(text: str) -> str:
    """8 hex digits that know a text again, whatever editors do to its spaces."""
    plain = BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip(BLANK)
    return f"{zlib.crc32(plain.encode('utf-8', 'replace')):08x}"


def _escaped(text: str) -> str:
    return "\n".join(LIKE_A_MARK.sub(r"\1\\\2", line) for line in _lines(text))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_sheet(source: Path) -> tuple[Sheet | None, list[Problem]]:
    """The sheet in a file; None where it has mistakes, all of which are told."""
    raw = source.read_bytes()
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [Problem(str(source), line, "the file is not UTF-8", "Save it as UTF-8")]
    return sheet_in(text, str(source))


def sheet_in(text: str, path: str) -> tuple[Sheet | None, list[Problem]]:
    reading = _Reading(path, _lines(text.removeprefix("\ufeff")))
    body = reading.header()
    rows = tuple(reading.blocks(body)) if body else ()
    if reading.problems:
        return None, reading.problems
    facts = reading.facts
    entry, revision = int(facts["entry"]), int(facts["revision"])
    said = {name: facts.get(name, "") for name in SAID}
    rows = tuple(replace(row, entry=entry) for row in rows)
    return Sheet(entry, facts["locale"], revision, rows, **said, stood=reading.stood), []


@dataclass
class _Reading:
    """One file: what it says, and whatever is wrong with it. Lines count from 0 in here."""

    path: str
    lines: list[str]
    facts: dict[str, str] = field(default_factory=dict)
    stood: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, what: str, cure: str) -> None:
        self.problems.append(Problem(self.path, line + 1, what, cure))

    def header(self) -> int:
        """Read the header; the line below it, or 0 where there is none."""
        start = next((at for at, line in enumerate(self.lines) if line.strip(BLANK)), 0)
        fences = (at for at, line in enumerate(self.lines) if line.rstrip(BLANK) == FENCE)
        if next(fences, -1) != start:
            self.wrong(start, "this is no sheet of an entry: it has no header", AFRESH)
            return 0
        end = next(fences, 0)
        if not end:
            self.wrong(start, "the header does not end", f"Close it with a line “{FENCE}”")
            return 0
        for at in range(start + 1, end):
            if line := self.lines[at].strip(BLANK):
                self._fact(at, line)
        for name in () if self.problems else NEEDED:
            if name not in self.facts:
                self.wrong(start, f"the header has no “{name}”", AFRESH)
        return end + 1

    def _fact(self, at: int, line: str) -> None:
        pair = PAIR.fullmatch(line)
        if pair is None:
            self.wrong(at, f"“{line[:60]}” is no fact", "Write it as “credit: Your name”")
        elif pair[1] not in HEADER:
            self.wrong(at, f"the header knows no “{pair[1]}”", nearest(pair[1], HEADER))
        elif pair[1] in self.facts:
            self.wrong(at, f"“{pair[1]}” stands there twice", "Take one away")
        elif (value := _value(pair[2])) is None:
            self.wrong(at, f"the quotes of “{pair[1]}” do not end", "Leave them away")
        elif not _fits(pair[1], value):
            self.wrong(at, f"“{value[:60]}” cannot be the {pair[1]}", FITTING.get(pair[1], AFRESH))
        else:
            self.facts[pair[1]] = value

    def blocks(self, start: int) -> Iterator[Row]:
        """The rows below the marks, of entry 0, but for those that nobody has touched."""
        marks: list[tuple[int, re.Match[str]]] = []
        known = set[str]()
        for at in range(start, len(self.lines)):
            if not self.lines[at].lstrip(BLANK).startswith("<!--"):
                continue
            mark = MARK.fullmatch(self.lines[at].rstrip(BLANK))
            if mark is None or not (mark[1] == END or parse_key(mark[1])):
                cure = "Take the line away; where it is text, put “\\” before it"
                self.wrong(at, "this is no mark of a segment", cure)
            elif mark[1] in known:
                self.wrong(at, f"“{mark[1]}” stands there twice", "Take one away")
            else:
                marks.append((at, mark))
                known.add(mark[1])
                if mark[1] == END:
                    break
        if not marks or marks[-1][1][1] != END:
            what = f"the file is not whole: its last line, “<!-- {END} -->”, is missing"
            self.wrong(len(self.lines) - 1, what, "Fetch it again, or put the line back")
        for (at, mark), (end, _) in pairwise(marks):
            if row := self._row(at, end, mark):
                yield row

    def _row(self, at: int, end: int, mark: re.Match[str]) -> Row | None:
        below = list(dropwhile(lambda line: not line.strip(BLANK), self.lines[at + 1 : end]))
        quoted = list(takewhile(QUOTED.match, below))
        if not quoted:
            cure = "Put it back as it was, each line behind “> ”"
            self.wrong(at, f"below “{mark[1]}” its source is missing", cure)
            return None
        lines = (ESCAPED.sub(r"\1\2", line) for line in below[len(quoted) :])
        text = "\n".join(lines).strip(BLANK)
        source = "\n".join(QUOTED.sub("", line, count=1) for line in quoted).strip(BLANK)
        if mark[3]:
            self.stood[mark[1]] = mark[3]
        untouched, key = checksum(text) == mark[3], parse_key(mark[1])
        if key is None or (untouched and mark[2] == "stood"):
            return None
        fuzzy = mark[2] == "fuzzy" and (untouched or not mark[3])
        return Row(0, key, source, text, fuzzy=fuzzy, at=at + 1)


def _value(written: str) -> str | None:
    """What is meant by a value: bare, or between the quotes of JSON or of YAML."""
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


def _fits(name: str, value: str) -> bool:
    if name in FORMS:
        return bool(FORMS[name].fullmatch(value))
    if name == "credit" and ("\n" in value or "\r" in value or len(value) > LONGEST_NAME):
        return False
    return not UNWRITABLE.search(value)
