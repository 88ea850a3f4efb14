"""Hide the Markdown files of entries from static-i18n, which would look at each in every locale.

page_list makes the pages instead. Of the other files only sound, video, PDF and the like are
published unchanged, and `entraide check` says the same. Images are encoded anew
(publish/site_assets.py).
"""

from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.content.docs.files import FileKind, classify_file
from entraide.content.images.formats import is_image
from entraide.publish.build_context import BuildContext


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = BuildContext.from_config(config)
    docs = build.reading.settings.docs
    for file in list(files):
        is_docs_file = file.src_dir is not None and _resolve(file.src_dir) == docs
        if build.find_place(file.src_uri) or (
            is_docs_file
            and (classify_file(file.src_uri) is not FileKind.ASSET or is_image(file.src_uri))
        ):
            files.remove(file)
    return files


@cache  # every file of a folder says the same
def _resolve(folder: str) -> Path:
    return Path(folder).resolve()
