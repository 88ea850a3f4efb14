"""Index every entry for search, one index per locale, while the pages are built.

The search dialog gets the parts of words that the index leaves out, to leave them out too. It is
written once a locale, for search.js to load, rather than into every page.
"""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.model.countries import list_countries
from entraide.model.places import COUNTRIES, ENTRIES, TAGS
from entraide.publish.build_context import BuildContext
from entraide.publish.script_modules import write_script_module
from entraide.publish.search import list_silent_parts, write_site_index


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = BuildContext.from_config(config)
    if build.locale.default:  # the first pass: the folder of the site is empty now
        build.start_task(write_site_index, build.site, build.html, Path(config.site_dir))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    build = BuildContext.from_config(config)
    locale = build.locale
    urls = {"entries_url": ENTRIES.get_url(locale), "tags_url": TAGS.get_url(locale)}
    if list_countries(build.site):
        urls["where_url"] = COUNTRIES.get_url(locale)
    silent = " ".join(list_silent_parts(build.locales))
    dialog = env.get_template("partials/search_dialog.html").render(urls, silent=silent)
    write_script_module(dialog, "search", locale, Path(config.site_dir))
    return env


def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    if build.is_last_locale:
        build.wait_for_tasks()
