"""A sheet: the translation job of one entry in one Markdown file, for whoever has only an editor.

    ---
    entraide: proposal
    entry: 1029
    locale: fr
    revision: 4
    ---

    Words on how it works, up to the first mark: nobody reads them back.

    <!-- credit -->

    > Your name, to be credited (if you like)

    Sam Example

    <!-- title stood 1a2b3c4d -->

    > What the source says, quoted.

    The text in the other language, up to the next mark.

    <!-- end -->

The checksum in a mark is that of the text which stood there when the sheet was made: as long as the
one below has it too, nobody has touched it. `stood`: then it is no news, whatever stands there
today. `fuzzy`: it is of an older source, and somebody has to look at it; to change it is to have
looked, and who finds it right takes the word away. `as meant`, at the end of a mark, says that the
numbers of the text are right, though its source has others.
A line of a text that begins like a mark gets a backslash before it, and loses it again.

The page for proposals fills in the sheet that a build publishes, and reads it with the patterns of
this module.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from entraide.model.entry import NUMBER
from entraide.model.hidden_characters import HIDDEN
from entraide.model.line_ends import unify_line_ends
from entraide.model.proposal import LONGEST_CREDIT
from entraide.model.segment import SegmentState
from entraide.model.segment_keys import KEY
from entraide.translation.formats.bundle import Bundle, BundlePart, UnitRow
from entraide.translation.formats.row_notes import EDGES, compute_checksum
from entraide.translation.job import TranslationJob

FENCE = "---"
END = "end"
WISHES = ("credit", "licence", "note")  # what is not a text of the entry, below marks of its own
# The header; sheets made before 2026-11-29 have the WISHES there, as strings of JSON.
HEADER = re.compile(r"\A\s*---[ \t]*\n((?:(?!---[ \t]*\n).*\n)*)---[ \t]*\n")
KEY_LINE = re.compile(r"^([a-z]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
FORMS = {
    "entraide": re.compile(r"\Aproposal\Z"),
    "entry": re.compile(rf"\A{NUMBER}\Z"),
    "locale": re.compile(r"\A[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}\Z"),
    "revision": re.compile(rf"\A{NUMBER}\Z"),
    "credit": re.compile(rf"\A[^\n{HIDDEN}]{{0,{LONGEST_CREDIT}}}\Z"),
    "licence": re.compile(rf"\A[^{HIDDEN}]*\Z"),
    "note": re.compile(rf"\A[^{HIDDEN}]*\Z"),
}
MARK = (
    rf"[ \t]*<!--[ \t]*(?P<key>{KEY.pattern}|{'|'.join((*WISHES, END))})"
    r"(?:[ \t]+(?P<word>fuzzy|stood))?(?:[ \t]+(?P<sum>[0-9a-f]{8}))?"
    r"(?P<meant>[ \t]+as meant)?[ \t]*-->[ \t]*"
)
# Each line that begins like a mark; one that is none has no key.
MARK_LINE = re.compile(rf"^(?:{MARK}$|[ \t]*<!--.*)", re.MULTILINE)
# A mark, what is quoted below it, and the text below that.
BLOCK = re.compile(
    rf"^(?P<mark>{MARK})\n\s*?(?P<quote>(?:^ {{0,3}}>.*\n)+)(?P<text>(?:(?![ \t]*<!--).*\n)*)",
    re.MULTILINE,
)
QUOTE = re.compile(r"^ {0,3}> ?", re.MULTILINE)
LIKE_A_MARK = re.compile(r"^([ \t]*)(\\*<!--)", re.MULTILINE)
ESCAPED_MARK = re.compile(r"^([ \t]*)\\(\\*<!--)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of sheets in one language, beside the texts; `how_to` says how to fill it in."""

    how_to: str = ""
    wishes: Mapping[str, str] = field(default_factory=dict)  # by each of WISHES


NO_WORDS = SheetWords()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The job of one entry, as somebody gets it or sends it back in a Markdown file.

    `credit` is the name of who made it, `licence` what they agreed to, as it was shown. A sheet
    that was read has the `rows` that are filled in and those that wait. `checksums`, by the key of
    the row, are of the texts that the project had when the sheet was made.
    """

    entry: int
    locale: str
    revision: int
    rows: tuple[UnitRow, ...]
    credit: str = ""
    licence: str = ""
    note: str = ""
    checksums: Mapping[str, str] = field(default_factory=dict)

    @property
    def bundle(self) -> Bundle:
        """Its rows as a bundle of one part."""
        names = {row.name: self.credit for row in self.rows if self.credit}
        part = BundlePart(self.entry, self.revision, rows=self.rows, credits=names)
        return Bundle(self.locale, "", "", (part,))


def build_sheet(job: TranslationJob) -> Sheet:
    """Return the sheet of a job: texts to translate or, in the source's locale, to correct."""
    rows = tuple(
        UnitRow(
            job.entry.id,
            unit.key,
            unit.source,
            unit.source if job.is_of_source else unit.target,
            fuzzy=unit.state is SegmentState.CHANGED,
        )
        for unit in job.units
        if unit.is_offered or unit.state is SegmentState.KEPT
    )
    return Sheet(job.entry.id, job.code, job.revision, rows)


def format_sheet(sheet: Sheet, words: SheetWords = NO_WORDS) -> str:
    """Return the text of the file."""
    header = (
        *("entraide: proposal", f"entry: {sheet.entry}", f"locale: {sheet.locale}"),
        f"revision: {sheet.revision}",
    )
    blocks = ["\n".join((FENCE, *header, FENCE))]
    blocks += [_escape_marks(words.how_to)] if words.how_to else []
    wishes = sheet.credit, sheet.licence, sheet.note
    for name, text in zip(WISHES, wishes, strict=True):
        blocks += _format_block(name, words.wishes.get(name, ""), text)
    for row in sheet.rows:
        text, word = EDGES.sub("", row.target), "fuzzy" if row.fuzzy else "stood"
        mark = f"{row.key} {word} {compute_checksum(text)}" if text else str(row.key)
        blocks += _format_block(mark, row.source, text)
    return "\n\n".join([*blocks, f"<!-- {END} -->"]) + "\n"


def _format_block(mark: str, quote: str, text: str) -> Iterator[str]:
    yield f"<!-- {mark} -->"
    yield "\n".join(f"> {line}".rstrip(" \t") for line in unify_line_ends(quote).split("\n"))
    if text:
        yield _escape_marks(text)


def _escape_marks(text: str) -> str:
    return LIKE_A_MARK.sub(r"\1\\\2", unify_line_ends(text))
