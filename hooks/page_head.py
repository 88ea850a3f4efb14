"""Give every page the values of its head and frame: languages, addresses, the sidebar."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.model.places import ACCESSIBILITY, CHANGES, CONTACT, ENTRIES, HOME, LEGAL, TAGS
from entraide.publish.build_context import BuildContext
from entraide.publish.sidebar import build_sidebar
from entraide.publish.views import list_language_links, make_page_head


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = BuildContext.from_config(config)
    place = build.find_place(page.file.src_uri)
    site, locale = build.site, build.locale
    if place:
        context |= {
            "locale": locale,
            "head": make_page_head(place, site, locale, config.site_url or ""),
            "languages": list_language_links(place, site, locale),
            "sidebar": build_sidebar(place, site, locale),
            "home_url": HOME.get_url(locale),
            "entries_url": ENTRIES.get_url(locale),
            "tags_url": TAGS.get_url(locale),
            "changes_url": CHANGES.get_url(locale),
            "contact_url": CONTACT.get_url(locale),
            "legal_url": LEGAL.get_url(locale),
            "accessibility_url": ACCESSIBILITY.get_url(locale),
        }
    return context
