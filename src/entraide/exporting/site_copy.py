"""Pack the built site into an archive that works from a folder, without a server.

Below `file:` a browser does not open a folder's `index.html`, and lets no page load a module or
read another file. So links name files, scripts that import nothing become classic ones, search says
why it is off, and what only programs or the desk need is left out, with links to the site.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path, PurePosixPath
from posixpath import join, normpath, relpath
from urllib.parse import quote, unquote, urljoin, urlsplit

from entraide.content.catalogs import read_page_catalog
from entraide.content.settings import Settings
from entraide.model.fallback_words import write_fallback_elements
from entraide.model.locales import get_default_locale
from entraide.publish.partial_rendering import PartialRenderer

PAGE = ".html"
LEFT_OUT = ("404.html", "propose/")  # pages that are nothing without a server
# Files for programs: pages link to those of the site.
FOR_PROGRAMS = frozenset({".json", ".xml", ".webmanifest", ".txt", ".md", ".conf", ".caddy", ".gz"})
PLAIN_SCRIPTS = frozenset({"channels.js", "exit.js", "page_actions.js"})  # they import nothing
REFERENCE = re.compile(
    r'(?P<before>(?<=\s)(?:href|src|data-to)="|\bcontent="0; url=)(?P<url>[^"]*)(?=")'
)
SOURCES = re.compile(r'\bsrcset="(?P<candidates>[^"]*)"')
MODULE = re.compile(r'<script type="module" src="(?P<url>[^"]*)"></script>\n?')
MANIFEST = re.compile(r'<link rel="manifest"[^>]*>\n?')
FORM = re.compile(r'<form class="rating".*?</form>\n?', re.DOTALL)
SEARCH = re.compile(r'<a class="search-open" href="(?P<url>[^"]*)">(?P<words>.*?)</a>', re.DOTALL)
LANG = re.compile(r'<html lang="([^"]*)"')
STYLE_URL = re.compile(r"""\burl\((?P<quote>["']?)(?P<url>[^"')]+)(?P=quote)\)""")
DrawSearchOff = Callable[[str, str, str], str]  # of a lang, an address, the words of search


@dataclass
class SiteCopy:
    """Makes the members of the archive from the built site in `folder`, published at `site_url`."""

    folder: Path
    site_url: str
    draw_search_off: DrawSearchOff
    _assets: set[str] = field(default_factory=set)  # that pages and styles use

    def build_members(self) -> dict[str, bytes | Path]:
        """Return the files of the archive by their names, in order."""
        members: dict[str, bytes | Path] = {
            name: self._rewrite_page(name) for name in self._iter_pages()
        }
        for name in sorted(self._assets):
            members[name] = self._copy_asset(name)
        for name in sorted(self._assets - members.keys()):  # those of styles
            members[name] = self.folder / name
        return dict(sorted(members.items()))

    def _iter_pages(self) -> Iterator[str]:
        for file in sorted(self.folder.rglob(f"*{PAGE}")):
            name = file.relative_to(self.folder).as_posix()
            if not _is_left_out(name):
                yield name

    def _rewrite_page(self, name: str) -> bytes:
        html = (self.folder / name).read_text(encoding="utf-8")
        lang = LANG.search(html)

        def draw_off(match: re.Match[str]) -> str:
            return self.draw_search_off(lang[1] if lang else "", match["url"], match["words"])

        def relink(match: re.Match[str]) -> str:
            return match["before"] + self._relink(match["url"], name)

        html = MANIFEST.sub("", FORM.sub("", html))
        html = SEARCH.sub(draw_off, MODULE.sub(_make_plain_script, html))
        html = REFERENCE.sub(relink, html)
        return SOURCES.sub(lambda match: self._relink_sources(match, name), html).encode()

    def _relink_sources(self, match: re.Match[str], page: str) -> str:
        candidates = (each.split() for each in match["candidates"].split(","))
        texts = (" ".join((self._relink(url, page), *size)) for url, *size in candidates)
        return f'srcset="{", ".join(texts)}"'

    def _relink(self, written: str, page: str) -> str:
        """Return the target of the link `written` in `page`, if possible in the copy; escaped."""
        url = urlsplit(unescape(written))
        if url.scheme or url.netloc or not url.path:
            return written
        name = self._find_file(url.path, page)
        rest = f"?{url.query}" if url.query else ""
        rest += f"#{url.fragment}" if url.fragment else ""
        if name is None:
            path = urljoin(self.site_url + quote(page.removesuffix("index.html")), url.path)
            return escape(path + rest)
        return escape(quote(relpath(name, PurePosixPath(page).parent.as_posix())) + rest)

    def _find_file(self, path: str, page: str) -> str | None:
        """Return the file of the copy for an address in `page`; None if there is none."""
        name = normpath(join(PurePosixPath(page).parent.as_posix(), unquote(path)))
        if (self.folder / name).is_dir():
            name = normpath(join(name, "index.html"))
        file = self.folder / name
        is_inside = not name.startswith("..") and file.is_file()
        if not is_inside or file.suffix in FOR_PROGRAMS:
            return None
        if file.suffix == PAGE:
            return None if _is_left_out(name) else name
        self._assets.add(name)
        return name

    def _copy_asset(self, name: str) -> bytes | Path:
        """Return a file that pages use, a script made classic; note the files that a style uses."""
        file = self.folder / name
        if file.name in PLAIN_SCRIPTS:  # in a block: two scripts may have the same names
            return f'"use strict";\n{{\n{file.read_text(encoding="utf-8")}}}\n'.encode()
        if file.suffix == ".css":
            for match in STYLE_URL.finditer(file.read_text(encoding="utf-8")):
                if not urlsplit(match["url"]).scheme:
                    self._find_file(match["url"], name)
        return file


def make_site_copy(settings: Settings, site: Path) -> dict[str, bytes | Path]:
    """Return the members of the archive of `site`, the folder that a build has written."""
    partials = {
        locale.lang: PartialRenderer(
            settings.theme_folders, locale, read_page_catalog(settings, locale)
        )
        for locale in settings.locales
    }
    default = partials[get_default_locale(settings.locales).lang]

    def draw_search_off(lang: str, url: str, words: str) -> str:
        values = {"search_url": unescape(url), "words": words, "site_url": settings.site_url}
        html = partials.get(lang, default).render("search_off", **values)
        return write_fallback_elements(html)

    return SiteCopy(site, settings.site_url, draw_search_off).build_members()


def _is_left_out(name: str) -> bool:
    return any(f"/{part}" in f"/{name}" for part in LEFT_OUT)


def _make_plain_script(match: re.Match[str]) -> str:
    if PurePosixPath(match["url"]).name not in PLAIN_SCRIPTS:
        return ""
    return f'<script defer src="{match["url"]}"></script>\n'
