"""Places: every page of a locale, with what it shows and its address.

Addresses are relative to the site's base (`harassment/block-someone/`, `fr/tags/police/`), quoted
as in a link, and the same in every locale but for the locale's prefix.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from urllib.parse import quote

from entraide.model.entry import Entry, Status
from entraide.model.locales import Locale
from entraide.model.site import Site
from entraide.model.taxonomy import Term

# Folders of the built site, as the locales' are; a category's id is one too.
RESERVED = frozenset({"assets", "changes", "e", "entries", "pagefind", "search", "tags"})


class Kind(StrEnum):
    """What a page is; each kind has a template of the same name."""

    HOME = "home"
    ENTRY = "entry"
    CATEGORY = "category"
    TAG = "tag"
    TAGS = "tags"
    ENTRIES = "entries"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Place:
    """One page in every locale. `stem` is its path without extension: `tags/index`."""

    kind: Kind
    stem: str
    subject: Entry | Term | None = None

    @property
    def path(self) -> str:
        """The address below the locale's prefix."""
        return _path(self.stem)

    def url(self, locale: Locale) -> str:
        return locale.prefix + self.path

    def source_uri(self, locale: Locale) -> str:
        """The Markdown file that it is made from, or would be: `fr/tags/index.md`."""
        return f"{locale.code}/{self.stem}.md"

    @property
    def entry(self) -> Entry | None:
        return self.subject if isinstance(self.subject, Entry) else None

    @property
    def term(self) -> Term | None:
        return self.subject if isinstance(self.subject, Term) else None


@cache  # lists, sidebars and links ask for the same ones, thousands of times
def _path(stem: str) -> str:
    index = stem == "index" or stem.endswith("/index")
    return quote(stem.removesuffix("index") if index else f"{stem}/")


HOME = Place(Kind.HOME, "index")
ENTRIES = Place(Kind.ENTRIES, "entries/index")
TAGS = Place(Kind.TAGS, "tags/index")
CHANGES = Place(Kind.CHANGES, "changes/index")


def entry_place(entry: Entry) -> Place:
    return Place(Kind.ENTRY, entry.address, entry)


def short_url(entry: Entry, locale: Locale) -> str:
    """The address that holds whatever becomes of the entry's title and category: `fr/e/1029/`."""
    return f"{locale.prefix}e/{entry.id}/"


def category_place(category: Term) -> Place:
    return Place(Kind.CATEGORY, f"{category.id}/index", category)


def tag_place(tag: Term) -> Place:
    return Place(Kind.TAG, f"tags/{tag.id}", tag)


def places(site: Site, *, drafts: bool) -> Iterator[Place]:
    """Every place of the site; drafts only where they may be seen."""
    yield HOME
    yield ENTRIES
    yield TAGS
    yield CHANGES
    yield from (category_place(category) for category in site.categories.values())
    yield from (tag_place(tag) for tag in site.tags.values() if tag.id in site.by_tag)
    for entry in site.entries.values():
        if drafts or entry.status is not Status.DRAFT:
            yield entry_place(entry)


def offered_in(place: Place, site: Site) -> tuple[Locale, ...]:
    """The locales in which the place has its own text, for `hreflang` and the sitemap."""
    entry = place.entry
    if entry is None:
        return site.locales
    if not entry.listed:
        return ()
    return tuple(locale for locale in site.locales if entry.version(locale.code))


def default_offer(place: Place, site: Site) -> Locale | None:
    """The locale that `x-default` points to: the site's own, else the entry's source."""
    offered = offered_in(place, site)
    if site.default in offered or not offered:
        return site.default if offered else None
    entry = place.entry
    return site.locale(entry.source.locale) if entry else site.default
