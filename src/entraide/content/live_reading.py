"""A project that is read once and then updated: a saved text is read alone.

What entries share changes seldom, and much depends on it: after such a change the whole project is
read anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from datetime import date

from entraide.content.docs.entry_files import (
    EntryFile,
    check_homes,
    list_page_files,
    read_page_file,
)
from entraide.content.docs.files import DocsFile
from entraide.content.entry_making import make_entries
from entraide.content.reader import SiteReading, read_shared_data
from entraide.content.reading_memory import ReadingMemory
from entraide.content.settings import Settings
from entraide.errors import Problem, ProblemLog, select_errors
from entraide.model.entry import Entry, PageText

Page = EntryFile | PageText | None


class LiveReading:
    """The reading of a project as on a day; `reading` is the present one.

    Where a text that was saved cannot be read, its entry stays as it was, and so does a home page
    that has gone; the problems of the reading say why. Of each file there is kept which entry it
    belongs to, and what is wrong with it; its front matter is read again when another file of the
    entry changes.
    """

    def __init__(self, settings: Settings, today: date) -> None:
        self._settings, self._today = settings, today
        self._shared = read_shared_data(settings)
        self._files: dict[str, DocsFile] = {}  # by path from the folder of the project
        self._numbers: dict[str, int] = {}  # of the entry that a file belongs to
        self._paths: defaultdict[int, set[str]] = defaultdict(set)  # the files of each entry
        self._problems: dict[str, list[Problem]] = {}  # by the path of the text
        self._unsaved: Mapping[str, str] = {}  # texts in the place of those on the disk, by path
        self._list_files()
        log = ProblemLog()
        texts = ReadingMemory(settings, today).read_texts(log)
        entries, homes = dict(texts.entries), texts.homes
        if log:  # of each problem it has to be known where it came from
            pages = {path: self._read_page(path) for path in self._files}
            entries = self._make_entries(pages)
            homes = {page.locale: page for page in pages.values() if isinstance(page, PageText)}
        else:
            self._note_files(entries.values())
        self.reading = self._make_reading(entries, homes)

    def copy_with(self, path: str, text: str) -> "LiveReading":
        """Return a copy of the reading, with `text` in place of the file at `path`."""
        other = copy(self)
        other.put_text(path, text)
        return other

    def put_text(self, path: str, text: str) -> None:
        """Read `text` in place of the file at `path`; only in a copy of a reading."""
        self._unsaved = {**self._unsaved, path: text}
        self._numbers = dict(self._numbers)
        self._paths = defaultdict(set, {each: set(paths) for each, paths in self._paths.items()})
        self._problems = {each: list(problems) for each, problems in self._problems.items()}
        self.update_texts([path])

    @property
    def has_sound_data(self) -> bool:
        """Whether the shared data has no mistake."""
        return not select_errors(self._shared.problems)

    def update_texts(self, paths: Iterable[str]) -> frozenset[int]:
        """Read the texts at `paths` again, new and removed ones too.

        Return the numbers of the entries that changed.
        """
        saved = frozenset(paths)
        if any((path in self._files) != self._is_file(path) for path in saved):
            self._list_files()
        before = {self._numbers[path] for path in saved if path in self._numbers}
        pages = {path: self._read_page(path) for path in saved}
        numbers = before | {
            page.matter.id for page in pages.values() if isinstance(page, EntryFile)
        }
        for path in {path for number in numbers for path in self._paths[number]} - saved:
            pages[path] = self._read_page(path)
        site = self.reading.site
        new_entries = self._make_entries(pages)
        broken = {
            self._numbers[path] for path in pages if self._is_broken(path) and path in self._numbers
        }
        changed = frozenset(numbers - broken)
        entries = {number: each for number, each in site.entries.items() if number not in changed}
        entries |= {number: each for number, each in new_entries.items() if number in changed}
        homes = {page.locale: page for page in pages.values() if isinstance(page, PageText)}
        homes = {**site.homes, **homes}  # one that has gone stays: a site has one in each locale
        self.reading = self._make_reading(dict(sorted(entries.items())), homes)
        return changed

    def has_found(self, path: str) -> bool:
        """Return whether the reading has found a file at `path` or below it."""
        named = {*self._files, *(problem.path for problem in self.reading.problems)}
        return path in named or any(each.startswith(f"{path}/") for each in named)

    def _list_files(self) -> None:
        log = ProblemLog()
        files = list_page_files(self._settings, log)
        self._files = {self._settings.make_relative(file.path): file for file in files}
        self._folder_problems = [*log, *check_homes(self._settings)]

    def _note_files(self, entries: Iterable[Entry]) -> None:
        """Store which files belong to each of `entries`, in which there are no mistakes."""
        self._problems = {path: [] for path in self._files}
        for entry in entries:
            for version in (entry.source, *entry.localised.values()):
                self._numbers[version.path] = entry.id
                self._paths[entry.id].add(version.path)

    def _is_file(self, path: str) -> bool:
        return (self._settings.root / path).is_file()

    def _is_broken(self, path: str) -> bool:
        """Return whether the file at `path` exists and cannot be read as a page."""
        return path in self._files and bool(select_errors(self._problems.get(path, ())))

    def _read_page(self, path: str) -> Page:
        """Read the page at `path`, and store whose it is; None if it is missing or broken."""
        log = ProblemLog()
        file = self._files.get(path)
        page = read_page_file(file, self._settings, log, self._unsaved.get(path)) if file else None
        self._problems[path] = log
        number = self._numbers.get(path)
        if (isinstance(page, EntryFile) and page.matter.id != number) or not file:
            self._paths[self._numbers.pop(path, 0)].discard(path)
        if isinstance(page, EntryFile):
            self._numbers[path] = page.matter.id
            self._paths[page.matter.id].add(path)
        return page

    def _make_entries(self, pages: Mapping[str, Page]) -> dict[int, Entry]:
        """Make the entries of `pages`, and store the problems of their files together."""
        log = ProblemLog(problem for path in pages for problem in self._problems[path])
        known = len(log)
        files = [pages[path] for path in sorted(pages)]
        entry_files = [each for each in files if isinstance(each, EntryFile)]
        entries = make_entries(entry_files, self._settings, self._today, log)
        for problem in log[known:]:
            self._problems.setdefault(problem.path, []).append(problem)
        return entries

    def _make_reading(
        self, entries: Mapping[int, Entry], homes: Mapping[str, PageText]
    ) -> SiteReading:
        log = ProblemLog([*self._shared.problems, *self._folder_problems])
        for problems in self._problems.values():
            log.extend(problems)
        site = replace(self._shared.site, entries=entries, homes=homes)
        incomplete = frozenset(path for path in self._problems if self._is_broken(path))
        return replace(self._shared, site=site, problems=log, incomplete_files=incomplete)
