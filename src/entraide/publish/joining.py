"""Joining a text for one page: what stands for each part of it that only the page knows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

from entraide.content.markdown.parts import PartKind
from entraide.model.placeholders import fill
from entraide.publish.inserts import Inserts, value_html, with_addresses
from entraide.render.links import Linking, address_on_page, relative


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a text is joined with for the page of `linking`.

    `anchors` are those of the text's headings, by number; `aliases` other names that links may have
    for them, in its own language: they stand beside permalinks. `below` has HTML to put below
    headings.
    With `absolute`, the address of the site, every link is written out whole. Without the words of
    a `permalink`, headings have none.
    """

    linking: Linking
    inserts: Inserts
    values: Mapping[str, str]
    anchors: tuple[str, ...]
    aliases: Mapping[int, str] = field(default_factory=dict)
    below: Mapping[int, str] = field(default_factory=dict)
    permalink: str = ""
    absolute: str = ""

    def address(self, written: str) -> str:
        """Where a link leads that is `written` in the text, as an attribute has it."""
        return escape(self.url(written))

    def url(self, written: str) -> str:
        """The same, as a program takes it."""
        return self._whole(address_on_page(fill(written, self.values), self.linking))

    def based_address(self, path: str) -> str:
        """The same for a path from the locale's own start."""
        page, mark, fragment = path.partition("#")
        url = relative(self.linking.locale.prefix + page, self._here)
        return self._whole(url + mark + fragment)

    @property
    def _here(self) -> str:
        return self.linking.place.url(self.linking.locale)

    def _whole(self, url: str) -> str:
        if not self.absolute or urlsplit(url).scheme:
            return url
        return urljoin(self.absolute + self._here, url)


def resolver(context: PageContext) -> Callable[[PartKind, Any], str]:
    """What `parts.join` asks for each part: the HTML that stands for it on the page."""
    rules: Mapping[PartKind, Callable[[Any], str]] = {
        PartKind.PROSE: lambda text: escape(text, quote=False),
        PartKind.ADDRESS: context.address,
        PartKind.ANCHOR: lambda number: context.anchors[number],
        PartKind.PERMALINK: lambda number: _permalink(context, number),
        PartKind.BELOW: lambda number: context.below.get(number, ""),
        PartKind.BLOCK: lambda name: _block(context, name),
        PartKind.INLINE: lambda name: _inline(context, name),
        PartKind.BARE: lambda name: _bare(context, name),
        PartKind.PLAIN: lambda name: _plain(context, name),
    }
    return lambda kind, value: rules[kind](value)


def _permalink(context: PageContext, number: int) -> str:
    if not context.permalink:
        return ""
    words, anchor = escape(context.permalink), escape(context.anchors[number])
    alias = context.aliases.get(number, "")
    former = f'<span id="{escape(alias)}"></span>' if alias else ""
    link = f'<a aria-label="{words}" class="headerlink" href="#{anchor}" title="{words}">&para;</a>'
    return former + link


def _block(context: PageContext, name: str) -> str:
    insert = context.inserts.get(name)
    if insert is None:
        return f"<p>{_inline(context, name)}</p>"
    return with_addresses(insert.block, context.based_address)


def _inline(context: PageContext, name: str) -> str:
    if insert := context.inserts.get(name):
        return with_addresses(insert.inline, context.based_address)
    value = context.values.get(name)
    return _unknown(name) if value is None else value_html(value)


def _bare(context: PageContext, name: str) -> str:
    if insert := context.inserts.get(name):
        return with_addresses(insert.inline, context.based_address)
    value = context.values.get(name)
    return _unknown(name) if value is None else escape(value)


def _plain(context: PageContext, name: str) -> str:
    if insert := context.inserts.get(name):
        return escape(with_addresses(insert.words, context.based_address))
    value = context.values.get(name)
    return _unknown(name) if value is None else escape(value)


def _unknown(name: str) -> str:
    """A placeholder that nothing answers: the checks refuse it, so only drafts show it."""
    return f"{{{{{escape(name)}}}}}"
