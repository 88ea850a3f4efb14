"""The desk itself: what it is made of, opened once a process, and closed without losing a write."""

from collections.abc import Mapping
from dataclasses import dataclass

from entraide.desk.clock import Clock, get_now
from entraide.desk.cost_meter import CostMeter
from entraide.desk.health import HealthCheck
from entraide.desk.http_errors import INVALID, NOT_FOUND, RefusalError
from entraide.desk.limits import CROWDED_NETWORK, Attempt, Rules
from entraide.desk.metrics import Metrics
from entraide.desk.networks import Visitor
from entraide.desk.page_templates import PageTemplates
from entraide.desk.proofs import Proofs
from entraide.desk.proxy_watch import ProxyWatch
from entraide.desk.pseudonyms import DayKeys, Purpose
from entraide.desk.published_site import PublishedSite
from entraide.desk.published_texts import PublishedTexts
from entraide.desk.request_counts import RequestCounts
from entraide.desk.schemas import TextReference
from entraide.desk.settings import DeskSettings
from entraide.desk.store import Store, make_engine
from entraide.desk.tokens import Tokens
from entraide.desk.workbench import Workbench
from entraide.published_files.entries import PublishedText, PublishedVersion


@dataclass(frozen=True)
class Desk:
    settings: DeskSettings
    store: Store
    site: PublishedSite
    texts: PublishedTexts
    keys: DayKeys
    tokens: Tokens
    proofs: Proofs
    templates: PageTemplates
    clock: Clock
    request_counts: RequestCounts
    metrics: Metrics
    meter: CostMeter
    workbench: Workbench
    proxies: ProxyWatch
    health: HealthCheck

    def find_version(self, about: TextReference) -> PublishedVersion:
        """Return the published version that `about` names, to be voted on.

        A revision that it has not reached is refused, and each on a site where nobody is asked. A
        localised version is at the revision that it was made from, not at its source's newest.
        """
        snapshot = self.site.snapshot
        version = snapshot.find_version(about.entry, about.locale)
        if version is None or not snapshot.data.takes_votes:
            raise RefusalError(NOT_FOUND)
        if about.revision > version.served_revision:
            raise RefusalError(INVALID)
        return version

    def find_text(self, entry: int, locale: str) -> PublishedText | None:
        """Return what an entry says in a locale, missing or not; None where it has no page."""
        return (
            self.texts.find(entry, locale) if (entry, locale) in self.site.snapshot.pages else None
        )

    def make_attempt(
        self, purpose: str, rules: Rules, visitor: Visitor, about: TextReference
    ) -> Attempt:
        """Return that somebody does something once about a version, for the limits to count."""
        subjects: Mapping[str, str] = {
            "voter": visitor.voter,
            "network": visitor.network,
            CROWDED_NETWORK: visitor.network,
            "entry": f"{about.entry} {about.locale}",
        }
        keys = self.keys.get_today()
        second = int(self.clock().timestamp())
        return Attempt(
            purpose, rules, subjects, keys[Purpose.LIMIT], second, self.settings.limits_times
        )


def open_desk(settings: DeskSettings, clock: Clock = get_now) -> Desk:
    """Open a desk on the settings' store, which must have been migrated, and the site beside it."""
    site = PublishedSite(settings.site_dir)
    store = Store(make_engine(settings))
    proxies = ProxyWatch(clock)
    metrics = Metrics()
    return Desk(
        settings=settings,
        store=store,
        site=site,
        texts=PublishedTexts(settings.site_dir),
        keys=DayKeys(clock, settings.runtime_dir),
        tokens=Tokens(settings.secret),
        proofs=Proofs(settings.secret),
        templates=PageTemplates(settings.locales_dir),
        clock=clock,
        request_counts=RequestCounts(clock, metrics),
        metrics=metrics,
        meter=CostMeter(settings.limits_times),
        workbench=Workbench(),
        proxies=proxies,
        health=HealthCheck(store, clock, proxies),
    )
