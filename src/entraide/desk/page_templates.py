"""The desk's words: the same catalogs as the site's, and the templates that print them.

Jinja escapes whatever it prints; nothing that a visitor sent is ever marked safe.
"""

from functools import cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from entraide.content.catalogs import read_catalog_in
from entraide.content.formats import make_filters
from entraide.desk.assets import hash_styles
from entraide.model.labels import TEMPLATE_LABELS
from entraide.published_files.site import PublishedLocale


class PageTemplates:
    """The templates with the words in a folder of catalogs."""

    def __init__(self, locales_dir: Path) -> None:
        self._folder = locales_dir

    def get_catalog(self, code: str) -> NullTranslations:
        return _read_catalog(self._folder, code)

    def render(self, name: str, locale: PublishedLocale, **values: Any) -> str:
        """Return the template `name` in the words of `locale`, with `values`."""
        return make_environment(self._folder, locale).get_template(name).render(values)


_read_catalog = cache(read_catalog_in)


@cache  # to compile a template takes longer than to answer a request
def make_environment(folder: Path, locale: PublishedLocale) -> Environment:
    """Return the templates in the words of `locale`."""
    environment = Environment(
        loader=PackageLoader("entraide.desk", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    catalog = _read_catalog(folder, locale.code)
    environment.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= make_filters(locale.lang)
    environment.globals |= {"locale": locale, "styles_hash": hash_styles(), **TEMPLATE_LABELS}
    return environment
