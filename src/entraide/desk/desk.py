"""The desk itself: what it is made of, opened once a process, and closed without losing a write."""

from collections.abc import Mapping
from dataclasses import dataclass

from entraide.desk.clock import Clock, now
from entraide.desk.keys import DayKeys, Purpose
from entraide.desk.limits import Attempt, Rules
from entraide.desk.networks import Address, prefix
from entraide.desk.proofs import Proofs
from entraide.desk.published import PublishedSite, Version
from entraide.desk.published_texts import PublishedText, PublishedTexts
from entraide.desk.refusals import INVALID, NOT_FOUND, Refused
from entraide.desk.settings import DeskSettings
from entraide.desk.shapes import About
from entraide.desk.store import Store, make_engine
from entraide.desk.tokens import Tokens
from entraide.desk.words import Words


@dataclass(frozen=True)
class Desk:
    settings: DeskSettings
    store: Store
    site: PublishedSite
    texts: PublishedTexts
    keys: DayKeys
    tokens: Tokens
    proofs: Proofs
    words: Words
    clock: Clock

    def version_of(self, about: About) -> Version:
        """The published version that `about` names, at a revision it has had; else Refused."""
        version = self.site.now.version(about.entry, about.locale)
        if version is None:
            raise Refused(NOT_FOUND)
        if about.revision > version.revision:
            raise Refused(INVALID)
        return version

    def text_of(self, entry: int, locale: str) -> PublishedText:
        """What an entry says in a locale, missing versions too; Refused where it has no page."""
        text = None
        if (entry, locale) in self.site.now.pages:
            text = self.texts.of(entry, locale)
        if text is None:
            raise Refused(NOT_FOUND)
        return text

    async def attempt(
        self, purpose: str, rules: Rules, address: Address | None, about: About
    ) -> Attempt:
        """Somebody at `address` does something once about a version."""
        voter = prefix(address, 32, self.settings.v6_prefix)
        subjects: Mapping[str, str] = {
            "voter": voter,
            "network": prefix(address, 24, 48),
            "entry": f"{about.entry} {about.locale}",
        }
        keys = await self.keys.today()
        at = int(self.clock().timestamp())
        return Attempt(
            purpose, rules, subjects, keys[Purpose.LIMIT], at, self.settings.limits_times
        )


def open_desk(settings: DeskSettings, clock: Clock = now) -> Desk:
    """A desk on the settings' store, which must have been migrated, and the site beside it."""
    site = PublishedSite(settings.site_dir)
    store = Store(make_engine(settings))
    return Desk(
        settings=settings,
        store=store,
        site=site,
        texts=PublishedTexts(settings.site_dir),
        keys=DayKeys(store, clock),
        tokens=Tokens(settings.secret),
        proofs=Proofs(settings.secret),
        words=Words(settings.locales_dir),
        clock=clock,
    )
