"""The HTML of each page of a locale: what its template prints with the values of its place.

MkDocs has no part in it. Whoever asks brings the environment of the locale, ready to use, and what
MkDocs would tell a template beside our own values.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

from jinja2 import Environment

from entraide.model.places import Place
from entraide.publish.build_context import BuildContext
from entraide.publish.gone_pages import iter_gone_pages
from entraide.publish.page_context import build_page_context
from entraide.publish.page_writing import SiteFile, make_content_key
from entraide.publish.redirect_pages import iter_redirect_pages
from entraide.publish.redirects import iter_redirects

FrameMaker = Callable[[Place], Mapping[str, object]]  # `page`, `config` and the like, as MkDocs has


@dataclass(frozen=True, slots=True)
class PageRenderer:
    """Draws the pages of the locale that `build` is in, with the templates of `environment`."""

    build: BuildContext
    environment: Environment
    make_frame: FrameMaker

    def render_page(self, place: Place) -> str:
        """Return the HTML of the page of `place`."""
        template = self.environment.get_template(f"{place.kind}.html")
        values = {**self.make_frame(place), **build_page_context(place, self.build)}
        return template.render(values)

    def write_pages(self) -> None:
        """Write every page of the locale below the folder of the build.

        Without those of places, where MkDocs draws them.
        """
        build = self.build
        firsts = {place.kind: place for place in build.places} if build.draws_pages else {}
        others = [place for place in build.places if firsts.get(place.kind) is not place]
        # Whatever many pages share is made for the first of each kind, before others are forked.
        build.make_writer().write(self._iter_place_files(firsts.values()))
        pages = self._iter_place_files(others if build.draws_pages else ())
        build.make_writer().write_shared([*pages, *self._iter_redirect_files()])

    def _iter_place_files(self, places: Iterable[Place]) -> Iterator[SiteFile]:
        keys, locale = self.build.keys, self.build.locale
        for place in places:
            entry = place.entry
            make_key = partial(keys.make_page_key, entry, locale) if keys and entry else None
            yield SiteFile(place.get_dest_uri(locale), partial(self.render_page, place), make_key)

    def _iter_redirect_files(self) -> Iterator[SiteFile]:
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
            draw = partial(template.render, removal=removal, page=None, base_url=base)
            yield SiteFile(f"{unquote(removal.url)}index.html", draw)
