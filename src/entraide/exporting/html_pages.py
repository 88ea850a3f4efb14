"""Pages of plain HTML in an archive: one for each text, with its images, and a list of them all.

They stand at the addresses that they have on the site, so links between them hold when the archive
is unpacked. What is not in the archive is linked at its address on the site.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from itertools import groupby
from pathlib import Path, PurePosixPath
from posixpath import relpath
from urllib.parse import quote, unquote, urldefrag

from entraide.exporting.rendered_texts import ProjectRendering, TextRendering

LINK = re.compile(r'(?P<name>\b(?:href|src))="(?P<url>[^"]*)"')
PAGE = """\
<!DOCTYPE html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
{head}</head>
<body>
{body}
</body>
</html>
"""


@dataclass
class _PageFolder:
    """The files of the archive by their addresses on the site: `pages`, and `assets`."""

    site_url: str
    pages: Mapping[str, str]
    assets: Mapping[str, Path]
    used_assets: dict[str, Path]

    def rewrite_links(self, html: str, name: str) -> str:
        """Return `html` for the file `name`, with links into the archive where it has a target."""
        return LINK.sub(lambda match: self._relink_match(match, name), html)

    def _relink_match(self, match: re.Match[str], name: str) -> str:
        url, fragment = urldefrag(unescape(match["url"]))
        if target := self._find_file(url):
            relative = relpath(target, PurePosixPath(name).parent.as_posix())
            url = quote(relative)
        elif not url:
            return match[0]
        whole = f"{url}#{fragment}" if fragment else url
        return f'{match["name"]}="{escape(whole)}"'

    def _find_file(self, url: str) -> str | None:
        """Return the file of the archive for an address on the site."""
        if not url.startswith(self.site_url):
            return None
        path = url.removeprefix(self.site_url)
        if path in self.pages:
            return self.pages[path]
        if path in self.assets:
            self.used_assets[unquote(path)] = self.assets[path]
            return unquote(path)
        return None


def build_pages(project: ProjectRendering) -> dict[str, bytes | Path]:
    """Return the members of the archive by name: pages as bytes, images as their files."""
    texts = list(project.iter_texts())
    base = project.site_url
    pages = {
        path: f"{unquote(path)}index.html"
        for path in (text.url.removeprefix(base) for text in texts)
    }
    assets, settings = project.build.texts.assets, project.build.reading.settings
    files = {quote(assets.make_address(name)): settings.docs / name for name in assets.names}
    folder = _PageFolder(base, pages, files, {})
    members: dict[str, bytes | Path] = {
        "index.html": folder.rewrite_links(_format_index(project, texts), "index.html").encode()
    }
    versions: defaultdict[int, list[TextRendering]] = defaultdict(list)
    for text in texts:
        versions[text.entry.id].append(text)
    for text in texts:
        name = pages[text.url.removeprefix(base)]
        page = _format_page(text, versions[text.entry.id])
        members[name] = folder.rewrite_links(page, name).encode()
    return members | folder.used_assets


def _format_page(text: TextRendering, others: Iterable[TextRendering]) -> str:
    """Return the page of a text; `others` are the versions of its entry, to link to."""
    version = text.version
    head = _format_meta("description", version.summary)
    head += _format_meta("keywords", ", ".join(version.keywords)) if version.keywords else ""
    head += _format_meta("author", text.entry.get_author(text.locale.code))
    head += _format_meta("date", version.updated.isoformat())
    for other in others:
        url, lang = escape(other.url), escape(other.locale.lang)
        head += f'<link rel="alternate" hreflang="{lang}" href="{url}">\n'
    body = f"<h1>{escape(version.title)}</h1>\n{text.html}"
    return PAGE.format(
        lang=escape(text.locale.lang),
        dir=text.locale.dir,
        title=escape(version.title),
        head=head,
        body=body,
    )


def _format_meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}">\n'


def _format_index(project: ProjectRendering, texts: Iterable[TextRendering]) -> str:
    """Return the list of all pages, by language and category."""
    categories = list(project.site.categories)
    order = [locale.code for locale in project.site.locales]

    def rank(text: TextRendering) -> tuple[int, int, tuple[int, int]]:
        category = text.entry.category
        place = categories.index(category) if category in categories else len(categories)
        return order.index(text.locale.code), place, text.entry.list_place

    parts = [f"<h1>{escape(project.site_name)}</h1>"]
    for locale, in_locale in groupby(sorted(texts, key=rank), key=lambda text: text.locale):
        parts.append(f'<section lang="{escape(locale.lang)}" dir="{locale.dir}">')
        parts.append(f"<h2>{escape(locale.name)}</h2>")
        for category, group in groupby(in_locale, key=lambda text: text.entry.category):
            term = project.site.categories.get(category)
            label = term.label.get(locale.code) if term else ""
            links = (
                f'<li><a href="{escape(text.url)}">{escape(text.version.title)}</a></li>'
                for text in group
            )
            parts += [f"<h3>{escape(label or category)}</h3>", "<ul>", *links, "</ul>"]
        parts.append("</section>")
    default = project.site.default_locale
    return PAGE.format(
        lang=escape(default.lang),
        dir=default.dir,
        title=escape(project.site_name),
        head="",
        body="\n".join(parts),
    )
