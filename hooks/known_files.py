"""Take the Markdown files that were read already out of static-i18n's way.

It would look at each in every locale; page_files then makes a page for every place in any case.
The records beside localised versions are for translators: they are not published.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.content.segment_files import SUFFIX
from entraide.publish.stage import Stage


def on_files(files: Files, config: MkDocsConfig) -> Files:
    stage = Stage.of(config)
    for file in list(files):
        if stage.place(file.src_uri) or file.src_uri.endswith(SUFFIX):
            files.remove(file)
    return files
