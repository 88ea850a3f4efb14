"""JSON-LD in the words of schema.org: what a page is, for programs that read pages.

The home page is a WebSite, an entry an Article with a breadcrumb. Nothing is said that is not known
(no day of publication once there have been revisions, no claim to be an official FAQ), nor what
the head says already, as the summary. A fallback page describes the source, at the source's
address, and has no breadcrumb. Of a sensitive entry neither title nor category is told.
"""

import json
from collections.abc import Iterator
from typing import Any

from entraide.model.entry import Entry, LocalisedVersion
from entraide.model.locales import Locale
from entraide.model.places import HOME, PageKind, Place, make_category_place
from entraide.model.site import TypesetSite
from entraide.publish.public_metadata import get_public_url

# In JSON that stands in HTML, nothing may end the element it stands in.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}
Node = dict[str, Any]


def build_json_ld(place: Place, site: TypesetSite, locale: Locale, site_url: str) -> str:
    """Build the JSON-LD of a page, escaped for HTML; empty where there is nothing to say."""
    nodes = list(_iter_nodes(place, site, locale, site_url))
    if not nodes:
        return ""
    value = {"@context": "https://schema.org", "@graph": nodes}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _iter_nodes(place: Place, site: TypesetSite, locale: Locale, site_url: str) -> Iterator[Node]:
    entry = place.entry
    if entry:
        spoken = site.get_locale(entry.get_served_version(locale.code).locale)
        yield _build_article(entry, site, spoken, site_url)
        if spoken == locale and not entry.sensitive:
            yield _build_breadcrumb(entry, site, locale, site_url)
    elif place.kind is PageKind.HOME:
        home = site_url + HOME.get_url(locale)
        yield {
            "@type": "WebSite",
            "@id": home,
            "url": home,
            "name": locale.site_name,
            "description": site.homes[locale.code].summary,
            "inLanguage": locale.lang,
        }


def _build_article(entry: Entry, site: TypesetSite, locale: Locale, site_url: str) -> Node:
    """Build the Article of the version that is written in `locale`."""
    version = entry.get_served_version(locale.code)
    localised = version if isinstance(version, LocalisedVersion) else None
    url = site_url + get_public_url(entry, locale)
    node = {
        "@type": "Article",
        "@id": url,
        **({} if entry.sensitive else {"headline": version.title}),
        "inLanguage": locale.lang,
        "identifier": str(entry.id),
        "version": version.revision,
        "dateModified": version.updated.isoformat(),
        **_build_author(entry, site, locale),
        "publisher": {"@type": "Organization", "name": locale.site_name},
    }
    if localised:
        source = site_url + get_public_url(entry, site.get_locale(entry.source.locale))
        node["translationOfWork"] = {"@type": "Article", "@id": source}
    elif entry.revision == 1:
        node["datePublished"] = version.updated.isoformat()
    return node


def _build_author(entry: Entry, site: TypesetSite, locale: Locale) -> Node:
    name = entry.get_author(locale.code)
    return {"author": {"@type": "Organization", "name": name}} if site.parts.author else {}


def _build_breadcrumb(entry: Entry, site: TypesetSite, locale: Locale, site_url: str) -> Node:
    """Build the pages above an entry's, as it shows them; it need not name itself."""
    category = site.categories[entry.category]
    steps = (
        (locale.site_name, HOME.get_url(locale)),
        (category.label[locale.code], make_category_place(category).get_url(locale)),
    )
    items: list[Node] = [
        {"@type": "ListItem", "position": position, "name": name, "item": site_url + url}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
