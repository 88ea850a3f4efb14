"""Read a page of HTML: its main part, its title, and what its head says of it."""

import datetime as dt
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from entraide.importers.conversion.html_tree import (
    HtmlExcessError,
    LossCounts,
    count_code,
    read_html,
)
from entraide.importers.readers.front_matter import parse_day

LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z][\w-]{0,20})", re.IGNORECASE)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{1,30})", re.IGNORECASE)
MAIN_PARTS = (
    "main article",
    "article",
    "main",
    "[role=main]",
    "#main-content",
    "#content",
    ".content",
    "#main",
)
AROUND = (
    "nav",
    "footer",
    "header nav",
    "aside.sidebar",
    ".breadcrumb",
    ".breadcrumbs",
    ".toc",
    "#toc",
    ".pagination",
    ".edit-page",
    ".headerlink",
    ".sr-only",
    ".skip-link",
)
SITE_NAME = re.compile(r"\s+[|–—·-]\s+[^|–—·]{1,80}$")
PILCROW = re.compile(r"[¶#]\s*$")


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page: the HTML of its main part, and facts from its head; `alternates` are by language.

    `losses` are parts of the page that are in neither.
    """

    body: str
    title: str
    language: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()
    author: str = ""
    updated: dt.date | None = None
    canonical: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    has_main: bool = True
    around: str = ""  # how what stands beside the text begins, such as menus; "" for nothing
    is_redirect: bool = False
    losses: LossCounts = field(default_factory=LossCounts)


def decode_html(raw: bytes) -> str:
    """Return the text of a page in the encoding that it names; in UTF-8 where it names none."""
    match = CHARSET.search(raw[:2048])
    name = match[1].decode("ascii", "ignore").lower() if match else "utf-8"
    if name in {"iso-8859-1", "latin1", "ascii", "us-ascii"}:
        name = "windows-1252"  # as browsers do
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        name = "utf-16"
    try:
        return raw.decode(name, "replace").removeprefix("\ufeff")
    except LookupError:
        return raw.decode("utf-8", "replace").removeprefix("\ufeff")


def parse_html_page(html: str) -> HtmlPage:
    """Return the page in `html`; HtmlExcessError where it is too much to be read."""
    tree = read_html(html)
    match = LANGUAGE.search(html[:4096])
    metas = _read_metas(tree)
    links = [link for link in tree.find_all("link") if link.get("href")]
    main, has_main = _find_main(tree)
    around = _cut_around(tree, main)
    heading, window = _cut_heading(main), _find_window_title(tree)
    name = SITE_NAME.sub("", window)
    losses = count_code(html)
    if heading and name and heading not in {name, window}:
        losses["title of the window, beside the heading of the page", "left out", window] = 1
    return HtmlPage(
        body=main.decode_contents(),
        title=heading or name,
        language=match[1] if match else "",
        summary=metas.get("description") or metas.get("og:description", ""),
        keywords=tuple(
            word.strip() for word in metas.get("keywords", "").split(",") if word.strip()
        ),
        author=metas.get("author", ""),
        updated=parse_day(
            metas.get("article:modified_time") or metas.get("last-modified") or metas.get("date")
        ),
        canonical=next((str(link["href"]) for link in links if _has_rel(link, "canonical")), ""),
        alternates={
            str(link["hreflang"]): str(link["href"])
            for link in links
            if link.get("hreflang") and _has_rel(link, "alternate")
        },
        has_main=has_main,
        around=around,
        is_redirect=bool(re.search(r"http-equiv\s*=\s*[\"']?refresh", html[:4096], re.IGNORECASE)),
        losses=losses,
    )


def _read_metas(tree: BeautifulSoup) -> dict[str, str]:
    return {
        str(meta.get("name") or meta.get("property") or "").lower(): str(meta.get("content") or "")
        for meta in tree.find_all("meta")
    }


def _has_rel(link: Tag, name: str) -> bool:
    rel = link.get("rel") or ""
    return name in (
        rel.lower().split() if isinstance(rel, str) else [str(each).lower() for each in rel]
    )


def _find_main(tree: BeautifulSoup) -> tuple[Tag, bool]:
    """Return the main part of a page, and whether the page marks it as such."""
    for selector in MAIN_PARTS:
        found_parts = tree.select(selector)
        if len(found_parts) == 1:
            main = found_parts[0]
            break
    else:
        main = tree
    return main, main is not tree


def _cut_around(tree: BeautifulSoup, main: Tag) -> str:
    """Remove menus and the like from the main part; return the beginnings of their texts."""
    around: list[str] = []
    for selector in AROUND:
        for element in main.select(selector):
            if not element.decomposed:
                around += element.stripped_strings
                element.decompose()
    inside = {id(node) for node in main.descendants}
    around += (
        str(node).strip()
        for node in tree.find_all(string=True)
        if id(node) not in inside and node.find_parent(["title", "noscript"]) is None
    )
    return " ".join(filter(None, around))[:200]


def _cut_heading(main: Tag) -> str:
    """Remove the first heading from the main part, and return its text."""
    heading = main.find("h1")
    if not isinstance(heading, Tag) or not heading.get_text(strip=True):
        return ""
    words = PILCROW.sub("", " ".join(heading.get_text(" ").split())).strip()
    heading.decompose()
    return words


def _find_window_title(tree: BeautifulSoup) -> str:
    title = tree.find("title")
    return " ".join(title.get_text().split()) if isinstance(title, Tag) else ""


def is_same_page(address: str, path: str) -> bool:
    """Return whether an address leads to the page at `path`, whatever host it names."""
    return urlsplit(address).path.strip("/") == path.strip("/")


__all__ = ["HtmlExcessError", "HtmlPage", "decode_html", "is_same_page", "parse_html_page"]
