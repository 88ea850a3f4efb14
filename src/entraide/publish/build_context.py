"""The context of one build: the site that was read, and the locale being built.

static-i18n runs MkDocs once per locale on one config object: its plan of languages is what we use
of it, and its fallback pages and its sitemap are ours instead, since an entry may be French first.
The context is attached to that object, so the site is read once; a rebuild under `serve` has a new
config and starts afresh.
"""

from collections.abc import Callable
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
from entraide.publish.page_writing import SiteWriter
from entraide.publish.site_texts import SiteTexts
from entraide.render.earlier_site import EarlierSite
from entraide.render.workers import start_process

if TYPE_CHECKING:
    from entraide.publish.page_keys import EntryKeys

ATTRIBUTE = "_entraide_build"


@dataclass
class BuildContext:
    """What a build has opened, and the pass that it is in: one a locale, the default first.

    There are two sites: `typeset_site` as readers are shown it, `written_site` as its writers wrote
    it, for translators. `texts` is what each text became.
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

    def enter_pass(self, code: str | None) -> None:
        """Enter the pass for the locale `code`; without one, the first."""
        self.locale = self.typeset_site.get_locale(code or self.default_locale.code)

    @property
    def is_first_pass(self) -> bool:
        """Whether no page is built yet: the folder of the site is empty."""
        return self.locale.default

    @property
    def is_last_pass(self) -> bool:
        """Whether every other locale is built: static-i18n builds them in this order."""
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
        """Every place of this build; drafts are seen under `serve` only."""
        return tuple(iter_places(self.typeset_site, drafts=self.serving))

    @cached_property
    def _places_by_uri(self) -> dict[str, Place]:
        return {
            place.get_source_uri(locale): place for place in self.places for locale in self.locales
        }

    @cached_property
    def design_tokens(self) -> dict[str, str]:
        """The tokens of the light theme, the brand’s too, for what is no part of a style sheet."""
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

    def start_task(self, task: Callable[..., None], *arguments: object) -> None:
        """Start `task` in a process of its own, while the pages are built.

        Under `serve` it runs when it is waited for: a failed build there is not the last one.
        """
        self.running_tasks.append(
            start_process(task, *arguments, size=0 if self.serving else len(self.texts))
        )

    def wait_for_tasks(self) -> None:
        """Wait for every task that was started; raise what went wrong in it."""
        while self.running_tasks:
            self.running_tasks.pop(0)()

    def make_writer(self) -> SiteWriter:
        """Make what writes files below the folder of the built site."""
        return SiteWriter(self.folder, compress=not self.serving, earlier=self.earlier)

    def find_place(self, source_uri: str) -> Place | None:
        """Return the place of the page made from `source_uri`; None for a page that is not ours."""
        return self._places_by_uri.get(source_uri)
