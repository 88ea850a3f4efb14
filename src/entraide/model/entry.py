"""An entry: one question with its answer, with one permanent number, in one or more locales.

The source version is the text it was written in, whatever the locale; every other version is
localised from a revision of it. What does not depend on the language stands on the entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from entraide.model.revision import Change
from entraide.model.translation_state import State, find_state

LARGEST_NUMBER = 999_999_999  # of an entry or a revision
NUMBER = rf"[1-9][0-9]{{0,{len(str(LARGEST_NUMBER)) - 1}}}"  # how either is written


def find_status(
    status: "Status", publish_on: date | None, archive_on: date | None, today: date
) -> "Status":
    """Return the status on the day `today` of what was written with that `status` and days."""
    if status is Status.DRAFT and publish_on and publish_on <= today:
        status = Status.PUBLISHED
    if status is Status.PUBLISHED and archive_on and archive_on <= today:
        status = Status.ARCHIVED
    return status


class Status(StrEnum):
    """Who can see an entry."""

    DRAFT = "draft"  # seen under `serve` only
    PUBLISHED = "published"
    ARCHIVED = "archived"  # still at its address, in no list


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The text of a page in one locale. `path` is relative to the project, `/`-separated."""

    locale: str
    path: str
    title: str
    summary: str
    body: str
    body_line: int  # line of the file on which `body` begins, from 1
    lines: Mapping[str, int] = field(default_factory=dict)  # front-matter key -> line


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(PageText):
    """The text of an entry in one locale.

    `revision` is that of the source which this text is, or was made from.
    """

    revision: int
    updated: date
    keywords: tuple[str, ...] = ()
    reviewer: str | None = None
    reviewed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalisedVersion(Version):
    """A version made from revision `revision` of the source version."""

    translator: str | None = None
    notes: Mapping[int, str] = field(default_factory=dict)  # revision -> change note


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. Equal numbers hash alike: a site has one entry of each.

    `author` is as it was written; `authors`, by locale code, has its placeholders filled.
    """

    id: int
    category: str
    slug: str
    source: Version
    localised: Mapping[str, LocalisedVersion]
    author: str
    status: Status  # on the day of the build
    publish_on: date | None = None
    archive_on: date | None = None
    tags: tuple[str, ...] = ()
    related: tuple[int, ...] = ()
    review_by: date | None = None
    sensitive: bool = False
    order: int | None = None  # its place in lists: the lowest first, those without one behind
    moved_from: tuple[str, ...] = ()
    digest: str | None = None  # of the source at its last revision: content/text_digests.py
    changes: tuple[Change, ...] = ()  # newest first
    authors: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def revision(self) -> int:
        """The revision that the source version is at."""
        return self.source.revision

    @property
    def address(self) -> str:
        """The path shared by every locale, without extension: `harassment/block-someone`."""
        return f"{self.category}/{self.slug}"

    @property
    def list_place(self) -> tuple[int, int]:
        """What lists sort by: `order`, then the number; those without `order` come last."""
        return self.order or LARGEST_NUMBER + 1, self.id

    @property
    def is_listed(self) -> bool:
        """Whether lists, search, tags and the sitemap may name it."""
        return self.status is Status.PUBLISHED

    def get_version(self, locale: str) -> Version | None:
        """Return the text in `locale`, or None where it is missing."""
        return self.source if locale == self.source.locale else self.localised.get(locale)

    def get_author(self, locale: str) -> str:
        """Return who is responsible for the entry, in words for readers of `locale`."""
        return self.authors.get(locale, self.author)

    def get_served_version(self, locale: str) -> Version:
        """Return the text that readers of `locale` get: theirs, or the source's as a fallback."""
        return self.get_version(locale) or self.source

    def get_state(self, locale: str) -> State:
        """Return the state of the version in `locale`; proposals are known to the site alone."""
        if locale == self.source.locale:
            return State.SOURCE
        localised = self.localised.get(locale)
        if localised is None:
            return State.MISSING
        return find_state(self.changes, localised.revision)

    def get_note(self, change: Change, locale: str) -> tuple[str, str]:
        """Return the note of `change` for readers of `locale`, and the locale it is written in."""
        localised = self.localised.get(locale)
        if localised and change.revision in localised.notes:
            return localised.notes[change.revision], locale
        return change.note, self.source.locale
