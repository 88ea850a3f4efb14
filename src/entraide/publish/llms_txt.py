"""`llms.txt`: the site on one page of Markdown, for programs that read for people.

It follows llmstxt.org: a title, a summary, then lists of links. Each locale has its own categories
and the entries that exist in it; fallback pages are not listed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from gettext import NullTranslations

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import HOME, make_country_place
from entraide.model.site import TypesetSite
from entraide.publish.country_names import list_countries_by_name
from entraide.publish.public_metadata import get_public_summary, get_public_title, get_public_url

SPECIAL = re.compile(r"[\\`*_\[\]<>]")


def build_llms_txt(
    site: TypesetSite, site_url: str, catalogs: Mapping[str, NullTranslations]
) -> str:
    """Build the text, with absolute addresses; `catalogs` are by locale code."""
    default = site.default_locale
    catalog = catalogs[default.code]
    others = [_format_home(locale, site, site_url) for locale in site.locales if locale != default]
    data, all_of_it = (
        catalog.gettext("Data"),
        catalog.gettext("Every entry in every language, as JSON"),
    )
    return "\n".join(
        [
            f"# {_escape_line(default.site_name)}",
            "",
            f"> {_escape_line(site.homes[default.code].summary)}",
            "",
            *([*others, ""] if others else []),
            *(
                line
                for locale in site.locales
                for section in (_iter_categories, _iter_countries)
                for line in section(locale, site, site_url, catalogs[locale.code])
            ),
            f"## {data}",
            "",
            f"- [{all_of_it}]({site_url}entries/index.json)",
            "",
        ]
    )


def _format_home(locale: Locale, site: TypesetSite, site_url: str) -> str:
    summary = _escape_line(site.homes[locale.code].summary)
    link = f"[{_escape_line(locale.site_name)}]({site_url}{HOME.get_url(locale)})"
    return f"- {_escape_line(locale.name)} ({locale.lang}): {link}: {summary}"


def _iter_categories(
    locale: Locale, site: TypesetSite, site_url: str, catalog: NullTranslations
) -> Iterator[str]:
    """Yield the categories of one locale; with several locales, each has its language tag."""
    tag = f" ({locale.lang})" if len(site.locales) > 1 else ""
    for category in site.categories.values():
        listed = site.by_category.get(category.id, ())
        spoken = (entry for entry in listed if entry.get_version(locale.code))
        lines = list(_iter_entries(spoken, locale, site_url, catalog))
        if lines:
            yield from (f"## {_escape_line(category.label[locale.code])}{tag}", "", *lines, "")


def _iter_countries(
    locale: Locale, site: TypesetSite, site_url: str, catalog: NullTranslations
) -> Iterator[str]:
    """Yield the page of each country: services and their numbers stand only there."""
    tag = f" ({locale.lang})" if len(site.locales) > 1 else ""
    if named := list_countries_by_name(site, locale, catalog):
        yield from (f"## {_escape_line(catalog.gettext('Where to report'))}{tag}", "")
        for country, name in named:
            url = make_country_place(country).get_url(locale)
            yield f"- [{_escape_line(name)}]({site_url}{url})"
        yield ""


def _iter_entries(
    entries: Iterable[Entry], locale: Locale, site_url: str, catalog: NullTranslations
) -> Iterator[str]:
    for entry in entries:
        title = _escape_line(get_public_title(entry, locale, catalog))
        summary = _escape_line(get_public_summary(entry, locale, catalog))
        yield f"- [{title}]({site_url}{get_public_url(entry, locale)}): {summary}"


def _escape_line(words: str) -> str:
    """Return `words` on one line, escaped for Markdown."""
    return SPECIAL.sub(r"\\\g<0>", " ".join(words.split()))
