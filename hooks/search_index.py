"""Index every entry for search, one index per locale, while the pages are built.

Templates are told the parts of words that the index leaves out, for search.js to do the same.
"""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.search import silent_parts, write_search
from entraide.publish.stage import Stage


def on_files(files: Files, config: MkDocsConfig) -> Files:
    stage = Stage.of(config)
    if stage.locale.default:  # the first pass: the folder of the site is empty now
        stage.begin(write_search, stage.site, stage.html, Path(config.site_dir))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    env.globals["silent"] = " ".join(silent_parts(Stage.of(config).locales))
    return env


def on_post_build(config: MkDocsConfig) -> None:
    stage = Stage.of(config)
    if stage.last:
        stage.wait()
