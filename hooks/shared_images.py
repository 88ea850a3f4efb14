"""Let images and other files of one locale serve the others, unless they have their own."""

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from entraide.content.docs_files import FileKind, list_docs_files
from entraide.publish.build_context import BuildContext


@event_priority(-110)  # after static-i18n (-100), which keeps only the files of its own locale
def on_files(files: Files, config: MkDocsConfig) -> Files:
    for file in list(_iter_shared(BuildContext.from_config(config), files, config)):
        files.append(file)
    return files


def _iter_shared(build: BuildContext, files: Files, config: MkDocsConfig) -> Iterator[File]:
    codes = {locale.code for locale in build.locales} - {build.locale.code}
    taken = set(files.src_uris)
    found, _ = list_docs_files(build.reading.settings)
    for asset in (file for file in found if file.kind is FileKind.ASSET):
        code, _, name = asset.name.partition("/")
        uri = f"{build.locale.code}/{name}"
        if name and code in codes and uri not in taken:
            taken.add(uri)
            file = File.generated(config, uri, abs_src_path=str(asset.path))
            file.dest_uri = build.locale.prefix + name
            yield file
