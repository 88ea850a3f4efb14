"""Collect what MkDocs gives to the templates of pages, and let it draw where plugins need it."""

from copy import copy, deepcopy
from dataclasses import dataclass

from jinja2 import Environment
from mkdocs.commands.build import _populate_page, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from entraide.mkdocs_plugin import load_hook
from entraide.model.places import Place
from entraide.publish.build_context import BuildContext
from entraide.publish.page_context import build_page_meta
from entraide.publish.page_files import find_edited_file

page_list = load_hook("page_list")


@dataclass(frozen=True)
class MkdocsPages:
    """The values that MkDocs has made for the pages of one locale."""

    config: MkDocsConfig
    nav: Navigation
    files: Files
    environment: Environment

    def copy_maker(self) -> "MkdocsPages":
        """Return a copy with today's settings: MkDocs changes them for the next locale."""
        config = copy(self.config)
        config.theme = deepcopy(config.theme)
        return MkdocsPages(config, self.nav, self.files, self.environment)

    def make_context(self, place: Place, build: BuildContext) -> TemplateContext:
        """Return the values that MkDocs gives to the template of a page."""
        page = self._make_page(place, build)
        page.markdown, page.content, page.meta = "", "", build_page_meta(place, build)
        return get_context(self.nav, self.files, self.config, page)

    def draw_page(self, place: Place, build: BuildContext) -> str:
        """Draw a page as MkDocs does, with the changes of the project's plugins and hooks."""
        build.attach_to(self.config)
        page, events = self._make_page(place, build), self.config.plugins
        _populate_page(page, self.config, self.files)
        context = get_context(self.nav, self.files, self.config, page)
        context = events.on_page_context(context, page=page, config=self.config, nav=self.nav)
        html = self.environment.get_template(str(page.meta["template"])).render(context)
        return events.on_post_page(html, page=page, config=self.config)

    def _make_page(self, place: Place, build: BuildContext) -> Page:
        file = File.generated(self.config, place.get_source_uri(build.locale), content="")
        file.dest_uri = place.get_dest_uri(build.locale)
        file.edit_uri = find_edited_file(place, build)
        page: Page = page_list.ConvertedPage(None, file, self.config)
        return page
