"""Every text of the site, converted once, and joined for the pages that show it.

A text is stored by the path of its file, packed (a site of 10,000 pages fits in the memory of any
machine), and unpacked for each page: its own, and fallback pages in other locales.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from operator import attrgetter
from typing import Any, NamedTuple

from entraide.content.anchors import HeadingPairs, assign_anchors, find_anchor, pair_headings
from entraide.content.markdown.parts import Part, PartKind, join_parts, unpack_parts
from entraide.content.outline import Heading
from entraide.model.entry import Entry, PageText
from entraide.model.locales import Locale
from entraide.model.placeholders import fill_placeholders
from entraide.model.places import PageKind, Place, make_entry_place
from entraide.model.site import Site, TypesetSite
from entraide.publish.inserts import Inserts
from entraide.publish.page_assembly import TextContext, join_page
from entraide.publish.site_assets import SiteAssets
from entraide.publish.table_of_contents import PageHeading, select_contents
from entraide.publish.term_definitions import Definition, insert_definitions
from entraide.render.conversion import ConvertedText
from entraide.render.links import LinkContext

INSERTED = {PartKind.BLOCK, PartKind.INLINE, PartKind.BARE}  # with the markup of their inserts


class PageContent(NamedTuple):
    """A converted text on a page: its HTML, and the headings of its contents.

    `expires` says that it names a service that is shown only until a day; channels.js looks at it.
    """

    html: str
    contents: tuple[PageHeading, ...] = ()
    expires: bool = False


class PackedText(NamedTuple):
    """A converted text as it is stored."""

    parts: bytes  # packed
    titles: tuple[str, ...]
    headings: tuple[Heading, ...]
    cuts: bytes  # packed


def pack_text(text: ConvertedText) -> PackedText:
    """Return what is stored of `text`: of its outline, the headings only."""
    return PackedText(text.packed_parts, text.titles, text.outline.headings, text.packed_cuts)


class _FieldByPath(Mapping[str, Any]):
    """One field of every stored text, by its path."""

    def __init__(self, texts: Mapping[str, PackedText], field: str) -> None:
        self._texts, self._get = texts, attrgetter(field)

    def __getitem__(self, path: str) -> Any:  # noqa: ANN401 - as the field is
        return self._get(self._texts[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True)
class LocaleResources:
    """What the texts in one locale are joined with."""

    inserts: Inserts = field(default_factory=dict)
    definitions: tuple[Definition, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)  # of placeholders
    lenders: Mapping[str, Locale] = field(default_factory=dict)  # of values in another language
    permalink: str = "Link to this section"


def find_page_text(place: Place, site: TypesetSite, locale: Locale) -> PageText | None:
    """Return what was written for this page: a served version, a home page, or None."""
    if place.entry:
        return place.entry.get_served_version(locale.code)
    return site.homes[locale.code] if place.kind is PageKind.HOME else None


def iter_texts(site: Site) -> Iterator[PageText]:
    """Yield every text that people wrote: all versions of each entry, then the home pages."""
    for entry in site.entries.values():
        yield entry.source
        yield from entry.localised.values()
    yield from site.homes.values()


def _has_expiring(parts: Iterable[Part], inserts: Inserts) -> bool:
    named = (part[1] for part in parts if not isinstance(part, str) and part[0] in INSERTED)
    return any(name in inserts and inserts[name].expires for name in named)


class SiteTexts(Mapping[tuple[int, str], str]):
    """The texts of a site; as a mapping, HTML without definitions by entry id and page locale."""

    def __init__(
        self,
        site: TypesetSite,
        languages: Mapping[str, LocaleResources],
        assets: SiteAssets | None = None,
        converted: MutableMapping[str, PackedText] | None = None,
        find_pairs: Callable[[str], HeadingPairs | None] | None = None,
    ) -> None:
        self.site = site
        self.assets = assets or SiteAssets(site.locales)
        self.languages = languages  # by the locale of the text
        self._converted: MutableMapping[str, PackedText] = {} if converted is None else converted
        self._find_pairs = find_pairs  # asked for a text whose pairs nobody has set
        self._anchors: dict[str, tuple[str, ...]] = {}
        self._pairs: dict[str, HeadingPairs] = {}

    def add(self, path: str, text: ConvertedText) -> None:
        """Store the converted `text` of the file at `path`."""
        self._converted[path] = pack_text(text)

    def set_pairs(self, path: str, pairs: HeadingPairs) -> None:
        """Set which headings of the source those of the outdated text at `path` translate."""
        self._pairs[path] = pairs

    @property
    def headings_by_path(self) -> Mapping[str, tuple[Heading, ...]]:
        """The headings of each text as written, by its path."""
        return _FieldByPath(self._converted, "headings")

    def render_page(
        self, place: Place, locale: Locale, below: Mapping[int, str] | None = None
    ) -> PageContent:
        """Render what the page of `place` shows in `locale`; empty for a list's page.

        `below` has HTML to put right below headings, by their numbers.
        """
        text = find_page_text(place, self.site, locale)
        if text is None:
            return PageContent("")
        language = self._get_resources(text)
        parts = insert_definitions(
            unpack_parts(self._converted[text.path].parts), text.title, language.definitions
        )
        context = replace(self._make_context(text, place, locale), below=below or {})
        aliases = self._find_aliases(text.path)
        context = replace(context, permalink=language.permalink, aliases=aliases)
        html = join_page(parts, context)
        contents = select_contents(self.list_headings(text.path))
        return PageContent(html, contents, _has_expiring(parts, language.inserts))

    def __getitem__(self, key: tuple[int, str]) -> str:
        """Render an entry as on its page, without definitions and permalinks."""
        return self.render_plain(*key)

    def render_plain(self, number: int, code: str, absolute: str = "") -> str:
        """Render an entry without definitions and permalinks, for programs and search.

        Links are relative to its page, or begin with `absolute`, the site's base.
        """
        entry, locale = self.site.entries[number], self.site.get_locale(code)
        text = entry.get_served_version(code)
        context = self._make_context(text, make_entry_place(entry), locale)
        parts = unpack_parts(self._converted[text.path].parts)
        return join_page(parts, replace(context, absolute=absolute))

    def render_words(self, number: int, code: str) -> str:
        """Render an entry as HTML without links, images and blocks of data: for its words alone."""
        text = self.site.entries[number].get_served_version(code)
        language = self._get_resources(text)

        def resolve(kind: PartKind, value: object) -> str:
            if kind is PartKind.PROSE:
                return escape(str(value), quote=False)
            insert = language.inserts.get(str(value)) if kind in INSERTED else None
            return insert.inline if insert else escape(language.values.get(str(value), ""))

        return join_parts(unpack_parts(self._converted[text.path].parts), resolve)

    def make_link_resolver(
        self, entry: Entry, locale: Locale, absolute: str
    ) -> Callable[[str], str]:
        """Return what tells where links of the entry lead, from `absolute`, the site's base."""
        context = self._make_context(
            entry.get_served_version(locale.code), make_entry_place(entry), locale
        )
        return replace(context, absolute=absolute).resolve_url

    def _get_resources(self, text: PageText) -> LocaleResources:
        return self.languages.get(text.locale) or LocaleResources()

    def _make_context(self, text: PageText, place: Place, locale: Locale) -> TextContext:
        language = self._get_resources(text)
        return TextContext(
            LinkContext(text, place, locale, self.site, self.find_anchor, self.assets.find_address),
            language.inserts,
            language.values,
            self._get_anchors(text.path) if text.path in self._converted else (),
            self.assets,
            lenders=language.lenders,
        )

    @property
    def cuts_by_path(self) -> Mapping[str, bytes]:
        """Where each text is cut into segments, packed, by its path."""
        return _FieldByPath(self._converted, "cuts")

    def list_headings(self, path: str) -> tuple[PageHeading, ...]:
        """Return the headings of the text at `path` as its page has them, in order."""
        text = self._converted[path]
        values = self.languages[self._locales[path]].values if self.languages else {}
        rows = zip(text.headings, text.titles, self._get_anchors(path), strict=True)
        return tuple(
            PageHeading(anchor, fill_placeholders(title, values), heading.level)
            for heading, title, anchor in rows
        )

    def find_anchor(self, path: str, fragment: str) -> str | None:
        """Return the anchor, in the text at `path`, of the heading a link calls `fragment`."""
        text = self._converted.get(path)
        if text is None:
            return None
        theirs, pairs = self._get_source_headings(path)
        return find_anchor(fragment, text.headings, self._get_anchors(path), theirs, pairs)

    def describe_anchors(self, path: str) -> tuple[object, ...]:
        """Return all anchors of the text at `path`, on which links from other pages depend."""
        names = [(each.text, each.anchor) for each in self._converted[path].headings]
        theirs, pairs = self._get_source_headings(path)
        source_names = [(each.text, each.anchor) for each in theirs]
        return names, self._get_anchors(path), source_names, sorted(pairs.items())

    def _get_anchors(self, path: str) -> tuple[str, ...]:
        if path not in self._anchors:
            headings = self._converted[path].headings
            self._anchors[path] = assign_anchors(headings, *self._get_source_headings(path))
        return self._anchors[path]

    def _get_source_headings(self, path: str) -> tuple[tuple[Heading, ...], HeadingPairs]:
        """Return the source headings of the text at `path`, and which of them it translates."""
        source = self._converted.get(self._sources.get(path, ""))
        if source is None:
            return (), {}
        if path not in self._pairs:
            known = self._find_pairs(path) if self._find_pairs else None
            ours = self._converted[path].headings
            self._pairs[path] = pair_headings(ours, source.headings) if known is None else known
        return source.headings, self._pairs[path]

    def _find_aliases(self, path: str) -> Mapping[int, str]:
        """Return the anchors that headings have in their own language, where they are free."""
        used_anchors, aliases = {"", *self._get_anchors(path)}, {}
        for number, heading in enumerate(self._converted[path].headings):
            if heading.anchor not in used_anchors:
                aliases[number] = heading.anchor
                used_anchors.add(heading.anchor)
        return aliases

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        """The path of the source version, by that of each version made from it."""
        entries = self.site.entries.values()
        paths = {
            version.path: entry.source.path
            for entry in entries
            for version in entry.localised.values()
        }
        first = self.site.homes.get(self.site.default_locale.code)
        homes = (home for home in self.site.homes.values() if first and home is not first)
        return paths | {home.path: first.path for home in homes if first}

    @cached_property
    def _locales(self) -> Mapping[str, str]:
        return {text.path: text.locale for text in iter_texts(self.site)}

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for number in self.site.entries:
            yield from ((number, locale.code) for locale in self.site.locales)

    def __len__(self) -> int:
        return len(self.site.entries) * len(self.site.locales)
