"""What a check receives: the project, the day, and the outline of every page."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from entraide.content.anchors import HeadingPairs, pair_headings
from entraide.content.docs.files import DocsFile, FileKind, list_docs_files
from entraide.content.heading_pairs import iter_headings_behind, list_versions_behind
from entraide.content.history import HistoryDepth, find_depth
from entraide.content.outline import Outline, TextLink, read_outline
from entraide.content.past_numbers import PastNumbers, find_past_numbers
from entraide.content.provenance import EntryHistory
from entraide.content.reader import SiteReading
from entraide.content.settings import Settings
from entraide.content.text_digests import list_numbers
from entraide.content.writer import find_claimed_ids
from entraide.errors import FileLine, Problem, ProblemLog, Severity
from entraide.model.entry import Entry, PageText, Version, VersionStatus
from entraide.model.placeholders import fill_placeholders
from entraide.model.site import Site

ID_LINE = re.compile(rb"^id:\s*(\d{1,9})\s*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Project:
    """A project on one day; what several checks need is made once."""

    reading: SiteReading
    today: date
    earlier_outlines: Mapping[str, Outline] = field(default_factory=dict)  # by path of the file
    numbers: frozenset[int] | None = None  # of the entries whose texts are looked at; None for all
    waiting_files: frozenset[str] = frozenset()  # not there yet; paths from their locale’s folder

    @property
    def site(self) -> Site:
        return self.reading.site

    @property
    def settings(self) -> Settings:
        return self.reading.settings

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry that is looked at."""
        entries = self.site.entries
        numbers = entries if self.numbers is None else sorted(self.numbers & entries.keys())
        return tuple(entries[number] for number in numbers)

    @cached_property
    def versions(self) -> tuple[tuple[Entry, Version], ...]:
        """Every version of the entries that are looked at, with its entry; no translator's draft.

        What a draft lacks, its translator is told when it is published.
        """
        return tuple(
            (entry, version)
            for entry in self.entries
            for version in (entry.source, *entry.translations.values())
        )

    @cached_property
    def drafts(self) -> tuple[Version, ...]:
        """The translators' drafts of these entries: nobody reads them, and links follow a move."""
        return tuple(
            version
            for entry in self.entries
            for version in entry.localised.values()
            if version.status is VersionStatus.DRAFT
        )

    @cached_property
    def pages(self) -> tuple[PageText, ...]:
        """Every text that people write: all versions, then the home pages."""
        return (*(version for _, version in self.versions), *self.site.homes.values())

    @cached_property
    def outlines(self) -> Mapping[str, Outline]:
        """Path of the file -> outline of its body."""
        known = self.earlier_outlines
        if self.numbers is not None:
            return known
        return {
            page.path: known.get(page.path) or read_outline(page.body, page.title)
            for page in (*self.pages, *self.drafts)
        }

    def find_heading_pairs(self, page: PageText, source: PageText) -> HeadingPairs | None:
        """Return which heading of `source` each heading of `page` translates, by index.

        None where nobody knows. For versions that are behind this asks git: call it only for links
        that depend on the answer.
        """
        if page.path in self._late_paths:
            return self._pairs_behind[page.path]
        return self.pair_headings_by_order(page, source)

    def pair_headings_by_order(self, page: PageText, source: PageText) -> HeadingPairs:
        """Pair the headings of `page`, if it is current, with those of its `source`."""
        ours, theirs = (self.outlines[path].headings for path in (page.path, source.path))
        return pair_headings(ours, theirs)

    @cached_property
    def _versions_behind(self) -> list[tuple[Entry, str]]:
        return list_versions_behind(self.entries)

    @cached_property
    def _late_paths(self) -> frozenset[str]:
        return frozenset(entry.localised[code].path for entry, code in self._versions_behind)

    @cached_property
    def _pairs_behind(self) -> Mapping[str, HeadingPairs | None]:
        headings = {
            version.path: self.outlines[version.path].headings
            for entry, code in self._versions_behind
            for version in (entry.source, entry.localised[code])
        }
        return dict(
            iter_headings_behind(
                self._versions_behind, EntryHistory(self.settings, site=self.site), headings
            )
        )

    def iter_outlines(self) -> Iterator[tuple[PageText, Outline]]:
        """Yield every page with its outline."""
        for page in self.pages:
            yield page, self.outlines[page.path]

    def iter_links(self) -> Iterator[tuple[PageText, TextLink, str]]:
        """Yield every link with its page and its address, placeholders filled."""
        for page in self.pages:
            yield from ((page, *link) for link in self.iter_page_links(page))

    def iter_page_links(self, page: PageText) -> Iterator[tuple[TextLink, str]]:
        """Yield every link of `page` with its address, placeholders filled."""
        values = self.reading.values.get(page.locale, {})
        for link in self.outlines[page.path].links:
            yield link, fill_placeholders(link.address, values)

    @cached_property
    def docs_files(self) -> tuple[DocsFile, ...]:
        """Every file in the folder of texts that is not ignored."""
        known = self.reading.docs_files
        return tuple(known or list_docs_files(self.settings, ProblemLog()))

    @property
    def asks_git(self) -> bool:
        """Whether what was found in a text depended on what git knows of its past."""
        return "_pairs_behind" in vars(self)

    @cached_property
    def asset_paths(self) -> frozenset[str]:
        """Every image and other file that pages show, by its path from its locale’s folder."""
        assets = (file.name for file in self.docs_files if file.kind is FileKind.ASSET)
        names = (name.partition("/") for name in assets)
        codes = {locale.code for locale in self.site.locales}
        return frozenset(path for code, _, path in names if code in codes)

    @cached_property
    def numbers_by_address(self) -> Mapping[str, int]:
        """The number of each entry by its addresses, the present and the former ones."""
        return list_numbers(self.site)

    @cached_property
    def git_depth(self) -> HistoryDepth:
        """How much of its past git knows."""
        return find_depth(self.settings.root)

    @cached_property
    def past_numbers(self) -> PastNumbers:
        """The numbers of all entries that the present commit and those before it have."""
        return find_past_numbers(self.settings.root, self.settings.docs_name)

    @cached_property
    def claimed_numbers(self) -> frozenset[int]:
        """The numbers that files have today, also files with mistakes."""
        numbers = frozenset(self.site.entries)
        if not self.reading.problems:  # each file is one of an entry, or a home page
            return numbers
        return frozenset(find_claimed_ids(self.settings).values()) | numbers

    @cached_property
    def refused_files(self) -> frozenset[str]:
        """Files that the reader refused: what they define exists, though no check can see it."""
        return frozenset(problem.path for problem in self.reading.problems)

    @cached_property
    def refused_ids(self) -> frozenset[int]:
        """Ids of the entries in refused files, so that references to them are no mistakes.

        Where the id itself is the mistake, the same file in another locale has it.
        """
        places = {
            tuple(path.split("/")[-2:]) for path in self.refused_files if path.endswith(".md")
        }
        docs, locales = self.settings.docs, self.site.locales
        files = (docs.joinpath(locale.code, *location) for locale in locales for location in places)
        texts = (file.read_bytes() for file in files if file.is_file() and os.access(file, os.R_OK))
        return frozenset(int(match[1]) for text in texts if (match := ID_LINE.search(text)))


def find_key_place(page: PageText, key: str) -> FileLine:
    """Return the line of a front-matter key (`changes.0.date`), or of the nearest key around it."""
    return FileLine(page.path, find_nearest_line(page.lines, key, 1))


def find_nearest_line(lines: Mapping[str, int], key: str, whole: int) -> int:
    """Return the line of a dotted key, or of the nearest key around it, or else `whole`."""
    while key and key not in lines:
        key = key.rpartition(".")[0]
    return lines.get(key, whole)


def make_field_problem(page: PageText, key: str, what: str, cure: str) -> Problem:
    """Return a problem of `page` at a front-matter key."""
    return Problem(find_key_place(page, key), what, cure)


def make_body_problem(page: PageText, line: int, what: str, cure: str) -> Problem:
    """Return a problem of `page` on line `line` of its body, counted from 0."""
    return Problem(FileLine(page.path, page.body_line + line), what, cure)


def to_warning(problem: Problem) -> Problem:
    """Return `problem` as a warning."""
    return replace(problem, severity=Severity.WARNING)
