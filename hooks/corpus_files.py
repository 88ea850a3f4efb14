"""Publish the corpus as data, `/entries/*.json`, and the data of the desk beside it."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.corpus import corpus_of, write_corpus
from entraide.publish.desk_facts import desk_facts, write_desk_facts
from entraide.publish.stage import Stage


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = Stage.of(config)
    if build.locale.default:  # the first pass: the folder of the site is empty now
        folder = Path(config.site_dir) / "entries"
        build.begin(write_corpus, corpus_of(build, config.site_url or ""), folder)
        facts = desk_facts(build.reading.settings, build.site, build.reading.values)
        write_desk_facts(facts, folder)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    build = Stage.of(config)
    if build.last:
        build.wait()
