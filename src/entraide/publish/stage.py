"""The context of one build: the site that was read, and the locale being built.

static-i18n runs MkDocs once per locale on one config object. The context is attached to that
object, so the site is read once; a rebuild under `serve` has a new config and starts afresh.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from babel.support import NullTranslations

from entraide.content.heading_pairs import late_versions, pairs_behind
from entraide.content.made_from import Past
from entraide.content.reader import Reading
from entraide.model.locales import Locale
from entraide.model.places import Place, places
from entraide.model.site import Site
from entraide.publish.texts import Texts
from entraide.render.workers import begun

ATTRIBUTE = "_entraide_stage"


@dataclass
class Stage:
    """What a build has opened. `site` is typeset; `html` is what each of its texts became."""

    reading: Reading
    site: Site
    catalogs: dict[str, NullTranslations]
    locale: Locale
    serving: bool
    html: Texts
    day: date  # as of which the site is built
    begun: list[Callable[[], None]] = field(default_factory=list)

    def put_on(self, config: object) -> None:
        """Attach the context to the `config` of MkDocs."""
        setattr(config, ATTRIBUTE, self)

    @staticmethod
    def of(config: object) -> "Stage":
        """Return the context attached to `config`."""
        build: Stage = getattr(config, ATTRIBUTE)
        return build

    @staticmethod
    def is_on(config: object) -> bool:
        """Return whether a context is attached to `config`."""
        return hasattr(config, ATTRIBUTE)

    @cached_property
    def past(self) -> Past:
        """The earlier texts of all entries, as writers wrote them."""
        past = Past(self.reading.settings, self.html.packed_cuts)
        past.recall(self.reading.site.entries.values())
        return past

    def pair_behind(self) -> None:
        """Give headings of outdated versions the anchors of their counterparts in the source."""
        late = late_versions(self.reading.site.entries.values())
        if not late:
            return
        for path, pairs in pairs_behind(late, self.past, self.html.written_headings):
            self.html.pair(path, pairs or {})

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place of this build; drafts are seen under `serve` only."""
        return tuple(places(self.site, drafts=self.serving))

    @cached_property
    def _places_by_uri(self) -> dict[str, Place]:
        return {place.source_uri(locale): place for place in self.places for locale in self.locales}

    @property
    def locales(self) -> tuple[Locale, ...]:
        return self.site.locales

    def begin(self, task: Callable[..., None], *given: object) -> None:
        """Start `task` in a process of its own, while the pages are built.

        Under `serve` it runs when it is waited for: a failed build there is not the last one.
        """
        self.begun.append(begun(task, *given, size=0 if self.serving else len(self.html)))

    def wait(self) -> None:
        """Wait for every task that was started; raise what went wrong in it."""
        while self.begun:
            self.begun.pop(0)()

    @property
    def last(self) -> bool:
        """Whether this is the last locale: static-i18n builds the default first."""
        others = [locale for locale in self.locales if not locale.default]
        return self.locale == (others[-1] if others else self.site.default)

    def place(self, source_uri: str) -> Place | None:
        """Return the place of the page made from `source_uri`; None for a page that is not ours."""
        return self._places_by_uri.get(source_uri)
