"""Let images and other files of one locale serve the others, unless they have their own."""

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from entraide.content.segment_files import SUFFIX
from entraide.publish.stage import Stage


@event_priority(-110)  # after static-i18n (-100), which keeps only the files of its own locale
def on_files(files: Files, config: MkDocsConfig) -> Files:
    for file in list(_shared(Stage.of(config), files, config)):
        files.append(file)
    return files


def _shared(stage: Stage, files: Files, config: MkDocsConfig) -> Iterator[File]:
    taken = set(files.src_uris)
    for locale in stage.locales:
        folder = stage.reading.settings.docs / locale.code
        for path in sorted(folder.rglob("*")) if locale != stage.locale else ():
            name = path.relative_to(folder).as_posix()
            uri = f"{stage.locale.code}/{name}"
            if path.is_file() and not name.endswith((".md", SUFFIX)) and uri not in taken:
                taken.add(uri)
                file = File.generated(config, uri, abs_src_path=str(path))
                file.dest_uri = stage.locale.prefix + name
                yield file
