"""The context of a build: the site that was read, and the locale of the present pass.

static-i18n runs MkDocs once per locale, on one config object. We use its plan of languages, but not
its fallback pages and its sitemap, since an entry may be French first. The context is attached to
that object, so the site is read once. A rebuild under `serve` has a new config and starts afresh.
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from babel.support import NullTranslations

from entraide.content.design_tokens import read_design_tokens
from entraide.content.heading_pairs import iter_headings_behind, list_versions_behind
from entraide.content.provenance import EntryHistory
from entraide.content.reader import SiteReading
from entraide.model.locales import Locale, sort_default_first
from entraide.model.places import Place, iter_places
from entraide.model.site import TypesetSite, WrittenSite
from entraide.publish.desk_data import get_contact_address
from entraide.publish.site_texts import SiteTexts
from entraide.publish.site_writer import SiteWriter
from entraide.render.earlier_site import EarlierSite
from entraide.render.workers import Task, start_tasks

if TYPE_CHECKING:
    from entraide.publish.page_keys import EntryKeys
    from entraide.publish.page_renderer import PageMaker
    from entraide.publish.paper import PaperPress

ATTRIBUTE = "_entraide_build"
PREPARED = "_entraide_prepared"


@dataclass
class BuildContext:
    """What a build has opened, and its present pass: one for each locale, the default first.

    There are two sites: `typeset_site` as readers are shown it, and `written_site` as its writers
    wrote it, for translators. `texts` has the converted text of each file.
    """

    reading: SiteReading
    typeset_site: TypesetSite
    catalogs: dict[str, NullTranslations]
    locale: Locale
    serving: bool
    texts: SiteTexts
    day: date  # as of which the site is built
    folder: Path = field(default_factory=Path)  # the built site
    site_url: str = ""  # ends with a slash, and may have a path
    forge_url: str = ""  # where texts are edited, or ""
    draws_pages: bool = True  # by ourselves; else MkDocs draws them one after another
    template_config: str | None = None  # all that templates get of MkDocs’ settings, if known
    keys: "EntryKeys | None" = None
    earlier: EarlierSite | None = None  # whose files may be taken over
    running_tasks: list[Callable[[], None]] = field(default_factory=list)
    previewing: bool = False  # a page is drawn when somebody asks for it
    shows_drafts: bool = False
    page_makers: "dict[str, PageMaker]" = field(default_factory=dict)  # of a preview, by locale
    presses: "dict[str, PaperPress]" = field(default_factory=dict)  # of PDFs, by locale

    def prepare(self, config: object) -> None:
        """Have the build with `config` begin with this context, instead of making its own."""
        setattr(config, PREPARED, self)

    @staticmethod
    def find_prepared(config: object) -> "BuildContext | None":
        """Return the context that was prepared for `config`, if any."""
        prepared: BuildContext | None = getattr(config, PREPARED, None)
        return prepared

    def attach_to(self, config: object) -> None:
        """Attach the context to the `config` of MkDocs."""
        setattr(config, ATTRIBUTE, self)

    @staticmethod
    def from_config(config: object) -> "BuildContext":
        """Return the context attached to `config`."""
        build: BuildContext = getattr(config, ATTRIBUTE)
        return build

    @staticmethod
    def is_attached_to(config: object) -> bool:
        """Return whether a context is attached to `config`."""
        return hasattr(config, ATTRIBUTE)

    def copy_pass(self, locale: Locale) -> "BuildContext":
        """Return this context as it is in the pass for `locale`, with all that it has made."""
        other = copy(self)
        other.locale = locale
        return other

    def enter_pass(self, code: str | None) -> None:
        """Enter the pass for the locale `code`; without one, the first."""
        self.locale = self.typeset_site.get_locale(code or self.default_locale.code)

    @property
    def is_first_pass(self) -> bool:
        """Whether no page has been built yet, so that the folder of the site is empty."""
        return self.locale.default

    @property
    def is_last_pass(self) -> bool:
        """Whether all other locales are built; the order is that of `sort_default_first`."""
        return self.locale == sort_default_first(self.locales)[-1]

    @property
    def written_site(self) -> WrittenSite:
        """The site as its writers wrote it."""
        return WrittenSite(self.reading.site)

    @cached_property
    def history(self) -> EntryHistory:
        """The earlier texts of all entries, as writers wrote them."""
        history = EntryHistory(self.reading.settings, self.texts.cuts_by_path, self.reading.site)
        history.prefetch(self.written_site.entries.values())
        return history

    def pair_headings_behind(self) -> None:
        """Give headings of outdated versions the anchors of their counterparts in the source."""
        behind = list_versions_behind(self.written_site.entries.values())
        if not behind:
            return
        for path, pairs in iter_headings_behind(behind, self.history, self.texts.headings_by_path):
            self.texts.set_pairs(path, pairs or {})

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place of this build; drafts are seen in previews only."""
        return tuple(iter_places(self.typeset_site, drafts=self.shows_drafts))

    @cached_property
    def _places_by_uri(self) -> dict[str, Place]:
        return {
            place.get_source_uri(locale): place for place in self.places for locale in self.locales
        }

    @cached_property
    def design_tokens(self) -> dict[str, str]:
        """The tokens of the light theme with the brand’s, for what is outside of style sheets."""
        brand = self.reading.brand
        return {**read_design_tokens(self.reading.settings.theme_folders), **brand.light}

    @property
    def catalog(self) -> NullTranslations:
        """The catalog of the locale being built."""
        return self.catalogs[self.locale.code]

    @property
    def contact(self) -> str:
        """The operator's e-mail address for readers of this pass; "" where none is given."""
        return get_contact_address(self.reading.values[self.locale.code])

    @property
    def locales(self) -> tuple[Locale, ...]:
        return self.typeset_site.locales

    @property
    def default_locale(self) -> Locale:
        return self.typeset_site.default_locale

    def start_tasks(self, tasks: Sequence[Task]) -> None:
        """Start `tasks`, the longest first, in other processes, while the pages are built.

        Under `serve` they run in `wait_for_tasks`: after a failed build there, others follow.
        """
        self.running_tasks = start_tasks(tasks, size=0 if self.serving else len(self.texts))

    def wait_for_tasks(self) -> None:
        """Wait for every task that was started; raise what went wrong in it."""
        while self.running_tasks:
            self.running_tasks.pop(0)()

    def make_writer(self) -> SiteWriter:
        """Return the writer for files below the folder of the built site."""
        return SiteWriter(self.folder, compress=not self.serving, earlier=self.earlier)

    def find_place(self, source_uri: str) -> Place | None:
        """Return the place of the page made from `source_uri`; None for a page that is not ours."""
        return self._places_by_uri.get(source_uri)
