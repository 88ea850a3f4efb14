"""Give an entry's page “Was this helpful?”, and rating.js what follows it, once a language."""

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.publish.desk_facts import contact_address, desk_locale
from entraide.publish.modules import write_module
from entraide.publish.rating_form import feedback_url, rating_form
from entraide.publish.stage import Stage


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    build = Stage.of(config)
    settings, locale = build.reading.settings, build.locale
    if settings.desk:
        contact = _get_contact(build)
        ways = {
            "write_url": feedback_url(contact, locale, build.catalogs[locale.code]),
            "by_mail": bool(contact),
        }
        told = desk_locale(settings, build.site, locale)
        html = env.get_template("partials/feedback.html").render(told | ways)
        write_module(html, "feedback", locale, Path(config.site_dir))
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = Stage.of(config)
    place = build.place(page.file.src_uri)
    if place and place.entry:
        settings, words = build.reading.settings, build.catalogs[build.locale.code]
        contact = _get_contact(build)
        context["rating"] = rating_form(place.entry, settings, build.locale, contact, words)
    return context


def _get_contact(build: Stage) -> str:
    return contact_address(build.reading.values[build.locale.code])
