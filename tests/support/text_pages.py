"""Draw a body as its page shows it, with anchors and permalinks.

It stands alone in a small site, as entry 1 in `harassment`.
"""

from collections.abc import Mapping
from dataclasses import replace

from entraide.content.markdown.html_writer import ENGLISH
from entraide.model.entry import Entry
from entraide.model.places import make_entry_place
from entraide.model.site import TypesetSite
from entraide.publish.site_texts import LocaleResources, PageContent, SiteTexts, iter_texts
from entraide.render.conversion import RawText, convert_text
from support.entries import make_entry, make_typeset_site

TITLE = "A title"


def make_text_entry(body: str, title: str = TITLE, code: str = "en") -> Entry:
    """An entry in the locale `code` alone."""
    entry = make_entry(1, source=code)
    return replace(entry, source=replace(entry.source, body=body, title=title))


def convert_texts(
    site: TypesetSite,
    languages: Mapping[str, LocaleResources] | None = None,
    words: Mapping[str, str] = ENGLISH,
    *,
    shows_hosts: bool = False,
) -> SiteTexts:
    """Every text of `site`, converted; `words` are what Markdown generates, in each language."""
    texts = SiteTexts(
        site, languages or {locale.code: LocaleResources() for locale in site.locales}
    )
    for text in iter_texts(site):
        lang = site.get_locale(text.locale).lang
        given = RawText(text.body, text.title, lang, tuple(words.items()), shows_hosts)
        texts.add(text.path, convert_text(given))
    return texts


def draw_page(
    entry: Entry,
    language: LocaleResources | None = None,
    words: Mapping[str, str] = ENGLISH,
    below: Mapping[int, str] | None = None,
    *,
    shows_hosts: bool = False,
) -> PageContent:
    """What the page of `entry`, the only one of its site, shows in its own locale."""
    site, code = make_typeset_site(entry), entry.source.locale
    texts = convert_texts(
        site, {code: language or LocaleResources()}, words, shows_hosts=shows_hosts
    )
    return texts.render_page(make_entry_place(entry), site.get_locale(code), below)


def draw(body: str) -> str:
    """The HTML of an English text on its page."""
    return draw_page(make_text_entry(body)).html
