"""Index every entry for search, one index per locale, once the last locale is built."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from entraide.publish.search import search_pages, write_search_index
from entraide.publish.stage import Stage


def on_post_build(config: MkDocsConfig) -> None:
    stage = Stage.of(config)
    if stage.last:
        write_search_index(search_pages(stage.site, stage.html), Path(config.site_dir))
