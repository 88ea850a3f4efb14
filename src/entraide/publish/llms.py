"""`llms.txt`: the site in one page of Markdown, for programs that read on behalf of people.

It follows llmstxt.org: a title, a summary, then lists of links. Each locale has its own categories
and the entries that exist in it; a fallback page is in none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from gettext import NullTranslations

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import HOME, country_place
from entraide.model.site import Site
from entraide.publish.countries import named_countries
from entraide.publish.discretion import public_summary, public_title, public_url

SPECIAL = re.compile(r"[\\`*_\[\]<>]")


def llms(site: Site, site_url: str, catalogs: Mapping[str, NullTranslations]) -> str:
    """The text, with absolute addresses; `catalogs` are by locale."""
    default = site.default
    words = catalogs[default.code]
    others = [_home(locale, site, site_url) for locale in site.locales if locale != default]
    data, all_of_it = words.gettext("Data"), words.gettext("Every entry in every language, as JSON")
    return "\n".join(
        [
            f"# {_text(default.site_name)}",
            "",
            f"> {_text(site.homes[default.code].summary)}",
            "",
            *([*others, ""] if others else []),
            *(
                line
                for locale in site.locales
                for section in (_categories, _countries)
                for line in section(locale, site, site_url, catalogs[locale.code])
            ),
            f"## {data}",
            "",
            f"- [{all_of_it}]({site_url}entries/index.json)",
            "",
        ]
    )


def _home(locale: Locale, site: Site, site_url: str) -> str:
    summary = _text(site.homes[locale.code].summary)
    link = f"[{_text(locale.site_name)}]({site_url}{HOME.url(locale)})"
    return f"- {_text(locale.name)} ({locale.lang}): {link}: {summary}"


def _categories(
    locale: Locale, site: Site, site_url: str, words: NullTranslations
) -> Iterator[str]:
    """The categories of one locale; several locales are told apart by their language tags."""
    tag = f" ({locale.lang})" if len(site.locales) > 1 else ""
    for category in site.categories.values():
        listed = site.by_category.get(category.id, ())
        spoken = (entry for entry in listed if entry.version(locale.code))
        lines = list(_entries(spoken, locale, site_url, words))
        if lines:
            yield from (f"## {_text(category.label[locale.code])}{tag}", "", *lines, "")


def _countries(locale: Locale, site: Site, site_url: str, words: NullTranslations) -> Iterator[str]:
    """Where to report: the page of each country, whose services and numbers stand only there."""
    tag = f" ({locale.lang})" if len(site.locales) > 1 else ""
    if named := named_countries(site, locale, words):
        yield from (f"## {_text(words.gettext('Where to report'))}{tag}", "")
        for country, name in named:
            yield f"- [{_text(name)}]({site_url}{country_place(country).url(locale)})"
        yield ""


def _entries(
    entries: Iterable[Entry], locale: Locale, site_url: str, words: NullTranslations
) -> Iterator[str]:
    for entry in entries:
        title = _text(public_title(entry, locale, words))
        summary = _text(public_summary(entry, locale, words))
        yield f"- [{title}]({site_url}{public_url(entry, locale)}): {summary}"


def _text(words: str) -> str:
    """Words on one line that Markdown takes for nothing else."""
    return SPECIAL.sub(r"\\\g<0>", " ".join(words.split()))
