"""The text of each page: the title, the Markdown, and the words that Markdown generates."""

import re
from collections.abc import Mapping
from gettext import NullTranslations
from posixpath import normpath

from entraide.content.dialect import CALLOUTS
from entraide.model.entry import PageText
from entraide.model.locales import Locale
from entraide.model.places import Kind, Place
from entraide.model.site import Site
from entraide.publish.stage import Stage

LINK_WITH_ANCHOR = re.compile(r"(\]\()([^()\s#]+)\.md#[^()\s]*(?=\))")


def text_of(place: Place, site: Site, locale: Locale) -> PageText | None:
    """What was written for this page: an entry's served version, a home page, or nothing."""
    if place.entry:
        return place.entry.served(locale.code)
    return site.homes[locale.code] if place.kind is Kind.HOME else None


def body_of(place: Place, site: Site, locale: Locale) -> str:
    """The Markdown of a page; a list page has none."""
    text = text_of(place, site, locale)
    if text is None:
        return ""
    return text.body if text.locale == locale.code else _without_foreign_anchors(text, site, locale)


def _without_foreign_anchors(text: PageText, site: Site, locale: Locale) -> str:
    """A fallback page links to pages whose headings may be in another language: whole pages then.

    An anchor is made of a heading's own words, so it holds only within one language.
    """
    folder = text.path.split("/")[-2]

    def mended(link: re.Match[str]) -> str:
        target = site.by_address.get(normpath(f"{folder}/{link[2]}"))
        if target is None or target.served(locale.code).locale == text.locale:
            return link[0]
        return f"{link[1]}{link[2]}.md"

    return LINK_WITH_ANCHOR.sub(mended, text.body)


def title_of(place: Place, stage: Stage) -> str:
    """The heading of a page, in the language of its text."""
    if place.term:
        return place.term.label[stage.locale.code]
    text = text_of(place, stage.site, stage.locale)
    if text:
        return text.title
    words = stage.catalogs[stage.locale.code]
    titles = {Kind.TAGS: words.gettext("Topics"), Kind.ENTRIES: words.gettext("All entries")}
    return titles[place.kind]


def generated_words(catalog: NullTranslations) -> Mapping[str, str]:
    """The words that a page's Markdown generates, for `dialect.python_markdown`."""
    _ = catalog.gettext
    titles = (_("Note"), _("Tip"), _("Important"), _("Warning"), _("Caution"))
    return {
        **dict(zip(CALLOUTS, titles, strict=True)),
        "permalink": _("Link to this section"),
        "footnote": _("Back to the text (note {})"),
        "table": _("Table"),
    }
