"""The desk: all parts of the service, opened once a process and closed without losing a write."""

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
        """Return the published version that `about` names, for a vote on it.

        Raise RefusalError where there is none, where the site takes no votes, and for a revision
        that the version has not reached. A localised version is at the revision it was made from,
        which may be older than its source's newest.
        """
        snapshot = self.site.snapshot
        version = snapshot.find_version(about.entry, about.locale)
        if version is None or not snapshot.data.takes_votes:
            raise RefusalError(NOT_FOUND)
        if about.revision > version.served_revision:
            raise RefusalError(INVALID)
        return version

    def find_published_text(self, entry: int, locale: str) -> PublishedText | None:
        """Return the text of an entry's page in a locale; None where it has no such page.

        For a version that is missing, that is a text without translations.
        """
        return (
            self.texts.find(entry, locale) if (entry, locale) in self.site.snapshot.pages else None
        )

    def make_attempt(self, purpose: str, rules: Rules, visitor: Visitor, subject: str) -> Attempt:
        """Return the attempt of `visitor` to do something about a `subject`, as limits count it.

        `purpose` is what the visitor does, such as `rating`, and `rules` are the limits for it.
        """
        subjects: Mapping[str, str] = {
            "voter": visitor.narrow_network,
            "network": visitor.wide_network,
            CROWDED_NETWORK: visitor.wide_network,
            "entry": subject,
        }
        keys = self.keys.get_today()
        second = int(self.clock().timestamp())
        return Attempt(
            purpose, rules, subjects, keys[Purpose.LIMIT], second, self.settings.limits_times
        )


def open_desk(settings: DeskSettings, clock: Clock = get_now) -> Desk:
    """Open the desk of `settings`; its store must have been migrated before."""
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
