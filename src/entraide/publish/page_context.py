"""The values that templates take: the frame of a locale, the head of a page, and what fills it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from entraide.model.countries import list_countries
from entraide.model.places import (
    CHANGES,
    CONTACT,
    COUNTRIES,
    ENTRIES,
    HOME,
    INCIDENT_LOG,
    TAGS,
    Place,
    find_guide_url,
)
from entraide.publish.brand_outputs import SHARE_IMAGE
from entraide.publish.brand_styles import build_brand_styles
from entraide.publish.build_context import BuildContext
from entraide.publish.feed import make_feed_url
from entraide.publish.json_ld import build_json_ld
from entraide.publish.link_preview import build_link_preview
from entraide.publish.manifest import make_manifest_url
from entraide.publish.page_actions import (
    make_danger_url,
    make_exit_link,
    make_search_url,
    needs_country_script,
)
from entraide.publish.page_languages import list_language_links, make_page_head
from entraide.publish.pages import PAGES
from entraide.publish.pages.country_pages import list_emergency_rows
from entraide.publish.paper_links import find_page_paper
from entraide.publish.sidebar import build_sidebar

FEW_LANGUAGES = 2  # as many as the band of a phone has room for


def build_frame(build: BuildContext) -> Mapping[str, object]:
    """Return the values that all pages of the locale being built share."""
    site, locale = build.typeset_site, build.locale
    return {
        "locale": locale,
        "home_url": HOME.get_url(locale),
        "entries_url": ENTRIES.get_url(locale) if site.parts.index else "",
        "search_url": make_search_url(site, locale),
        "tags_url": TAGS.get_url(locale),
        "changes_url": CHANGES.get_url(locale),
        "contact_url": CONTACT.get_url(locale),
        "guide_url": find_guide_url(site, locale),
        "scam_check": site.scam_check is not None,
        "incident_log_url": INCIDENT_LOG.get_url(locale) if site.incident_log else "",
        "where_url": COUNTRIES.get_url(locale) if list_countries(site) else "",
        "parts": site.parts,
        "desk": build.reading.settings.desk,
        "danger": site.parts.danger,
        "emergency_rows": list_emergency_rows(build) if site.parts.danger else (),
        "many_languages": len(site.locales) > FEW_LANGUAGES,
        "danger_url": make_danger_url(site, locale),
        "country_script": needs_country_script(site),
        "feed_url": make_feed_url(locale) if site.parts.feeds else "",
        "manifest_url": make_manifest_url(locale),
        "theme_color": build.design_tokens["band"],
        # The two of ours are almost one; another line would be on every page.
        "dark_theme_color": build.reading.brand.dark.get("band", ""),
        "share_image": f"{build.site_url}{SHARE_IMAGE}" if build.reading.brand.icon else "",
        "brand_styles": build_brand_styles(build.reading.brand),
        "footer_links": tuple(_iter_footer_links(build)),
        "exit": make_exit_link(build.reading.settings, site, locale),
    }


@dataclass(frozen=True, slots=True)
class FooterLink:
    """One way on at the end of every page."""

    title: str
    url: str


def _iter_footer_links(build: BuildContext) -> Iterator[FooterLink]:
    for place in build.places:
        if place.footer and (place != CONTACT or CONTACT.kind in build.typeset_site.stated):
            yield FooterLink(build.catalog.gettext(place.footer), place.get_url(build.locale))
        if place == CHANGES and build.typeset_site.parts.feeds:
            yield FooterLink("Atom", make_feed_url(build.locale))


def build_page_meta(place: Place, build: BuildContext) -> dict[str, str]:
    """Return what MkDocs wants to know of a page: its title and its template."""
    title = PAGES[place.kind].get_title(place, build)
    return {"title": title, "template": f"{place.kind}.html"}


def build_page_context(place: Place, build: BuildContext) -> dict[str, object]:
    """Return the values of the page of `place`, beside those of the frame."""
    kind, site, locale = PAGES[place.kind], build.typeset_site, build.locale
    here = (place, site, locale, build.site_url)
    head, summary = make_page_head(*here), kind.get_summary(place, build)
    shown = (kind.get_title(place, build), summary)
    return {
        "summary": summary,
        "head": head,
        "languages": list_language_links(place, site, locale),
        "sidebar": build_sidebar(place, site, locale),
        "preview": build_link_preview(place, site, locale, shown),
        "structured": build_json_ld(*here),
        "paper_url": find_page_paper(place, build),
        **kind.fill(place, build),
    }
