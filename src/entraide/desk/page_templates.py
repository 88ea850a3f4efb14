"""The desk's words: the same catalogs as the site's, and the templates that print them.

Jinja escapes whatever it prints; nothing that a visitor sent is ever marked safe.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from entraide.content.catalogs import get_shipped_folder, read_catalogs_in
from entraide.content.formats import make_filters
from entraide.desk.assets import hash_styles
from entraide.model.fallback_words import write_fallback_elements
from entraide.model.labels import TEMPLATE_LABELS
from entraide.published_files.site import PublishedLocale


class PageTemplates:
    """The templates with our words, and over them those in a folder of catalogs."""

    def __init__(self, locales_dir: Path) -> None:
        self._folder = locales_dir

    def render(self, name: str, locale: PublishedLocale, **values: Any) -> str:
        """Return the template `name` in the words of `locale`, with `values`."""
        html = make_environment(self._folder, locale).get_template(name).render(values)
        return write_fallback_elements(html)


@cache  # to compile a template takes longer than to answer a request
def make_environment(folder: Path, locale: PublishedLocale) -> Environment:
    """Return the templates in the words of `locale`; those in `folder`, if it exists, win."""
    environment = Environment(
        loader=PackageLoader("entraide.desk", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    folders = dict.fromkeys((get_shipped_folder(), folder))
    catalog = read_catalogs_in(folders, locale.code, locale.lang)
    environment.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= make_filters(locale.lang)
    environment.globals |= {"locale": locale, "styles_hash": hash_styles(), **TEMPLATE_LABELS}
    return environment
