"""Give every page the values of its head and frame: languages, addresses, the sidebar."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.model.places import ACCESSIBILITY, CHANGES, CONTACT, ENTRIES, HOME, LEGAL, TAGS
from entraide.publish.navigation import sidebar
from entraide.publish.stage import Stage
from entraide.publish.views import head, language_links


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = Stage.of(config)
    place = build.place(page.file.src_uri)
    site, locale = build.site, build.locale
    if place:
        context |= {
            "locale": locale,
            "head": head(place, site, locale, config.site_url or ""),
            "languages": language_links(place, site, locale),
            "sidebar": sidebar(place, site, locale),
            "home_url": HOME.url(locale),
            "entries_url": ENTRIES.url(locale),
            "tags_url": TAGS.url(locale),
            "changes_url": CHANGES.url(locale),
            "contact_url": CONTACT.url(locale),
            "legal_url": LEGAL.url(locale),
            "accessibility_url": ACCESSIBILITY.url(locale),
        }
    return context
