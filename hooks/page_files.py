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
from entraide.publish.stage import Stage
from entraide.publish.texts import text_of


@event_priority(-110)  # after static-i18n (-100), which drops whatever is not in docs/
def on_files(files: Files, config: MkDocsConfig) -> Files:
    stage = Stage.of(config)
    for file in list(files):
        if _unwanted(file, stage):
            files.remove(file)
    for file in list(_pages(stage, files, config)):
        files.append(file)
    return files


def _unwanted(file: File, stage: Stage) -> bool:
    settings = stage.reading.settings
    if file.src_dir and Path(file.src_dir).resolve() not in {settings.docs, settings.overrides}:
        return True
    return file.is_documentation_page() and stage.place(file.src_uri) is None


def _pages(stage: Stage, files: Files, config: MkDocsConfig) -> Iterator[File]:
    """A page for every place that has no file of its own in this locale."""
    for place in stage.places:
        uri = place.source_uri(stage.locale)
        if uri not in files.src_uris:
            file = File.generated(config, uri, content="")
            file.dest_uri = place.dest_uri(stage.locale)
            file.edit_uri = _edited(place, stage)
            yield file


def _edited(place: Place, stage: Stage) -> str | None:
    """The file that staff edit, from the folder of all texts: the source's on a fallback page."""
    text = text_of(place, stage.site, stage.locale)
    return text.path.removeprefix(f"{stage.reading.settings.docs_name}/") if text else None
