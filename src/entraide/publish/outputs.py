"""The files beside the pages: everything a build writes for programs, scripts and servers.

Most are made of values alone, and written after the last pass. Those that take long are started
before the first page, in processes of their own. Those with a template are drawn in each pass.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from urllib.parse import urlsplit

from jinja2 import Environment

from entraide.content.build_stages import run_stage
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
from entraide.publish.feed import FEED_NAME, build_feed, make_feed_url
from entraide.publish.glossary_file import build_glossary
from entraide.publish.gone_pages import list_gone_urls
from entraide.publish.llms_txt import build_llms_txt
from entraide.publish.manifest import build_manifest, make_manifest_url
from entraide.publish.not_found import build_not_found_texts
from entraide.publish.page_keys import make_entry_keys
from entraide.publish.page_rules import PATH as PAGE_RULES
from entraide.publish.page_rules import build_page_rules, iter_wordings
from entraide.publish.pages.country_pages import list_country_rows
from entraide.publish.paper_links import find_entry_paper, iter_papers
from entraide.publish.rating_form import make_feedback_url
from entraide.publish.redirects import REDIRECT_MAPS, build_redirect_maps
from entraide.publish.search.index import FOLDER as SEARCH_FOLDER
from entraide.publish.search.pins import list_questions
from entraide.publish.search.rules import PATH as SEARCH_RULES
from entraide.publish.search.rules import build_search_rules
from entraide.publish.search.writing import write_search
from entraide.publish.security_txt import PATH as SECURITY_TXT
from entraide.publish.security_txt import build_security_txt
from entraide.publish.site_writer import SiteFile
from entraide.publish.sitemap import build_robots_txt, build_sitemap
from entraide.publish.translator_files import make_waiting_feed_url, write_translator_files
from entraide.publish.waiting_feed import build_waiting_feed
from entraide.published_files import FILES
from entraide.published_files.file import PublishedFile
from entraide.published_files.site import DeskData, PublishedGlossary
from entraide.render.earlier_site import EarlierSite
from entraide.render.workers import Task

DrawOutput = Callable[[], str | bytes]
# Files that are the same as long as no more than bodies of entries have changed.
MADE_OF_NO_BODY = frozenset({"sitemap.xml", "llms.txt", PAGE_RULES, *REDIRECT_MAPS})


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
    """Write the images, which pages need to know, and start the long tasks."""
    settings = build.reading.settings
    if build.template_config is not None and not build.serving:
        build.earlier = EarlierSite(settings.root, settings.site, build.folder)
        build.earlier.open_folder()
    # Served again after each edit, by a process with threads: workers would start too slowly.
    with run_stage("Write the images"):
        build.texts.assets.publish_images(settings, build.folder, 1 if build.serving else None)
    build.keys = make_entry_keys(build, partial(find_entry_paper, build))
    build.start_tasks(
        (
            Task("search", partial(write_search, build)),
            Task("data", partial(write_corpus, build_corpus(build), build.make_writer())),
            Task("files for translators", partial(write_translator_files, build)),
        )
    )


def draw_outputs(build: BuildContext, environment: Environment) -> None:
    """Write the files beside the pages of one locale that have templates in `environment`."""
    for path, draw in iter_drawn_outputs(build, environment):
        write_output(build.folder / path, draw())


def finish_outputs(build: BuildContext) -> None:
    """Write the other files, wait for the tasks, compress the texts, and list all files."""
    with run_stage("Wait for search and data"):
        build.wait_for_tasks()
    with run_stage("Write the files for the whole site"):
        build.make_writer().write(_iter_output_files(build))
        if build.earlier:
            build.earlier.close()
        if not build.serving:
            compress_files(build.folder, build.earlier.names if build.earlier else ())
            close_site_folder(build.folder)


def _iter_output_files(build: BuildContext) -> Iterator[SiteFile]:
    """Yield each file that is made of values alone, with its key if it takes long to make."""
    keys = build.keys
    for path, draw in iter_outputs(build):
        is_long = path in MADE_OF_NO_BODY or path.endswith(FEED_NAME)
        yield SiteFile(
            path, draw, partial(keys.make_output_key, path) if keys and is_long else None
        )


def iter_outputs(build: BuildContext) -> Iterator[tuple[str, DrawOutput]]:
    """Yield the path of each file that is made of values alone, and the function that draws it."""
    site, settings, url = build.typeset_site, build.reading.settings, build.site_url
    values = build.reading.values
    yield "sitemap.xml", partial(build_sitemap, site, url)
    yield "llms.txt", partial(build_llms_txt, site, url, build.catalogs)
    if not (build.folder / "robots.txt").exists():  # docs/ may have one of its own
        yield "robots.txt", partial(build_robots_txt, url)
    if text := build_security_txt(values[site.default_locale.code], site, url):
        yield SECURITY_TXT, partial(str, text)
    yield DeskData.path, lambda: build_desk_data(settings, site, values, url).to_json(indent=1)
    yield PublishedGlossary.path, lambda: build_glossary(site, url).to_json(indent=1)
    for kind in FILES:
        yield kind.get_schema_path(), partial(format_schema, kind, url)
    if list_countries(site) and not find_own_country(site):
        yield ZONES_PATH, partial(build_zones, site)
    yield SEARCH_RULES, build_search_rules
    if site.parts.proposals:
        yield PAGE_RULES, lambda: build_page_rules(iter_wordings(site))
    draw_maps = cache(partial(_build_redirect_maps, build))
    yield from ((path, partial(_look_up, draw_maps, path)) for path in REDIRECT_MAPS)
    yield from iter_papers(build)
    for path, content in iter_brand_outputs(build.reading.brand):
        yield path, partial(type(content), content)
    for locale in build.locales:
        if site.parts.feeds:
            catalog = build.catalogs[locale.code]
            yield make_feed_url(locale), partial(build_feed, site, locale, url, catalog)
            if site.asks_translators:
                draw = partial(build_waiting_feed, site, locale, url, catalog)
                yield make_waiting_feed_url(locale), draw
        tokens = build.design_tokens
        yield make_manifest_url(locale), partial(build_manifest, site, locale, tokens)


def _build_redirect_maps(build: BuildContext) -> Mapping[str, str]:
    lent_files = build.texts.assets.iter_lent_addresses()
    removals = list_gone_urls(build.places, build.typeset_site, build.locales)
    return build_redirect_maps(build.places, build.locales, build.site_url, lent_files, removals)


def _look_up(make_texts: Callable[[], Mapping[str, str]], path: str) -> str:
    return make_texts()[path]


def format_schema(kind: type[PublishedFile], site_url: str) -> str:
    """Return the text of the schema of `kind` on the site at `site_url`."""
    schema = {"$id": kind.make_schema_url(site_url), **build_schema(kind)}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def iter_drawn_outputs(
    build: BuildContext, environment: Environment
) -> Iterator[tuple[str, DrawOutput]]:
    """Yield the path of each file of this pass that has a template, and what draws it."""
    yield _make_script_path("search", build.locale), partial(_draw_search, build, environment)
    if build.reading.settings.desk and build.typeset_site.parts.rating:
        path = _make_script_path("feedback", build.locale)
        yield path, partial(_draw_feedback, build, environment)
    yield from iter_country_modules(build, environment)
    if build.is_first_pass:  # it is one page in every language, and is served at any address
        yield "404.html", partial(_draw_not_found, build, environment)


def _draw_search(build: BuildContext, environment: Environment) -> str:
    country, pinned = find_own_country(build.typeset_site), build.typeset_site.pinned
    values = {
        "index": f"{SEARCH_FOLDER}/{build.locale.code}/",
        "questions": list_questions(build),
        "pinned": bool(pinned),
        "countries": list_country_rows(build) if pinned else (),
        "own_country": country.slug if country else "",
    }
    return _draw_module(environment, "partials/search_dialog.html", **values)


def _draw_feedback(build: BuildContext, environment: Environment) -> str:
    return _draw_module(environment, "partials/feedback.html", **_fill_feedback(build))


def _draw_not_found(build: BuildContext, environment: Environment) -> str:
    texts, base = build_not_found_texts(build), urlsplit(build.site_url).path
    return _draw(environment, "404.html", not_found_texts=texts, base_url=base)


def _make_script_path(script: str, locale: Locale) -> str:
    """Return the path of the module that `<script>.js` imports: HTML of no page."""
    return f"assets/scripts/{script}.{locale.lang}.js"


def _draw_module(environment: Environment, template: str, **values: object) -> str:
    html = _draw(environment, template, **values)
    return f"export default {json.dumps(html, ensure_ascii=False)};\n"


def _draw(environment: Environment, template: str, **values: object) -> str:
    html = environment.get_template(template).render(page=None, **values)
    return write_fallback_elements(html)


def _fill_feedback(build: BuildContext) -> dict[str, object]:
    """Return the values of partials/feedback.html, which is shown after a vote."""
    locale = build_desk_locale(build.reading.settings, build.typeset_site, build.locale)
    return {
        "help": locale.help,
        "feedback_privacy": locale.feedback_privacy,
        "write_url": make_feedback_url(build.contact, build.locale, build.catalog),
        "longest": LONGEST_COMMENT,
        "withdraw": f"desk/withdraw/?in={locale.code}",
    }
