"""The sitemap: every page worth finding, its versions in other locales, and when it changed.

Fallback pages, archived entries and drafts are not in it. `robots.txt` says where it is.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from datetime import date
from typing import assert_never
from urllib.parse import urljoin, urlsplit

from entraide.model.countries import Country, find_last_check
from entraide.model.entry import Entry
from entraide.model.guide import GuideStep
from entraide.model.locales import Locale
from entraide.model.places import (
    PageKind,
    Place,
    find_term_entries,
    iter_places,
    list_indexed_locales,
)
from entraide.model.site import Term, TypesetSite
from entraide.publish.page_languages import make_page_head

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def build_sitemap(site: TypesetSite, site_url: str) -> bytes:
    """Build the sitemap as XML; `site_url` ends with a slash."""
    ET.register_namespace("", SITEMAP)
    ET.register_namespace("xhtml", XHTML)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for place in iter_places(site, drafts=False):
        for locale in list_indexed_locales(place, site):
            root.append(_build_url(place, locale, site, site_url))
    ET.indent(root, space=" ")
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _build_url(place: Place, locale: Locale, site: TypesetSite, site_url: str) -> ET.Element:
    url = ET.Element(f"{{{SITEMAP}}}url")
    ET.SubElement(url, f"{{{SITEMAP}}}loc").text = site_url + place.get_url(locale)
    if changed := find_last_change(place, locale, site):
        ET.SubElement(url, f"{{{SITEMAP}}}lastmod").text = changed.isoformat()
    for lang, address in make_page_head(place, site, locale, site_url).alternates:
        attributes = {"rel": "alternate", "hreflang": lang, "href": address}
        ET.SubElement(url, f"{{{XHTML}}}link", attributes)
    return url


def find_last_change(place: Place, locale: Locale, site: TypesetSite) -> date | None:
    """Return the day the page last changed; None where nobody knows, as with the operator's.

    It is an entry's own day, and a list's newest. A page of services changed when one of them was
    last seen in a source.
    """
    match place.subject:
        case Entry() as entry:
            entries: Iterable[Entry] = (entry,)
        case Term():
            entries = find_term_entries(place, site)
        case Country() as country:
            return find_last_check(site, country)
        case GuideStep():
            return None
        case None:
            if place.kind is PageKind.COUNTRIES:
                return find_last_check(site, None)
            entries = site.listed_entries if place.lists_all else ()
        case other:
            assert_never(other)
    days = (entry.get_served_version(locale.code).updated for entry in entries)
    return max(days, default=None)


def build_robots_txt(site_url: str) -> str:
    """Build the text, which forbids nothing; `site_url` ends with a slash.

    The file of a site below a path says where to copy it.
    """
    note = ""
    if urlsplit(site_url).path != "/":
        there = urljoin(site_url, "/robots.txt")
        note = f"# Crawlers read this at the root of the host only: copy it to {there}\n"
    return f"{note}User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
