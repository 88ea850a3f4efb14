"""The HTML of each page of a locale: what its template prints with the values of its place.

MkDocs has no part in it. Whoever asks brings the environment of the locale, ready to use, and what
MkDocs would tell a template beside our own values.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol
from urllib.parse import unquote

from jinja2 import Environment

from entraide.content.build_stages import run_stage
from entraide.model.places import Place
from entraide.publish.build_context import BuildContext
from entraide.publish.gone_pages import iter_gone_pages
from entraide.publish.page_context import build_page_context
from entraide.publish.paper_links import find_page_paper
from entraide.publish.redirect_pages import iter_redirect_pages
from entraide.publish.redirects import iter_redirects
from entraide.publish.site_writer import SiteFile, make_content_key
from entraide.render.workers import count_free_cores


class PageMaker(Protocol):
    """What MkDocs has made for the pages of one locale; hooks/mkdocs_pages.py is its class."""

    environment: Environment

    def make_context(self, place: Place, build: BuildContext) -> Mapping[str, object]:
        """Return `page`, `config` and the like, as MkDocs has them."""

    def draw_page(self, place: Place, build: BuildContext) -> str:
        """Draw a page as MkDocs does."""


@dataclass(frozen=True, slots=True)
class PageRenderer:
    """Draws the pages of the locale that `build` is in."""

    build: BuildContext
    maker: PageMaker

    @property
    def environment(self) -> Environment:
        """The templates of the locale."""
        return self.maker.environment

    def render_page(self, place: Place) -> str:
        """Return the HTML of the page of `place`."""
        if not self.build.draws_pages:
            return self.maker.draw_page(place, self.build)
        template = self.environment.get_template(f"{place.kind}.html")
        context = self.maker.make_context(place, self.build)
        return template.render({**context, **build_page_context(place, self.build)})

    def write_pages(self) -> None:
        """Write every page of the locale below the folder of the build.

        Without those of places, where MkDocs draws them.
        """
        with run_stage(f"Draw the pages: {self.build.locale.name}"):
            self._write_pages()

    def _write_pages(self) -> None:
        build = self.build
        firsts = {place.kind: place for place in build.places} if build.draws_pages else {}
        others = [place for place in build.places if firsts.get(place.kind) is not place]
        # Whatever many pages share is made for the first of each kind, before others are forked.
        build.make_writer().write(self._iter_place_files(firsts.values()))
        pages = self._iter_place_files(others if build.draws_pages else ())
        build.make_writer().write_shared([*pages, *self.iter_redirect_files()], count_free_cores())

    def _iter_place_files(self, places: Iterable[Place]) -> Iterator[SiteFile]:
        for place in places:
            path, draw = place.get_dest_uri(self.build.locale), partial(self.render_page, place)
            yield SiteFile(path, draw, self._find_key_maker(place))

    def _find_key_maker(self, place: Place) -> Callable[[], str] | None:
        """Return what makes the key of the page of `place`; None where no key is known."""
        keys, locale = self.build.keys, self.build.locale
        if keys is None:
            return None
        if place.entry:
            return partial(keys.make_page_key, place.entry, locale)
        return partial(keys.make_list_key, place, locale, find_page_paper(place, self.build))

    def iter_redirect_files(self) -> Iterator[SiteFile]:
        """Yield the pages of the locale that lead elsewhere, and those of removed entries."""
        build = self.build
        reader = (build.typeset_site, build.locale, build.site_url, build.catalog)
        redirects = iter_redirects(build.places, *reader)
        for url, draw in iter_redirect_pages(redirects, self.environment):
            yield SiteFile(f"{unquote(url)}index.html", draw, make_content_key(draw))
        template = self.environment.get_template("gone.html")
        for removal in iter_gone_pages(
            build.places, build.typeset_site, build.locale, build.catalog
        ):
            base = "/".join(".." for _ in range(removal.url.count("/")))
            values = {"removal": removal, "languages": removal.languages}
            draw = partial(template.render, values, page=None, base_url=base)
            yield SiteFile(f"{unquote(removal.url)}index.html", draw)
