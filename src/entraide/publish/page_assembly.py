"""The assembly of a text for one page: the HTML of each part that only the page knows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from entraide.content.markdown.parts import Part, PartKind, join_blocks, join_parts
from entraide.model.fallback_words import mark_fallback
from entraide.model.locales import Locale
from entraide.model.placeholders import fill_placeholders
from entraide.publish.image_attributes import format_image_attributes
from entraide.publish.inserts import Inserts, render_value, resolve_addresses
from entraide.publish.platform_buttons import draw_buttons
from entraide.publish.site_assets import SiteAssets
from entraide.render.links import (
    LinkContext,
    make_relative_url,
    resolve_file_path,
    resolve_page_address,
)


@dataclass(frozen=True, slots=True)
class TextContext:
    """What the parts of a text need to know of their page, `linking`.

    `anchors` are those of the text's headings, by number; `aliases` other names that links may use
    for them, in its own language: they stand beside permalinks. `below` has HTML to put below
    headings. A value of `lenders` is borrowed from another language. With `absolute`, the address
    of the site, every link is written out whole. Without a `permalink`, its words, headings have
    none, and there is nothing to press.
    """

    linking: LinkContext
    inserts: Inserts
    values: Mapping[str, str]
    anchors: tuple[str, ...]
    assets: SiteAssets = field(default_factory=SiteAssets)
    aliases: Mapping[int, str] = field(default_factory=dict)
    below: Mapping[int, str] = field(default_factory=dict)
    lenders: Mapping[str, Locale] = field(default_factory=dict)
    permalink: str = ""
    absolute: str = ""

    def resolve_attribute(self, written: str) -> str:
        """Return where a link `written` in the text leads, escaped for an attribute."""
        return escape(self.resolve_url(written))

    def resolve_url(self, written: str) -> str:
        """Return where a link `written` in the text leads, unescaped."""
        return self._complete_url(
            resolve_page_address(fill_placeholders(written, self.values), self.linking)
        )

    def resolve_base_path(self, path: str) -> str:
        """Return where `path` leads, an address from the locale's own start."""
        page, mark, fragment = path.partition("#")
        url = make_relative_url(self.linking.locale.prefix + page, self._here)
        return self._complete_url(url + mark + fragment)

    def describe_image(self, written: str, size: tuple[str, str]) -> str:
        """Return the attributes that make room for the image `written` in the text."""
        path = resolve_file_path(fill_placeholders(written, self.values), self.linking)
        image = self.assets.find_image(path, self.linking.locale)
        return format_image_attributes(image, size, self._resolve_site_address)

    def _resolve_site_address(self, address: str) -> str:
        return self._complete_url(make_relative_url(quote(address), self._here))

    @property
    def _here(self) -> str:
        return self.linking.place.get_url(self.linking.locale)

    def _complete_url(self, url: str) -> str:
        if not self.absolute or urlsplit(url).scheme:
            return url
        return urljoin(self.absolute + self._here, url)


def make_part_resolver(context: TextContext) -> Callable[[PartKind, Any], str]:
    """Return the function that gives `parts.join_parts` the HTML of each part on the page."""
    lists = _ListsOfCountries(context)
    rules: Mapping[PartKind, Callable[[Any], str]] = {
        PartKind.PROSE: lambda text: escape(text, quote=False),
        PartKind.ADDRESS: context.resolve_attribute,
        PartKind.IMAGE: lambda image: context.describe_image(image[0], (image[1], image[2])),
        PartKind.ANCHOR: lambda number: context.anchors[number],
        PartKind.PERMALINK: lambda number: _render_permalink(context, number),
        PartKind.BELOW: lambda number: context.below.get(number, ""),
        PartKind.BLOCK: lists.render_block,
        PartKind.RUN: lists.render_run,
        PartKind.INLINE: lambda name: _render_inline(context, name),
        PartKind.BARE: lambda name: _render_inline(context, name, escape),
        PartKind.CONTROL: lambda html: html if context.permalink else "",
        PartKind.PLAIN: lambda name: _render_plain(context, name),
    }
    return lambda kind, value: rules[kind](value)


def _render_permalink(context: TextContext, number: int) -> str:
    if not context.permalink:
        return ""
    words, anchor = escape(context.permalink), escape(context.anchors[number])
    alias = context.aliases.get(number, "")
    former = f'<span id="{escape(alias)}"></span>' if alias else ""
    # For the pointer alone: read out, it would be the same words behind every heading.
    away = 'aria-hidden="true" tabindex="-1"'
    link = f'<a {away} class="headerlink" href="#{anchor}" title="{words}">&para;</a>'
    return former + link


class _ListsOfCountries:
    """Draws blocks in the order of a page: the list of all countries stands open on it once."""

    def __init__(self, context: TextContext) -> None:
        self._context = context
        self._stands_above = False

    def render_block(self, name: str) -> str:
        insert = self._context.inserts.get(name)
        if insert is None:
            return f"<p>{_render_inline(self._context, name)}</p>"
        html = insert.again if self._stands_above and insert.again else insert.block
        self._stands_above = self._stands_above or bool(insert.again)
        return resolve_addresses(html, self._context.resolve_base_path)

    def render_run(self, names: list[str]) -> str:
        gather = self._context.inserts[names[0]].gather
        html = gather(names, list_above=self._stands_above) if gather else ""
        return resolve_addresses(html, self._context.resolve_base_path)


def join_page(parts: Iterable[Part], context: TextContext) -> str:
    """Return the HTML of a text on the page of `context`."""

    def is_gathered(name: str) -> bool:
        insert = context.inserts.get(name)
        return bool(insert and insert.gather)

    return join_parts(join_blocks(parts, is_gathered), make_part_resolver(context))


def _render_inline(
    context: TextContext, name: str, show: Callable[[str], str] = render_value
) -> str:
    if insert := context.inserts.get(name):
        return resolve_addresses(insert.inline, context.resolve_base_path)
    value = context.values.get(name)
    if value is None:
        return _render_unknown(name)
    html = (context.permalink and draw_buttons(name, value)) or show(value)
    lender = context.lenders.get(name)
    return mark_fallback(html, lender.lang, lender.dir) if lender else html


def _render_plain(context: TextContext, name: str) -> str:
    if insert := context.inserts.get(name):
        return escape(resolve_addresses(insert.words, context.resolve_base_path))
    value = context.values.get(name)
    return _render_unknown(name) if value is None else escape(value)


def _render_unknown(name: str) -> str:
    """Render a placeholder without a value; checks refuse those, so only drafts show it."""
    return f"{{{{{escape(name)}}}}}"
