"""Give each page its text, converted before MkDocs came to it, and its title and template.

Files are not read a second time. A fallback page gets its source's text, whose callouts and
footnotes are in the language of that text.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from entraide.publish.build_context import BuildContext
from entraide.publish.page_titles import get_page_title


class _ConvertedPage(Page):
    """A page whose text is converted already."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        del files  # links lead to pages already
        build = BuildContext.from_config(config)
        if place := build.find_place(self.file.src_uri):
            text = build.html.render_page(place, build.locale)
            self.content = text.html
            self.meta.update(contents=text.contents, expires=text.expires)


@event_priority(-120)  # after page_files (-110): every page is there
def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = BuildContext.from_config(config)
    for file in files:
        if build.find_place(file.src_uri):
            _ConvertedPage(None, file, config)  # it puts itself on its file
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    return "" if BuildContext.from_config(config).find_place(page.file.src_uri) else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    del files  # part of the event
    build = BuildContext.from_config(config)
    if place := build.find_place(page.file.src_uri):
        page.meta = {"title": get_page_title(place, build), "template": f"{place.kind}.html"}
    return markdown


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    del config  # part of the event
    page.content = None  # it is written; static-i18n keeps every page to the end
    return output
