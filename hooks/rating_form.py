"""Give an entry's page “Was this helpful?”, and rating.js what follows it, once a language."""

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.publish.build_context import BuildContext
from entraide.publish.desk_data import build_desk_locale, get_contact_address
from entraide.publish.rating_form import build_rating_form, make_feedback_url
from entraide.publish.script_modules import write_script_module


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    build = BuildContext.from_config(config)
    settings, locale = build.reading.settings, build.locale
    if settings.desk:
        contact = _get_contact(build)
        ways = {
            "write_url": make_feedback_url(contact, locale, build.catalogs[locale.code]),
            "by_mail": bool(contact),
        }
        told = build_desk_locale(settings, build.site, locale)
        html = env.get_template("partials/feedback.html").render(told | ways)
        write_script_module(html, "feedback", locale, Path(config.site_dir))
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = BuildContext.from_config(config)
    place = build.find_place(page.file.src_uri)
    if place and place.entry:
        settings, words = build.reading.settings, build.catalogs[build.locale.code]
        contact = _get_contact(build)
        context["rating"] = build_rating_form(place.entry, settings, build.locale, contact, words)
    return context


def _get_contact(build: BuildContext) -> str:
    return get_contact_address(build.reading.values[build.locale.code])
