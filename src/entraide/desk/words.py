"""The desk's words: the same catalogs as the site's, and the templates that print them.

Jinja escapes whatever it prints; nothing that a visitor sent is ever marked safe.
"""

from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from entraide.content.catalogs import catalog_in
from entraide.desk.published import PublishedLocale
from entraide.model.first_day import with_first

CHANGE = "+0.#;−0.#"  # a sign before it, always


class Words:
    """The templates, once a locale, with its words."""

    def __init__(self, locales_dir: Path) -> None:
        self._folder = locales_dir
        self._catalog = cache(self._read)
        self._environment = cache(self._made)

    def catalog(self, code: str) -> NullTranslations:
        return self._catalog(code)

    def _read(self, code: str) -> NullTranslations:
        return catalog_in(self._folder, code)

    def _made(self, locale: PublishedLocale) -> Environment:
        environment = Environment(
            loader=PackageLoader("entraide.desk", "templates"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.install_gettext_translations(self.catalog(locale.code), newstyle=True)  # type: ignore[attr-defined]
        babel = locale.lang.replace("-", "_")
        environment.filters["number"] = lambda value: format_decimal(value, locale=babel)
        environment.filters["day"] = lambda value: with_first(
            format_date(value, "long", locale=babel), locale.lang
        )
        environment.filters["moment"] = lambda value: with_first(
            format_datetime(value, locale=babel), locale.lang
        )
        environment.filters["tenth"] = lambda value: format_decimal(value, "0.0", locale=babel)
        environment.filters["change"] = lambda value: format_decimal(value, CHANGE, locale=babel)
        environment.filters["share"] = lambda value: format_percent(value, locale=babel)
        environment.globals["locale"] = locale
        return environment

    def page(self, name: str, locale: PublishedLocale, **values: Any) -> str:
        """The template `name` in the words of `locale`, with `values`."""
        return self._environment(locale).get_template(name).render(values)
