"""The editor: the project that it works on, and what belongs to it, opened once a process."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from entraide.content.settings import Settings
from entraide.desk.http_errors import NOT_FOUND, RefusalError
from entraide.desk.page_templates import PageTemplates
from entraide.editor.access import EditorAccess
from entraide.editor.clone import Clone
from entraide.editor.copy_reviews import CopyReviews
from entraide.editor.desk_proposals import DeskProposals
from entraide.editor.desk_questions import DeskQuestions
from entraide.editor.git_repository import GitRepository
from entraide.editor.page_texts import PageTexts
from entraide.editor.pending_images import PendingImages
from entraide.editor.publication import Publisher, read_file
from entraide.editor.unsaved_sites import UnsavedSites
from entraide.editor.working_copies import WorkingCopies, WorkingCopy
from entraide.errors import ContentError
from entraide.model.entry import Entry, Version
from entraide.model.staff_roles import STAFF_PATH
from entraide.preview.live_preview import LivePreview
from entraide.preview.preview_site import PreviewSite

PACKAGE = "entraide.editor"  # whose templates are its own
AWAY = 30.0  # seconds after which a page that says nothing is taken to be closed


@dataclass(frozen=True, slots=True)
class OpenVersion:
    """A version of an entry to write: its file, and its working copy if there is one."""

    entry: Entry
    version: Version
    file_text: str
    copy: WorkingCopy | None

    @property
    def text(self) -> str:
        """The text as it is being written."""
        return self.copy.text if self.copy else self.file_text

    @property
    def number(self) -> int:
        """The number of the last save; 0 before the first."""
        return self.copy.number if self.copy else 0

    def find_saved_text(self, number: int) -> str | None:
        """Return the text of the save with that number; None where it is no longer remembered."""
        if self.copy:
            return self.copy.find_saved_text(number)
        return self.file_text if number == 0 else None

    @property
    def is_source(self) -> bool:
        return self.version is self.entry.source


class OpenPages:
    """The pages of the editor that are open, as far as their scripts say so."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, str], dict[str, float]] = {}

    def note(self, entry: int, locale: str, page: str) -> int:
        """Note that `page`, a random name, is open; return how many others show the version."""
        now, pages = time.monotonic(), self._seen.setdefault((entry, locale), {})
        pages[page] = now
        for each in [name for name, seen in pages.items() if now - seen > AWAY]:
            del pages[each]
        return len(pages) - 1


@dataclass(frozen=True)
class DeskService:
    """What only an editor on a server has: its clone, and the desk that knows who writes."""

    clone: Clone
    proposals: DeskProposals
    questions: DeskQuestions


@dataclass(frozen=True)
class Editor:
    """The editor of a project, for a browser on the same machine or for staff of a desk.

    `base` is the address of the site, and `root` that of the editor's first page. `desk` alone
    tells which of the two it is: None on the writer's own machine.
    """

    preview: LivePreview
    base: str
    root: str
    access: EditorAccess
    copies: WorkingCopies
    images: PendingImages
    reviews: CopyReviews
    sites: UnsavedSites
    repository: GitRepository
    publisher: Publisher
    templates: PageTemplates
    pages: OpenPages = field(default_factory=OpenPages)
    texts: PageTexts = field(default_factory=PageTexts)
    desk: DeskService | None = None

    @property
    def clone(self) -> Clone | None:
        """The clone whose changes take turns; None on the writer's own machine."""
        return self.desk.clone if self.desk else None

    @property
    def desk_root(self) -> str:
        """The address of the desk's first page for staff; "" without a desk."""
        return f"{self.base}{STAFF_PATH}" if self.desk else ""

    @property
    def site(self) -> PreviewSite:
        """The site as it is now; ContentError while the shared data is broken."""
        if self.preview.site is None:
            raise ContentError(*self.preview.problems)
        return self.preview.site

    @property
    def settings(self) -> Settings:
        """The settings as they are now: a language may have been added since the start."""
        return self.site.build.reading.settings

    @property
    def entries(self) -> Mapping[int, Entry]:
        """All entries, as they are in the files."""
        return self.site.build.reading.site.entries

    @property
    def day(self) -> date:
        return self.site.build.day

    def find_version(self, number: int, locale: str) -> OpenVersion:
        """Return a version to write; RefusalError where there is none."""
        entry = self.entries.get(number)
        version = entry.find_version(locale) if entry else None
        if entry is None or version is None:
            raise RefusalError(NOT_FOUND)
        text = read_file(self.settings.root / version.path)
        copy = self.copies.find(number, locale)
        if copy and copy.path != version.path:  # the entry has moved since
            self.images.move(copy.path, version.path)
            copy = copy.model_copy(update={"path": version.path})
        return OpenVersion(entry, version, text, copy)


def open_editor(
    settings: Settings,
    preview: LivePreview,
    places: tuple[str, str],
    access: EditorAccess,
) -> Editor:
    """Open the editor of the project under `preview`; `places` are its base and its root."""
    base, root = places
    copies, images = WorkingCopies(settings.root), PendingImages(settings)
    sites = UnsavedSites(preview, images)
    repository = GitRepository(settings.root)
    return Editor(
        preview=preview,
        base=base,
        root=root,
        access=access,
        copies=copies,
        images=images,
        reviews=CopyReviews(settings.root),
        sites=sites,
        repository=repository,
        publisher=Publisher(settings, copies, images, sites, repository),
        templates=PageTemplates(settings.root / "locales", PACKAGE),
    )
