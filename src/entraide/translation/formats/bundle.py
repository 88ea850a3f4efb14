"""A bundle: the units of some entries for one locale, as translators' tools exchange them.

Its rows are the same in every format. The name of a row is made of the entry and the key, without
the revision, so that tools can merge an older bundle with a newer one. The revision is in a note.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from entraide.errors import BundleRow, FileLine, Problem, ProblemLocation, ProblemLog
from entraide.model.entry import NUMBER
from entraide.model.segment_keys import LABEL, LabelKey, SegmentKey, parse_key

NAME = re.compile(rf"({NUMBER})/([a-z0-9-]+)|{LABEL.pattern}")
NO_ENTRY = 0  # of a label
AFRESH = "Begin with a fresh export"


@dataclass(frozen=True, slots=True)
class RowBase:
    """The text that the project had when a row was exported: its checksum, "" where it had none.

    `fuzzy` says that somebody had to look at that text.
    """

    checksum: str = ""
    fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as one row of a bundle, a sheet or a proposal.

    `location` is where a person finds the row: in the file of the source when it is exported, in
    the file that was sent when it comes back.
    """

    entry: int
    key: SegmentKey
    source: str
    target: str = ""
    fuzzy: bool = False
    previous: str = ""  # what the source said before
    notes: tuple[str, ...] = ()
    location: ProblemLocation = field(default=FileLine(""))
    label: str = ""  # how people know it, where they do not see its name
    base: RowBase | None = None  # None where nothing says what it was made from
    unmarked: bool = False  # it is fuzzy only because nothing in the file says its state
    as_meant: bool = False  # somebody says that its numbers are right, though its source has others
    by_machine: bool = False  # a machine made it, and no person has read it

    @property
    def name(self) -> str:
        return f"{self.entry}/{self.key}" if self.entry else str(self.key)

    @property
    def title(self) -> str:
        """The name of the row in messages."""
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class BundlePart:
    """The rows of one entry, made from `revision` of its source; None where the file says none.

    Labels are in a part of their own, whose entry is NO_ENTRY.
    """

    entry: int
    revision: int | None
    lang: str = ""  # of the source
    path: str = ""  # of the source
    rows: tuple[UnitRow, ...] = ()
    credits: Mapping[str, str] = field(default_factory=dict)  # who made a row, by its name


@dataclass(frozen=True, slots=True)
class Bundle:
    """The parts for the locale `code`, whose language tag is `lang`.

    A bundle that was read may lack either. `tags` are the language tags that its file has
    elsewhere.
    """

    code: str
    lang: str
    project: str
    parts: tuple[BundlePart, ...]
    tags: tuple[str, ...] = ()
    credit: str = ""  # who made all of it, where the file says so


def parse_row_name(name: str) -> tuple[int, SegmentKey] | None:
    """Return the entry and the key in the name of a row; None if it is no name of ours."""
    match = NAME.fullmatch(name)
    if match and not match[1]:
        return NO_ENTRY, LabelKey(name)
    key = parse_key(match[2]) if match else None
    return (int(match[1]), key) if match and key else None


def refuse_unknown_row(name: str, path: str, line: int | None) -> Problem:
    """Return the problem of a row with a `name` that this program never gives."""
    what = f"“{name[:60]}” is no segment of an entry"
    return Problem(BundleRow(path, line or 1, name), what, AFRESH)


def refuse_repeated_rows(rows: Iterable[UnitRow], log: ProblemLog) -> None:
    """Add a problem for each row whose name an earlier row of the file has."""
    lines: dict[str, int] = {}
    for row in rows:
        assert isinstance(row.location, FileLine)  # noqa: S101 - a row that was read is of a file
        first = lines.setdefault(row.name, row.location.line)
        if first != row.location.line:
            what = f"“{row.name}” stands there twice, in line {first} too"
            log.add(row.location, what, "Keep one of the two")


def group_by_entry(
    rows: Iterable[UnitRow], revisions: Mapping[int, int | None]
) -> Iterator[BundlePart]:
    """Yield one part for each entry of `rows`, in order; `revisions` has that of each entry."""
    groups: dict[int, list[UnitRow]] = {}
    for row in rows:
        groups.setdefault(row.entry, []).append(row)
    for entry, group in groups.items():
        yield BundlePart(entry, revisions.get(entry), rows=tuple(group))
