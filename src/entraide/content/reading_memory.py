"""The texts of the last reading: only files that have changed since are read again.

To read 2,000 files and make entries of them takes two seconds; to compare them with their digests a
tenth of one. A reading with problems is not kept: after the first mistake, all files are read anew.
What is remembered is signed with a key of the user (`cached_files`).
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from entraide.content.cached_files import CachedFiles, make_result_key
from entraide.content.code_digest import hash_readers
from entraide.content.docs.entry_files import (
    EntryFile,
    check_homes,
    read_page_file,
    select_page_files,
)
from entraide.content.docs.files import DocsFile, list_docs_files
from entraide.content.entry_digests import EntryDigest, compute_entry_digest
from entraide.content.entry_making import make_entries
from entraide.content.packed_values import list_classes, pack_value, unpack_value
from entraide.content.settings import Settings
from entraide.content.text_reading import ReadTexts, read_texts
from entraide.errors import ProblemLog
from entraide.model.entry import Entry, LocalisedVersion, PageText, Status, Version, VersionStatus
from entraide.model.revision import Change, Significance

LARGEST_CACHE = 100_000_000  # bytes: readings with other settings, or of another day
DIGEST_SIZE = 16  # bytes
CLASSES = list_classes(
    (
        *(Entry, Version, LocalisedVersion, PageText, Change),
        *(Status, VersionStatus, Significance, date),
    )
)
FilesByPath = Mapping[str, DocsFile]  # by path as shown


@dataclass(frozen=True, slots=True)
class _RememberedTexts:
    """What is kept: digests by path, packed entries by number, packed home pages by locale.

    Beside each entry there is its digest.
    """

    digests: Mapping[str, bytes] = field(default_factory=dict)
    entries: Mapping[int, tuple[bytes, str, str]] = field(default_factory=dict)
    homes: Mapping[str, bytes] = field(default_factory=dict)


class ReadingMemory:
    """What is remembered of the reading of a project with these `settings` on the day `today`."""

    def __init__(self, settings: Settings, today: date) -> None:
        self._settings, self._today = settings, today
        self._cache = CachedFiles(settings.root, "reading")
        facts = (hash_readers(), repr(settings), today.isoformat())
        self._key = make_result_key("".join(facts).encode(), "the texts of a project")

    def read_texts(self, log: ProblemLog) -> ReadTexts:
        """Read every text; of those that are as they were, no more than their digests."""
        settings, name_log = self._settings, ProblemLog()
        docs_files = list_docs_files(settings, name_log)
        page_files = select_page_files(docs_files, settings, name_log)
        files = {settings.make_relative(each.path): each for each in page_files}
        digests = dict(_iter_digests(files))
        is_sound = not name_log and not any(check_homes(settings)) and len(digests) == len(files)
        remembered = self._recall() if is_sound else None
        if remembered and (texts := self._renew(remembered, files, digests)):
            if digests != remembered.digests:
                self._keep(texts, digests, remembered)
            return replace(texts, docs_files=docs_files)
        known = len(log)
        texts = read_texts(settings, self._today, log)
        if is_sound and len(log) == known:
            self._keep(texts, digests, _RememberedTexts())
        return replace(texts, docs_files=docs_files)

    def _recall(self) -> _RememberedTexts | None:
        value = unpack_value(self._cache.read(self._key) or b"", {})
        return _RememberedTexts(*value) if isinstance(value, tuple) else None

    def _keep(
        self, texts: ReadTexts, digests: Mapping[str, bytes], remembered: _RememberedTexts
    ) -> None:
        entries = {
            number: remembered.entries[number]
            if number in remembered.entries and number not in texts.fresh
            else (pack_value(entry), *compute_entry_digest(entry))
            for number, entry in texts.entries.items()
            # What a version has of its source, or of a machine, has no digest.
            if not any(each.status or each.machine for each in entry.localised.values())
        }
        homes = {code: pack_value(home) for code, home in texts.homes.items()}
        self._cache.write(self._key, pack_value((dict(digests), entries, homes)))
        self._cache.prune(LARGEST_CACHE)

    def _renew(
        self, remembered: _RememberedTexts, files: FilesByPath, digests: Mapping[str, bytes]
    ) -> ReadTexts | None:
        """Return the texts as they are now; None where all of them have to be read."""
        entries = dict(self._unpack_entries(remembered))
        homes = {code: unpack_value(home, CLASSES) for code, home in remembered.homes.items()}
        known_paths = {home.path: 0 for home in homes.values() if isinstance(home, PageText)}
        for number, entry in entries.items():
            for version in (entry.source, *entry.localised.values()):
                known_paths[version.path] = number
        # What has another text than it had, and what is no text of those that are remembered.
        paths = {path for path in files if remembered.digests.get(path) != digests[path]}
        paths |= files.keys() - known_paths.keys()
        numbers = {
            number for path, number in known_paths.items() if path in paths or path not in files
        }
        log = ProblemLog()
        pages = [read_page_file(files[path], self._settings, log) for path in sorted(paths)]
        numbers |= {page.matter.id for page in pages if isinstance(page, EntryFile)}
        beside = {path for path, number in known_paths.items() if number and number in numbers}
        others = sorted(beside & files.keys() - paths)
        pages += [read_page_file(files[path], self._settings, log) for path in others]
        versions = [page for page in pages if isinstance(page, EntryFile)]
        versions.sort(key=lambda version: version.parsed.path)
        fresh = make_entries(versions, self._settings, self._today, log)
        homes |= {page.locale: page for page in pages if isinstance(page, PageText)}
        all_homes = {each.locale: each for each in homes.values() if isinstance(each, PageText)}
        if log or all_homes.keys() != homes.keys():
            return None
        same = {number: entry for number, entry in entries.items() if number not in numbers}
        all_entries = dict(sorted({**same, **fresh}.items()))
        digests_of_same = {number: EntryDigest(*remembered.entries[number][1:]) for number in same}
        return ReadTexts(all_entries, all_homes, fresh=frozenset(fresh), digests=digests_of_same)

    def _unpack_entries(self, remembered: _RememberedTexts) -> Iterator[tuple[int, Entry]]:
        for number, (packed, *_) in remembered.entries.items():
            entry = unpack_value(packed, CLASSES)
            if isinstance(entry, Entry):
                yield number, entry


def _iter_digests(files: FilesByPath) -> Iterator[tuple[str, bytes]]:
    """Yield the digest of each of `files` that can be read, by its path."""
    for path, file in files.items():
        try:
            with open(file.path, "rb") as opened:  # noqa: PTH123 - thousands of them
                content = opened.read()
        except OSError:
            continue
        yield path, hashlib.blake2b(content, digest_size=DIGEST_SIZE).digest()
