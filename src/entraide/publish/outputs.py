"""What stands beside the pages: every file that a build puts out for programs, scripts and servers.

Most are made of values alone, and written after the last pass. What takes long starts in a process
of its own before the first page. What has a template is drawn in each pass.
"""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from jinja2 import Environment

from entraide.content.field_types import build_schema
from entraide.content.site_folder import (
    check_site_folder,
    check_site_place,
    close_site_folder,
    open_site_folder,
    write_output,
)
from entraide.model.countries import list_countries
from entraide.model.fallback_words import write_fallback_elements
from entraide.model.locales import Locale
from entraide.model.rating import LONGEST_COMMENT
from entraide.publish.brand_outputs import iter_brand_outputs
from entraide.publish.build_context import BuildContext
from entraide.publish.compressed_files import compress_files
from entraide.publish.corpus import build_corpus, write_corpus
from entraide.publish.country_files import ZONES_PATH, build_zones, iter_country_modules
from entraide.publish.country_services import find_own_country
from entraide.publish.desk_data import build_desk_data, build_desk_locale
from entraide.publish.feed import build_feed, make_feed_url
from entraide.publish.glossary_file import build_glossary
from entraide.publish.gone_pages import list_gone_urls
from entraide.publish.llms_txt import build_llms_txt
from entraide.publish.manifest import build_manifest, make_manifest_url
from entraide.publish.not_found import build_not_found_texts
from entraide.publish.page_keys import make_entry_keys
from entraide.publish.page_rules import PATH as PAGE_RULES
from entraide.publish.page_rules import build_page_rules, iter_wordings
from entraide.publish.rating_form import make_feedback_url
from entraide.publish.redirects import build_redirect_maps
from entraide.publish.search import list_silent_parts, write_site_index
from entraide.publish.security_txt import PATH as SECURITY_TXT
from entraide.publish.security_txt import build_security_txt
from entraide.publish.sitemap import build_robots_txt, build_sitemap
from entraide.publish.translator_files import write_translator_files
from entraide.published_files import FILES
from entraide.published_files.site import DeskData, PublishedGlossary
from entraide.render.earlier_site import EarlierSite


def prepare_site_folder(build: BuildContext) -> None:
    """Make the folder ready for the site; raise EntraideError if it has files that no build wrote.

    One outside of the project is taken where it was named on the command line of MkDocs.
    """
    settings = build.reading.settings
    if build.folder == settings.site:
        check_site_place(build.folder, settings)
    check_site_folder(build.folder)
    open_site_folder(build.folder)


def start_outputs(build: BuildContext) -> None:
    """Write the images, which pages need to know, and start what takes long and needs no page."""
    settings = build.reading.settings
    # Served again after each edit, by a process with threads: workers would start too slowly.
    build.texts.assets.publish_images(settings, build.folder, 1 if build.serving else None)
    build.keys = make_entry_keys(build)
    if build.keys:
        build.earlier = EarlierSite(settings.root, settings.site, build.folder)
    shared = (build.site_url, build.design_tokens, build.folder)
    build.start_task(write_translator_files, build.written_site, build.history, *shared)
    build.start_task(write_corpus, build_corpus(build), build.make_writer())
    build.start_task(write_site_index, build.typeset_site, build.texts, build.folder)


def draw_outputs(build: BuildContext, environment: Environment) -> None:
    """Write what the templates of `environment` draw beside the pages of one locale."""
    for path, content in _iter_drawn(build, environment):
        write_output(build.folder / path, content)


def finish_outputs(build: BuildContext) -> None:
    """Write the rest, wait for what was started, compress the texts, and list all files."""
    build.wait_for_tasks()
    for path, content in iter_outputs(build):
        write_output(build.folder / path, content)
    if build.earlier:
        build.earlier.close()
    if not build.serving:
        compress_files(build.folder)
        close_site_folder(build.folder)


def iter_outputs(build: BuildContext) -> Iterator[tuple[str, str | bytes]]:
    """Yield the path of each file that is made of values alone, and what stands in it."""
    site, settings, url = build.typeset_site, build.reading.settings, build.site_url
    values = build.reading.values
    yield "sitemap.xml", build_sitemap(site, url)
    yield "llms.txt", build_llms_txt(site, url, build.catalogs)
    if not (build.folder / "robots.txt").exists():  # docs/ may have one of its own
        yield "robots.txt", build_robots_txt(url)
    if text := build_security_txt(values[site.default_locale.code], site, url):
        yield SECURITY_TXT, text
    yield DeskData.path, build_desk_data(settings, site, values, url).to_json(indent=1)
    yield PublishedGlossary.path, build_glossary(site, url).to_json(indent=1)
    yield from iter_schemas(url)
    if list_countries(site) and not find_own_country(site):
        yield ZONES_PATH, build_zones(site)
    yield PAGE_RULES, build_page_rules(iter_wordings(site))
    lent_files = build.texts.assets.iter_lent_addresses()
    removals = list_gone_urls(build.places, site, build.locales)
    yield from build_redirect_maps(build.places, build.locales, url, lent_files, removals).items()
    yield from iter_brand_outputs(build.reading.brand)
    for locale in build.locales:
        if site.parts.feeds:
            yield make_feed_url(locale), build_feed(site, locale, url, build.catalogs[locale.code])
        yield make_manifest_url(locale), build_manifest(site, locale, build.design_tokens)


def iter_schemas(site_url: str) -> Iterator[tuple[str, str]]:
    """Yield the path of each schema on the site at `site_url`, and its text."""
    for kind in FILES:
        schema = {"$id": kind.make_schema_url(site_url), **build_schema(kind)}
        yield kind.get_schema_path(), json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _iter_drawn(build: BuildContext, environment: Environment) -> Iterator[tuple[str, str]]:
    """Yield the path of each file that has a template, and what stands in it."""
    dialog = _draw(environment, "partials/search_dialog.html", silent=_join_silent_parts(build))
    yield _make_script_module("search", build.locale, dialog)
    if build.reading.settings.desk and build.typeset_site.parts.rating:
        feedback = _draw(environment, "partials/feedback.html", **_fill_feedback(build))
        yield _make_script_module("feedback", build.locale, feedback)
    yield from iter_country_modules(build, environment)
    if build.is_first_pass:  # it is one page in every language, and is served at any address
        base = urlsplit(build.site_url).path
        not_found_texts = build_not_found_texts(build)
        yield (
            "404.html",
            _draw(environment, "404.html", not_found_texts=not_found_texts, base_url=base),
        )


def _make_script_module(script: str, locale: Locale, html: str) -> tuple[str, str]:
    """Return the path and the text of the module that `<script>.js` imports: HTML of no page."""
    text = f"export default {json.dumps(html, ensure_ascii=False)};\n"
    return f"assets/scripts/{script}.{locale.lang}.js", text


def _draw(environment: Environment, template: str, **values: object) -> str:
    html = environment.get_template(template).render(page=None, **values)
    return write_fallback_elements(html)


def _join_silent_parts(build: BuildContext) -> str:
    """Return the parts of words that the index leaves out, for the dialog to leave them out too."""
    return " ".join(list_silent_parts(build.locales))


def _fill_feedback(build: BuildContext) -> dict[str, object]:
    """Return what partials/feedback.html takes: what follows a vote."""
    locale = build_desk_locale(build.reading.settings, build.typeset_site, build.locale)
    return {
        "help": locale.help,
        "feedback_privacy": locale.feedback_privacy,
        "write_url": make_feedback_url(build.contact, build.locale, build.catalog),
        "longest": LONGEST_COMMENT,
        "withdraw": f"desk/withdraw/?in={locale.code}",
    }
