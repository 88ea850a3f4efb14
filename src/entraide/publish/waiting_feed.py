"""The Atom feed of the versions that wait in a locale: missing, outdated or incomplete ones.

It is for translators, and follows their page, the newest first. Every date in it comes from the
texts: the same project gives the same bytes on any day. A version that falls behind again is new in
it, one that stays missing is the same as before. Titles of sensitive entries are not in it.
"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

from entraide.model.locales import Locale
from entraide.model.places import TRANSLATE, make_proposal_url
from entraide.model.revision import Significance, find_significance_since
from entraide.model.site import TypesetSite
from entraide.model.translation_state import State
from entraide.publish.feed import (
    ATOM,
    EMPTY_FEED_DATE,
    LANG,
    add_element,
    format_instant,
    make_feed_id,
)
from entraide.publish.pages.translator_page import describe_state
from entraide.publish.public_metadata import get_public_title
from entraide.publish.translator_files import make_po_url, make_waiting_feed_url
from entraide.translation.coverage import WaitingVersion, measure_coverage

MAX_WAITING = 100


@dataclass(frozen=True, slots=True)
class WaitingNews:
    """A version that waits since `day`; `name` tells it from earlier news of the same version."""

    waiting: WaitingVersion
    day: date
    name: str

    @property
    def sort_key(self) -> tuple[int, int]:
        """Newest day first; within a day by the entry's number."""
        return -self.day.toordinal(), self.waiting.entry.id


def build_waiting_feed(
    site: TypesetSite, locale: Locale, site_url: str, catalog: NullTranslations
) -> bytes:
    """Build the feed as XML (RFC 4287); `site_url` ends with a slash.

    `catalog` is that of the locale.
    """
    ET.register_namespace("", ATOM)
    _ = catalog.gettext
    waiting = measure_coverage(site, locale.code).waiting
    news = sorted((_make_news(each, locale) for each in waiting), key=lambda each: each.sort_key)
    days = [
        *(each.day for each in news),
        *(
            entry.localised[locale.code].updated
            for entry in site.listed_entries
            if locale.code in entry.localised
        ),
    ]
    root = ET.Element(f"{{{ATOM}}}feed", {LANG: locale.lang})
    add_element(root, "id", make_feed_id(site_url, TRANSLATE.get_url(locale)))
    add_element(root, "title", f"{locale.site_name} · {_('What waits here')}")
    add_element(root, "updated", format_instant(max(days, default=EMPTY_FEED_DATE)))
    address = site_url + make_waiting_feed_url(locale)
    add_element(root, "link", rel="self", type="application/atom+xml", href=address)
    address = site_url + TRANSLATE.get_url(locale)
    add_element(root, "link", rel="alternate", type="text/html", hreflang=locale.lang, href=address)
    add_element(add_element(root, "author"), "name", locale.site_name)
    for each in news[:MAX_WAITING]:
        root.append(_build_entry(each, site, locale, site_url, catalog))
    ET.indent(root, space=" ")
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _make_news(waiting: WaitingVersion, locale: Locale) -> WaitingNews:
    """Return the news of a version, with the day since which it waits, by the texts."""
    entry = waiting.entry
    version = entry.get_version(locale.code)
    if waiting.state.is_behind and version:
        changes = [change for change in entry.changes if change.revision > version.revision]
        worst = find_significance_since(changes, version.revision)
        first = min(each.revision for each in changes if each.significance is worst)
        last = max(each.date for each in changes if each.significance is not Significance.MINOR)
        return WaitingNews(waiting, last, str(first))
    if version:
        return WaitingNews(waiting, version.updated, State.PARTIAL)
    day = max(entry.source.updated, entry.publish_on or entry.source.updated)
    return WaitingNews(waiting, day, State.MISSING)


def _build_entry(
    news: WaitingNews, site: TypesetSite, locale: Locale, site_url: str, catalog: NullTranslations
) -> ET.Element:
    entry, waiting = news.waiting.entry, news.waiting
    item = ET.Element(f"{{{ATOM}}}entry")
    name = f"{TRANSLATE.get_url(locale)}{entry.id}/{news.name}"
    add_element(item, "id", make_feed_id(site_url, name))
    title = add_element(item, "title", get_public_title(entry, locale, catalog))
    spoken = entry.get_served_version(locale.code).locale
    if spoken != locale.code and not entry.sensitive:
        title.set(LANG, site.get_locale(spoken).lang)
    add_element(item, "updated", format_instant(news.day))
    propose, source = (
        site_url + make_proposal_url(entry, locale),
        site.get_locale(entry.source.locale),
    )
    add_element(item, "link", rel="alternate", type="text/html", hreflang=locale.lang, href=propose)
    po_url = site_url + make_po_url(entry, locale)
    add_element(item, "link", rel="enclosure", type="text/x-gettext-translation", href=po_url)
    words, meaning = describe_state(waiting.state, catalog)
    add_element(item, "category", term=waiting.state.value, label=words)
    add_element(item, "category", term=f"from-{source.lang}", label=source.name)
    add_element(item, "summary", f"{words}. {meaning}".strip())
    return item
