"""Read every text of a project: its entries and home pages, without what entries share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from entraide.content.docs.entry_files import read_files
from entraide.content.docs.files import DocsFile
from entraide.content.entry_digests import EntryDigest
from entraide.content.entry_making import make_entries
from entraide.content.settings import Settings
from entraide.errors import ProblemLog
from entraide.model.entry import Entry, PageText


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """The entries of a project by number, and its home pages by locale.

    `fresh` has the numbers of entries that were read just now; the `digests` of the others are
    known.
    """

    entries: Mapping[int, Entry]
    homes: Mapping[str, PageText]
    incomplete_files: frozenset[str] = frozenset()
    fresh: frozenset[int] = frozenset()
    digests: Mapping[int, EntryDigest] = field(default_factory=dict)
    docs_files: Sequence[DocsFile] = ()  # all in the folder of texts, if they are known


def read_texts(settings: Settings, today: date, log: ProblemLog) -> ReadTexts:
    """Read every text, and make the entries as they are on the day `today`."""
    files, homes = read_files(settings, log)
    entries = make_entries(files, settings, today, log)
    mended = frozenset(file.parsed.path for file in files if file.incomplete)
    return ReadTexts(entries, homes, mended, frozenset(entries))
