"""`llms.txt`: the site in one page of Markdown, for programs that read on behalf of people.

It follows llmstxt.org: a title, a summary, then lists of links. Each locale has its own categories
and the entries that exist in it; a fallback page is in none.
"""

import re
from collections.abc import Iterable, Iterator
from gettext import NullTranslations

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import HOME
from entraide.model.site import Site
from entraide.publish.discretion import public_summary, public_title, public_url

SPECIAL = re.compile(r"[\\`*_\[\]<>]")


def llms(site: Site, site_url: str, words: NullTranslations) -> str:
    """The text, with absolute addresses; `words` is the catalog of the default locale."""
    default = site.default
    others = [_home(locale, site, site_url) for locale in site.locales if locale != default]
    data, all_of_it = words.gettext("Data"), words.gettext("Every entry in every language, as JSON")
    return "\n".join(
        [
            f"# {_text(default.site_name)}",
            "",
            f"> {_text(site.homes[default.code].summary)}",
            "",
            *([*others, ""] if others else []),
            *(line for locale in site.locales for line in _categories(locale, site, site_url)),
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


def _categories(locale: Locale, site: Site, site_url: str) -> Iterator[str]:
    """The categories of one locale; several locales are told apart by their language tags."""
    tag = f" ({locale.lang})" if len(site.locales) > 1 else ""
    for category in site.categories.values():
        listed = site.by_category.get(category.id, ())
        lines = list(_entries((e for e in listed if e.version(locale.code)), locale, site_url))
        if lines:
            yield from (f"## {_text(category.label[locale.code])}{tag}", "", *lines, "")


def _entries(entries: Iterable[Entry], locale: Locale, site_url: str) -> Iterator[str]:
    for entry in entries:
        title, summary = public_title(entry, locale), public_summary(entry, locale)
        yield f"- [{_text(title)}]({site_url}{public_url(entry, locale)}): {_text(summary)}"


def _text(words: str) -> str:
    """Words on one line that Markdown takes for nothing else."""
    return SPECIAL.sub(r"\\\g<0>", " ".join(words.split()))
