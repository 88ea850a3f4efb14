"""Index every entry for search, one index per locale, while the pages are built.

The search dialog gets the parts of words that the index leaves out, to leave them out too. It is
written once a locale, for search.js to load, rather than into every page.
"""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.model.countries import countries
from entraide.model.places import COUNTRIES, ENTRIES, TAGS
from entraide.publish.modules import write_module
from entraide.publish.search import silent_parts, write_search
from entraide.publish.stage import Stage


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = Stage.of(config)
    if build.locale.default:  # the first pass: the folder of the site is empty now
        build.begin(write_search, build.site, build.html, Path(config.site_dir))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    build = Stage.of(config)
    locale = build.locale
    urls = {"entries_url": ENTRIES.url(locale), "tags_url": TAGS.url(locale)}
    if countries(build.site):
        urls["where_url"] = COUNTRIES.url(locale)
    silent = " ".join(silent_parts(build.locales))
    dialog = env.get_template("partials/search_dialog.html").render(urls, silent=silent)
    write_module(dialog, "search", locale, Path(config.site_dir))
    return env


def on_post_build(config: MkDocsConfig) -> None:
    build = Stage.of(config)
    if build.last:
        build.wait()
