"""Decide which pages and files a locale has.

Missing versions become fallback pages, drafts are dropped outside `serve`, and of Material's own
files nothing is shipped.
"""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from entraide.model.places import HOME
from entraide.publish.build_context import BuildContext
from entraide.publish.page_files import find_edited_file
from entraide.publish.unused_assets import is_unused_asset


class ConvertedPage(Page):
    """A page whose text is a value of its template."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        del config, files  # nothing is left to convert
        self.content = ""


@event_priority(-110)  # after static-i18n (-100), which drops whatever is not in docs/
def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = BuildContext.from_config(config)
    for file in [file for file in files if _is_unwanted(file, build)]:
        files.remove(file)
    for file in list(_iter_pages(build, files, config)):
        files.append(file)
    for file in files:
        if build.find_place(file.src_uri):
            ConvertedPage(None, file, config)  # it puts itself on its file
    return files


def _is_unwanted(file: File, build: BuildContext) -> bool:
    our_folders = {build.reading.settings.docs, *build.reading.settings.theme_folders}
    is_stray = file.is_documentation_page() and build.find_place(file.src_uri) is None
    shown = (build.typeset_site, build.reading.settings)
    is_stray = is_stray or is_unused_asset(file.src_uri, *shown)
    return is_stray or bool(file.src_dir and Path(file.src_dir).resolve() not in our_folders)


def _iter_pages(build: BuildContext, files: Files, config: MkDocsConfig) -> Iterator[File]:
    for place in (HOME,) if build.draws_pages else build.places:  # MkDocs wants a first page
        uri = place.get_source_uri(build.locale)
        if uri not in files.src_uris:
            file = File.generated(config, uri, content="")
            file.dest_uri = place.get_dest_uri(build.locale)
            file.edit_uri = find_edited_file(place, build)
            yield file
