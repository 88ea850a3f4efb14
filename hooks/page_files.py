"""Decide which pages a locale has.

Missing versions become fallback pages, lists get their pages, drafts are dropped outside `serve`,
and of Material's own files nothing is shipped.
"""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from entraide.model.places import Place
from entraide.publish.build_context import BuildContext
from entraide.publish.site_texts import find_text


@event_priority(-110)  # after static-i18n (-100), which drops whatever is not in docs/
def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = BuildContext.from_config(config)
    for file in list(files):
        if _is_unwanted(file, build):
            files.remove(file)
    for file in list(_iter_pages(build, files, config)):
        files.append(file)
    return files


def _is_unwanted(file: File, build: BuildContext) -> bool:
    settings = build.reading.settings
    if file.src_dir and Path(file.src_dir).resolve() not in {settings.docs, settings.overrides}:
        return True
    return file.is_documentation_page() and build.find_place(file.src_uri) is None


def _iter_pages(build: BuildContext, files: Files, config: MkDocsConfig) -> Iterator[File]:
    """Yield a file for every place that has none of its own in this locale."""
    for place in build.places:
        uri = place.get_source_uri(build.locale)
        if uri not in files.src_uris:
            file = File.generated(config, uri, content="")
            file.dest_uri = place.get_dest_uri(build.locale)
            file.edit_uri = _find_edited_file(place, build)
            yield file


def _find_edited_file(place: Place, build: BuildContext) -> str | None:
    """Return the file that staff edit, below the folder of texts: the source's as a fallback."""
    text = find_text(place, build.site, build.locale)
    return text.path.removeprefix(f"{build.reading.settings.docs_name}/") if text else None
