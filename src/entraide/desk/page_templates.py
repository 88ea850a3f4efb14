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
from entraide.published_files.site import PublishedLocale


class PageTemplates:
    """The templates, once a locale, with its words."""

    def __init__(self, locales_dir: Path) -> None:
        self._folder = locales_dir
        self._catalog = cache(self._read_catalog)
        self._environment = cache(self._make_environment)

    def get_catalog(self, code: str) -> NullTranslations:
        return self._catalog(code)

    def _read_catalog(self, code: str) -> NullTranslations:
        return read_catalog_in(self._folder, code)

    def _make_environment(self, locale: PublishedLocale) -> Environment:
        environment = Environment(
            loader=PackageLoader("entraide.desk", "templates"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.install_gettext_translations(self.get_catalog(locale.code), newstyle=True)  # type: ignore[attr-defined]
        environment.filters |= make_filters(locale.lang)
        environment.globals["locale"] = locale
        return environment

    def render(self, name: str, locale: PublishedLocale, **values: Any) -> str:
        """Return the template `name` in the words of `locale`, with `values`."""
        return self._environment(locale).get_template(name).render(values)
