"""Publishing a working copy: it is merged with the file as it is now, checked, written, committed.

Before the file is written nothing changes, and where git refuses the file is restored. The copy is
deleted last: if a process is killed on the way, it remains, with the text that was to be written.
So publishing it again does what is missing, and nothing twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock

from entraide.content.borrowed_texts import count_borrowed
from entraide.content.docs.entry_editor import edit_source, revise_source, rewrite_version
from entraide.content.file_plan import ChangePlan, read_files, restore_files
from entraide.content.settings import Settings
from entraide.content.text_digests import compute_text_digest, list_numbers
from entraide.content.text_files import split_file
from entraide.editor.git_repository import GitRepository, Writer
from entraide.editor.pending_images import PendingImages
from entraide.editor.published_images import (
    ImageChanges,
    iter_other_texts,
    list_new_images,
    list_orphans,
)
from entraide.editor.text_merge import merge_texts
from entraide.editor.unsaved_sites import UnsavedSites
from entraide.editor.working_copies import WorkingCopies, WorkingCopy
from entraide.errors import Argument, ContentError, EntraideError, FileLine, Problem, select_errors
from entraide.model.entry import Entry, Status, VersionStatus
from entraide.model.line_ends import unify_line_ends
from entraide.model.revision import Change, Significance
from entraide.model.translation_state import State
from entraide.preview.preview_site import PreviewSite


class FileConflictError(Exception):
    """Raised where file and copy have changed the same lines; `now` is the text of the file."""

    def __init__(self, now: str) -> None:
        super().__init__()
        self.now = now


@dataclass(frozen=True, slots=True)
class PublicationRequest:
    """What the person who publishes says of the change.

    `significance` and `note` are for a source whose text has changed. `is_up_to_date` is for a
    localised version: it now says what the source says.
    """

    significance: Significance | None = None
    note: str = ""
    is_up_to_date: bool = False


@dataclass(frozen=True, slots=True)
class PublicationPlan:
    """What publishing a copy would do: `now` is the file, and `text` the same with the copy.

    `asks_significance` says that the text of a source changes that readers know; `behind` has, for
    each significance, the languages that would fall further behind. With `remembers_digest`, that
    of a source's first words is written. `archives` says that the entry goes out of all lists, now
    or on another day than before. Of a localised version, `lacking` counts what is not translated.
    """

    copy: WorkingCopy
    entry: Entry
    now: str
    text: str
    digest: str
    asks_significance: bool
    remembers_digest: bool
    archives: bool
    lacking: int
    behind: Mapping[Significance, Mapping[str, State]]

    @property
    def is_source(self) -> bool:
        return self.copy.locale == self.entry.source.locale

    @property
    def version_status(self) -> VersionStatus | None:
        """How far a localised version is; None where all of it is there, and of a source."""
        version = self.entry.localised.get(self.copy.locale)
        return version.status if version else None


@dataclass(frozen=True, slots=True)
class _SourceState:
    """An entry as one text makes it, and the digest of its source."""

    entry: Entry
    digest: str


@dataclass(frozen=True)
class Publisher:
    """Publishes the working copies of the project of `settings`, one at a time."""

    settings: Settings
    copies: WorkingCopies
    images: PendingImages
    sites: UnsavedSites
    repository: GitRepository
    lock: Lock = field(default_factory=Lock)

    @property
    def root(self) -> Path:
        return self.settings.root

    def plan(self, copy: WorkingCopy, day: date) -> PublicationPlan:
        """Say what publishing `copy` would do; FileConflictError, or ContentError if it is broken.

        Where it was written already, and somebody stopped the process then, `text` is the file.
        """
        now = read_file(self.root / copy.path)
        attempt = copy.attempt if copy.attempt and copy.attempt.written == now else None
        text = merge_texts(attempt.text if attempt else copy.base, copy.text, now)
        if text is None:
            raise FileConflictError(now)
        before, after = (self._read_state(copy, each) for each in (now, text))
        is_first = before.entry.status is Status.DRAFT and before.entry.revision == 1
        is_source = copy.locale == after.entry.source.locale
        has_new_words = is_source and after.digest not in {before.entry.digest, before.digest}
        is_shown = after.entry.status is not Status.DRAFT or bool(after.entry.publish_on)
        return PublicationPlan(
            copy,
            after.entry,
            now,
            text,
            after.digest,
            asks_significance=has_new_words and not is_first,
            remembers_digest=is_source and is_first and (is_shown or bool(after.entry.digest)),
            archives=_is_archived_anew(before.entry, after.entry),
            lacking=count_borrowed(after.entry.localised.get(copy.locale)),
            behind={each: list_fallen_behind(after.entry, each, day) for each in Significance},
        )

    def publish(
        self, copy: WorkingCopy, request: PublicationRequest, writer: Writer | None, day: date
    ) -> bool:
        """Publish `copy` in the name of `writer`; return whether there was a commit.

        EntraideError where something is missing, wrong or refused; FileConflictError.
        """
        self.repository.check_writer(writer)
        with self.lock:
            plan = self.plan(copy, day)
            text = _finish_text(plan, request, day)
            if mistakes := self.sites.list_new_mistakes(copy.path, text):
                raise ContentError(*mistakes)
            copy = self.copies.note_attempt(copy, text)
            committed = self._write(plan, text, _format_message(plan, request), writer)
            if self.copies.discard(copy.entry, copy.locale, copy.number):
                self.images.drop(copy.path, copy.saved)
            return committed

    def _write(self, plan: PublicationPlan, text: str, message: str, writer: Writer | None) -> bool:
        """Write and commit the file with its images, or nothing; whether there was a commit."""
        file = self.root / plan.copy.path
        if (now := read_file(file)) != plan.now:
            raise FileConflictError(now)
        images, changes = self._find_images(plan, text), ChangePlan()
        changes.add({file: text})
        images.add_to(changes)
        before = read_files([file, *images.paths])
        changes.apply()
        if writer is None or not self.repository.has_history:
            return False
        try:
            paths = [self.settings.make_relative(path) for path in before]
            return self.repository.commit(paths, message, writer)
        except EntraideError:
            restore_files(before)
            raise

    def _find_images(self, plan: PublicationPlan, text: str) -> ImageChanges:
        """Return the images that come with the text, and those that no text has any more."""
        copy, file = plan.copy, self.root / plan.copy.path
        new = list_new_images(self.images, copy.path, text, self.settings.docs)
        if not self.repository.has_history:
            return ImageChanges(new)

        def list_texts(site: PreviewSite) -> list[str]:
            return list(iter_other_texts(site.build.reading.site, copy.path))

        others = self.sites.take_turn(copy.path, text, list_texts).result()
        others += [each.text for each in self.copies.list_all() if each.path != copy.path]
        return ImageChanges(new, list_orphans(file, (copy.base, plan.now), [text, *others]))

    def _read_state(self, copy: WorkingCopy, text: str) -> _SourceState:
        def read(site: PreviewSite) -> _SourceState:
            reading = site.build.reading
            errors = select_errors(reading.problems)
            if errors := [each for each in errors if each.path == copy.path]:
                raise ContentError(*errors)
            entry = reading.site.entries.get(copy.entry)
            if entry is None:
                what, cure = "the number of the entry is another one", f"Write id: {copy.entry}"
                raise ContentError(Problem(FileLine(copy.path, 1), what, cure))
            numbers = list_numbers(reading.site)
            return _SourceState(entry, compute_text_digest(entry.source, numbers, reading.settings))

        return self.sites.take_turn(copy.path, text, read).result()


def list_fallen_behind(entry: Entry, significance: Significance, day: date) -> Mapping[str, State]:
    """Return the languages that a revision would set back, with the states they would have."""
    change = Change(entry.revision + 1, day, significance, "")
    return {code: after for code, (_, after) in entry.list_states_after(change).items()}


def _is_archived_anew(before: Entry, after: Entry) -> bool:
    """Return whether an entry goes out of all lists, now or on another day than before."""
    is_now = after.status is Status.ARCHIVED and before.status is not Status.ARCHIVED
    return is_now or after.archive_on not in {None, before.archive_on}


def read_file(file: Path) -> str:
    """Return the text of a file of the project as it is."""
    return file.read_bytes().decode()


def _finish_text(plan: PublicationPlan, request: PublicationRequest, day: date) -> str:
    """Return the file as it is to be written; EntraideError where something was not said."""
    path = plan.copy.path
    if not plan.is_source:
        facts: dict[str, object] = {}
        if request.is_up_to_date:
            facts["source_revision"] = plan.entry.revision
        if not facts and plan.text == plan.now:
            return plan.text
        if plan.version_status and not plan.lacking:
            facts["status"] = None
        body = unify_line_ends(split_file(plan.text)[3])
        return rewrite_version(plan.text, path, {"updated": day, **facts}, body)
    if plan.asks_significance:
        change = _make_change(plan.entry, request, day)
        return revise_source(plan.text, path, change, plan.digest)
    if plan.remembers_digest:
        return edit_source(plan.text, path, {"digest": plan.digest})
    return plan.text


def _make_change(entry: Entry, request: PublicationRequest, day: date) -> Change:
    problems = []
    if request.significance is None:
        what = "nobody has said how much the change matters"
        problems.append(Problem(Argument("significance"), what, "Choose one of the three"))
    if not request.note:
        what, cure = "it is empty", "Say in one sentence what changed for readers"
        problems.append(Problem(Argument("note"), what, cure))
    if request.significance is None or problems:
        raise EntraideError(*problems)
    day = max(day, entry.source.updated)
    return Change(entry.revision + 1, day, request.significance, request.note)


def _format_message(plan: PublicationPlan, request: PublicationRequest) -> str:
    """Return the message of the commit: the entry with its title, and what changed for readers."""
    version = plan.entry.find_version(plan.copy.locale) or plan.entry.source
    subject = f"Entry {plan.entry.id} ({plan.copy.locale}): {version.title}"
    return f"{subject}\n\n{request.note}" if plan.asks_significance else subject
