"""An entry: one question with its answer, with one permanent number, in one or more locales.

The source version is the text it was written in, whatever the locale; every other version is
localised from a revision of it. What does not depend on the language stands on the entry.
"""

from collections.abc import Iterable, Mapping
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
    """Return the status, on `today`, of an entry with that `status` and days in its file."""
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


class VersionStatus(StrEnum):
    """How complete a localised version is; None stands for one that is complete."""

    DRAFT = "draft"  # kept, and continued; readers get the source
    PARTIAL = "partial"  # read; some stands there in the language of the source, or by a machine


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

    `revision` is the source revision that this text is, or was made from.
    """

    revision: int
    updated: date
    keywords: tuple[str, ...] = ()
    reviewer: str | None = None
    reviewed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalisedVersion(Version):
    """A version made from revision `revision` of the source version, complete without `status`.

    Otherwise `borrowed` has the digests of its texts that are still in the language of
    `source_locale`. They are sorted, since the keys of pages depend on them. `machine` has the
    digests of texts that a machine translated and no person has read.
    """

    status: VersionStatus | None = None
    source_locale: str = ""
    borrowed: tuple[str, ...] = ()
    machine: tuple[str, ...] = ()
    translator: tuple[str, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)  # revision -> change note

    @property
    def is_whole(self) -> bool:
        """Whether people have translated or read all of it."""
        return self.status is None and not self.machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. Its number serves as its hash, since a site has one entry of each number.

    `author` is as it was written. `authors`, by locale code, has its placeholders filled.
    """

    id: int
    category: str
    slug: str
    source: Version
    localised: Mapping[str, LocalisedVersion]  # drafts too
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
        """The key by which lists sort entries: `order`, then the number; without `order`, last."""
        return self.order or LARGEST_NUMBER + 1, self.id

    @property
    def is_listed(self) -> bool:
        """Whether lists, search, tags and the sitemap may name it."""
        return self.status is Status.PUBLISHED

    @property
    def translations(self) -> Mapping[str, LocalisedVersion]:
        """The localised versions that readers get: those that are no drafts."""
        return {
            code: version
            for code, version in self.localised.items()
            if version.status is not VersionStatus.DRAFT
        }

    def get_version(self, locale: str) -> Version | None:
        """Return the text in `locale` that readers get; None where it is missing or a draft."""
        return self.source if locale == self.source.locale else self._get_translation(locale)

    def find_version(self, locale: str) -> Version | None:
        """Return the text in `locale`, drafts included; None where there is no file."""
        return self.source if locale == self.source.locale else self.localised.get(locale)

    def get_author(self, locale: str) -> str:
        """Return who is responsible for the entry, in the language of `locale`."""
        return self.authors.get(locale, self.author)

    def get_served_version(self, locale: str) -> Version:
        """Return the text that readers of `locale` get: their version, or else the source."""
        return self.get_version(locale) or self.source

    def get_state(self, locale: str) -> State:
        """Return the state of the version in `locale`, without proposals; see `Site.get_state`."""
        if locale == self.source.locale:
            return State.SOURCE
        translation = self._get_translation(locale)
        if translation is None:
            return State.MISSING
        return _find_state(translation, self.changes)

    def list_states_after(self, change: Change) -> dict[str, tuple[State, State]]:
        """Return the locales that the newest `change` of the source sets back.

        Each has its state before the change, and after it.
        """
        changes = (change, *self.changes)
        states = {
            code: (self.get_state(code), _find_state(version, changes))
            for code, version in sorted(self.translations.items())
        }
        return {code: pair for code, pair in states.items() if pair[0] is not pair[1]}

    def get_note(self, change: Change, locale: str) -> tuple[str, str]:
        """Return the note of `change` for readers of `locale`, and the code of its own locale."""
        translation = self._get_translation(locale)
        if translation and change.revision in translation.notes:
            return translation.notes[change.revision], locale
        return change.note, self.source.locale

    def _get_translation(self, locale: str) -> LocalisedVersion | None:
        version = self.localised.get(locale)
        return version if version and version.status is not VersionStatus.DRAFT else None


def _find_state(version: LocalisedVersion, changes: Iterable[Change]) -> State:
    """Return the state of a version that readers get, given the `changes` of its source."""
    state = find_state(changes, version.revision)
    is_partial = state is State.CURRENT and not version.is_whole
    return State.PARTIAL if is_partial else state
