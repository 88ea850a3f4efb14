"""Publish the corpus as data, `/entries/*.json`, and the data of the desk beside it."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.build_context import BuildContext
from entraide.publish.corpus import build_corpus, write_corpus
from entraide.publish.desk_data import build_desk_data, write_desk_data


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = BuildContext.from_config(config)
    if build.locale.default:  # the first pass: the folder of the site is empty now
        folder = Path(config.site_dir) / "entries"
        build.start_task(write_corpus, build_corpus(build, config.site_url or ""), folder)
        facts = build_desk_data(build.reading.settings, build.site, build.reading.values)
        write_desk_data(facts, folder)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    if build.is_last_locale:
        build.wait_for_tasks()
