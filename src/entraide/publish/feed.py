"""The Atom feed of a locale: the newest pages, and the changes of others.

It follows the page of recent changes, with one difference: an entry that does not exist in the
locale is not in its feed, since programs that read feeds would not show that it is in another
language. A note that only the source has is marked with its own language.
"""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from urllib.parse import urlsplit

from entraide.model.locales import Locale
from entraide.model.places import HOME
from entraide.model.recent_changes import RecentChange, list_recent_changes
from entraide.model.revision import Significance
from entraide.model.site import TypesetSite
from entraide.publish.public_metadata import get_public_note, get_public_title, get_public_url

FEED_NAME = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# A tag: id says since when its domain was ours. Constant, so that ids never change.
TAG_URI_YEAR = "2026"
EMPTY_FEED_DATE = date(1970, 1, 1)  # Atom wants a date even of a feed that has no entry


def make_feed_url(locale: Locale) -> str:
    return f"{locale.prefix}{FEED_NAME}"


def build_feed(
    site: TypesetSite, locale: Locale, site_url: str, catalog: NullTranslations
) -> bytes:
    """Build the feed as XML (RFC 4287); `site_url` ends with a slash.

    `catalog` is that of the locale.
    """
    ET.register_namespace("", ATOM)
    changes = list_recent_changes(_select_entries(locale, site), locale.code)
    home = site_url + HOME.get_url(locale)
    root = ET.Element(f"{{{ATOM}}}feed", {LANG: locale.lang})
    add_element(root, "id", make_feed_id(site_url, locale.prefix))
    add_element(root, "title", locale.site_name)
    add_element(root, "subtitle", site.homes[locale.code].summary)
    add_element(
        root,
        "updated",
        format_instant(max((change.date for change in changes), default=EMPTY_FEED_DATE)),
    )
    add_element(
        root, "link", rel="self", type="application/atom+xml", href=site_url + make_feed_url(locale)
    )
    add_element(root, "link", rel="alternate", type="text/html", hreflang=locale.lang, href=home)
    add_element(add_element(root, "author"), "name", locale.site_name)
    for change in changes:
        root.append(_build_entry(change, site, locale, site_url, catalog))
    ET.indent(root, space=" ")
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _select_entries(locale: Locale, site: TypesetSite) -> TypesetSite:
    """Return the site with only the entries that exist in `locale`."""
    entries = {id_: entry for id_, entry in site.entries.items() if entry.get_version(locale.code)}
    return replace(site, entries=entries)


def _build_entry(
    change: RecentChange,
    site: TypesetSite,
    locale: Locale,
    site_url: str,
    catalog: NullTranslations,
) -> ET.Element:
    entry = change.entry
    item = ET.Element(f"{{{ATOM}}}entry")
    add_element(
        item, "id", make_feed_id(site_url, f"{locale.prefix}e/{entry.id}/{change.revision}")
    )
    add_element(item, "title", get_public_title(entry, locale, catalog))
    add_element(item, "updated", format_instant(change.date))
    address = site_url + get_public_url(entry, locale)
    add_element(item, "link", rel="alternate", type="text/html", hreflang=locale.lang, href=address)
    if site.parts.author:
        add_element(add_element(item, "author"), "name", entry.get_author(locale.code))
    if not entry.sensitive:  # whose category tells nearly as much as the title
        category = site.categories[entry.category]
        add_element(item, "category", term=category.id, label=category.label[locale.code])
    if change.significance is Significance.MAJOR:
        add_element(item, "category", term="major", label=catalog.gettext("Important"))
    note, spoken = get_public_note(change, locale, catalog)
    summary = add_element(item, "summary", note)
    if spoken != locale.code:
        summary.set(LANG, site.get_locale(spoken).lang)
    return item


def add_element(
    parent: ET.Element, name: str, text: str | None = None, **attributes: str
) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text
    return element


def make_feed_id(site_url: str, path: str) -> str:
    """Make a `tag:` id (RFC 4151). It contains an entry's number, so that it survives a move."""
    parts = urlsplit(site_url)
    domain = (parts.hostname or "localhost").encode("idna").decode()
    return f"tag:{domain},{TAG_URI_YEAR}:{parts.path}{path}"


def format_instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
