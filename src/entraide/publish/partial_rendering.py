"""Rendering partials before there is a page, for what is put into texts."""

from gettext import NullTranslations
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from entraide.content.formats import make_filters
from entraide.model.locales import Locale


class PartialRenderer:
    """Renders the partials of `overrides` with the messages and formats of `locale`."""

    def __init__(self, overrides: Path, locale: Locale, words: NullTranslations) -> None:
        self.locale = locale
        self.words = words
        self._environment = Environment(
            loader=FileSystemLoader(overrides),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.filters |= make_filters(locale.lang)
        self._environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]

    def render(self, partial: str, **values: object) -> str:
        """Render `partials/<partial>.html`, without the space around it."""
        template = self._environment.get_template(f"partials/{partial}.html")
        return template.render(locale=self.locale, **values).strip()
