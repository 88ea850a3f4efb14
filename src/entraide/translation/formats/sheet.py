"""A sheet: the translation job of one entry in one Markdown file, for whoever has only an editor.

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
from dataclasses import dataclass, field

from entraide.model.line_ends import unify_line_ends
from entraide.translation.formats.bundle import Bundle, BundlePart, UnitRow
from entraide.translation.job import TranslationJob
from entraide.translation.units import UnitState

FENCE = "---"
KIND = "proposal"  # of a file of ours: the value of its key `entraide`
END = "end"
LIKE_A_MARK = re.compile(r"^([ \t]*)(\\*<!--)")
BLANK = " \t\r\n"  # what editors put around a text
BLANKS = re.compile(r"[ \t\r\n]+")
# JSON leaves these as they are, and YAML does not.
UNREADABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The job of one entry as somebody gets it, or sends it back.

    `credit` is the name of who made it, `licence` what they agreed to, as it was shown.

    One that was read has the `rows` that somebody wrote in, and those that wait; `stood` has the
    checksums of what stood there when it was made, by the key of the row.
    """

    entry: int
    locale: str
    revision: int
    rows: tuple[UnitRow, ...]
    credit: str = ""
    licence: str = ""
    note: str = ""
    stood: Mapping[str, str] = field(default_factory=dict)

    @property
    def bundle(self) -> Bundle:
        """Its rows as a bundle of one part."""
        part = BundlePart(self.entry, self.revision, rows=self.rows, credit=self.credit)
        return Bundle(self.locale, "", "", (part,))


def build_sheet(job: TranslationJob) -> Sheet:
    """Return the sheet of what there is to translate, or, in the source's locale, to correct."""
    rows = tuple(
        UnitRow(
            job.entry.id,
            unit.key,
            unit.source,
            unit.source if job.is_of_source else unit.target,
            fuzzy=unit.state is UnitState.CHANGED,
        )
        for unit in job.units
        if unit.is_offered
    )
    return Sheet(job.entry.id, job.code, job.revision, rows)


def format_sheet(sheet: Sheet, words: str = "") -> str:
    """Return the file; `words` tell its reader how it works."""
    facts = (
        f"entraide: {KIND}",
        f"entry: {sheet.entry}",
        f"locale: {sheet.locale}",
        f"revision: {sheet.revision}",
        f"credit: {_format_value(sheet.credit)}",
        f"licence: {_format_value(sheet.licence)}",
        f"note: {_format_value(sheet.note)}",
    )
    blocks = ["\n".join((FENCE, *facts, FENCE))]
    blocks += [_escape_marks(words.strip(BLANK))] if words.strip(BLANK) else []
    for row in sheet.rows:
        blocks += _format_row(row)
    return "\n\n".join([*blocks, f"<!-- {END} -->"]) + "\n"


def _format_value(text: str) -> str:
    return UNREADABLE.sub(
        lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _format_row(row: UnitRow) -> Iterator[str]:
    text = row.target.strip(BLANK)
    stood = f" {'fuzzy' if row.fuzzy else 'stood'} {compute_checksum(text)}" if text else ""
    yield f"<!-- {row.key}{stood} -->"
    yield "\n".join(f"> {line}".rstrip(BLANK) for line in split_lines(row.source))
    if text:
        yield _escape_marks(text)


def compute_checksum(text: str) -> str:
    """Return 8 hex digits that know a text again, whatever editors do to its spaces."""
    plain = BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip(BLANK)
    return f"{zlib.crc32(plain.encode('utf-8', 'replace')):08x}"


def _escape_marks(text: str) -> str:
    return "\n".join(LIKE_A_MARK.sub(r"\1\\\2", line) for line in split_lines(text))


def split_lines(text: str) -> list[str]:
    """Return the lines of a text from any editor."""
    return unify_line_ends(text).split("\n")
