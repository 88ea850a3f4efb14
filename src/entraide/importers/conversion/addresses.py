"""Resolve addresses in imported texts: each leads to an entry, a file, elsewhere, or nowhere.

An `AddressBook` knows every address and name of every article, in each way in which systems write
them: `/kb/a/`, `kb/a.html`, `../a.md`. So one book serves all readers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from entraide.importers.articles import ImportedSite, ImportedText
from entraide.model.link_targets import ALLOWED
from entraide.model.web_address import get_scheme, parse_web_host

ENDINGS = re.compile(r"\.(?:mdx?|markdown|html?|php|aspx)$", re.IGNORECASE)
INDEX = re.compile(r"(?:^|/)(?:index|_index|readme)$", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x20\x7f]+")
UNSEEN = re.compile(r"[\x00-\x1f\x7f]+")  # what browsers take out of an address


class ArticleAddress(NamedTuple):
    """The target of an address within the source: an article, and the language of its text."""

    key: str
    language: str


class ResolvedAddress(NamedTuple):
    """Where an address leads.

    Exactly one of the first three is set where it leads anywhere: `article`, the name of a `file`,
    or an `outside` address that a text may have. `fault` says what is wrong with any other.
    """

    article: ArticleAddress | None = None
    file: str = ""
    outside: str = ""
    anchor: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class AddressBook:
    """Every name by which links call an article or a file, normalized."""

    articles: Mapping[str, list[ArticleAddress]]
    files: Mapping[str, str]
    hosts: frozenset[str] = field(default_factory=frozenset)
    roots: tuple[str, ...] = ()

    def resolve(self, written: str, text: ImportedText) -> ResolvedAddress:
        """Return the target of the address `written` in `text`."""
        address = UNSEEN.sub("", written) if get_scheme(CONTROLS.sub("", written)) else written
        address = address.strip().replace("\\", "/")
        scheme = get_scheme(address)
        host = parse_web_host(f"https:{address}" if address.startswith("//") else address)
        if host and host.name in self.hosts:
            parts = urlsplit(address)
            inside = urlunsplit(("", "", parts.path or "/", parts.query, parts.fragment))
            target = self._resolve_path(inside, text)
            # What did not come is still at its address, for as long as the old site is there.
            return self._resolve_outside(address, scheme) if target.fault else target
        if host or scheme in ALLOWED:
            return self._resolve_outside(address, scheme)
        if scheme:
            return ResolvedAddress(fault=f"address of the kind {scheme}:")
        return self._resolve_path(address, text)

    def _resolve_path(self, address: str, text: ImportedText) -> ResolvedAddress:
        written, _, anchor = address.partition("#")
        plain, _, query = written.partition("?")
        if not plain:
            return ResolvedAddress(anchor=unquote(anchor))
        return self._resolve_inside(plain, query, unquote(anchor), text)

    def _resolve_outside(self, address: str, scheme: str) -> ResolvedAddress:
        if address in self.files:
            return ResolvedAddress(file=self.files[address])
        if address.startswith("//"):
            address = f"https:{address}"
        elif scheme == "http":
            address = f"https{address[4:]}"
        brackets = "()" if _has_pairs(address) else ""
        return ResolvedAddress(outside=quote(address, safe=f"%/:=&?~#+!$,;'@*[]{brackets}"))

    def _resolve_inside(
        self, plain: str, query: str, anchor: str, text: ImportedText
    ) -> ResolvedAddress:
        for name in _list_candidates(unquote(plain), text, self.roots):
            if name in self.files:
                return ResolvedAddress(file=self.files[name])
            in_full = normalize_name(f"{name}?{query}") if query else ""
            places = self.articles.get(in_full) or self.articles.get(normalize_name(name))
            if places:
                return ResolvedAddress(_choose_language(places, text.language), anchor=anchor)
        return ResolvedAddress(fault="link to a page or file that is not in the source")


def _has_pairs(address: str) -> bool:
    """Return whether all brackets are paired: Markdown ends a link at the first unpaired one."""
    depth = 0
    for sign in re.findall(r"[()]", address):
        depth += 1 if sign == "(" else -1
        if depth < 0:
            return False
    return not depth


def _list_candidates(plain: str, text: ImportedText, roots: tuple[str, ...]) -> Iterator[str]:
    """Yield the names that an address may mean: from the file, from the page, from the top."""
    if not plain.startswith("/"):
        yield normpath(join(dirname(text.path), plain))
        for address in text.addresses:
            yield normpath(join(urlsplit(address).path, plain)).lstrip("/")
    path = normpath(plain).lstrip("/")
    yield path
    yield from (path.removeprefix(f"{root}/") for root in roots if path.startswith(f"{root}/"))


def _choose_language(places: list[ArticleAddress], language: str) -> ArticleAddress:
    return next((each for each in places if each.language == language), places[0])


def normalize_name(name: str) -> str:
    """Return the common form of a page's path and address: `guide/a` for `/guide/a/index.html`.

    A query stays: `faq.php?id=5` and `faq.php?id=6` are two pages.
    """
    parts = urlsplit(name)
    path = urlunsplit(("", "", parts.path, parts.query, "")) if "://" in name else name
    plain = ENDINGS.sub("", unquote(path).strip("/"))
    return INDEX.sub("", plain).strip("/").casefold()


def make_address_book(site: ImportedSite) -> AddressBook:
    """Return the book of all articles and files of `site`."""
    articles: dict[str, list[ArticleAddress]] = {}
    for key, text in _iter_texts(site):
        for name in dict.fromkeys([text.path, *text.addresses, *text.names]):
            if name:
                places = articles.setdefault(normalize_name(name), [])
                places.append(ArticleAddress(key, text.language))
    files = {name.lstrip("/"): name for name in site.files} | {name: name for name in site.files}
    return AddressBook(articles, files, site.hosts, site.roots)


def _iter_texts(site: ImportedSite) -> Iterable[tuple[str, ImportedText]]:
    return ((article.key, text) for article in site.articles for text in article.texts)
