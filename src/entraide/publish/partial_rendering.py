"""Jinja as every template of the site has it, in pages and in partials that are put into texts.

Material is the theme below: templates take its icons from `.icons/` as inline SVG where one is read
rather than worn on every page (a page has 12,000 bytes beside its text), and
`overrides/base.html` keeps the names of its blocks. Nothing else of it is shipped: a page loads
what it uses, and `script-src 'self'` holds.
"""

from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader

from entraide.content.formats import make_filters
from entraide.content.own_templates import OURS
from entraide.model.labels import TEMPLATE_LABELS
from entraide.model.locales import Locale
from entraide.shipped_folders import get_theme_folder


def configure_environment(
    environment: Environment, locale: Locale, catalog: NullTranslations
) -> None:
    """Give `environment` the messages of `catalog`, the formats of `locale`, our rules of space."""
    environment.autoescape = environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters |= make_filters(locale.lang)
    environment.globals |= TEMPLATE_LABELS
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]


def add_shipped_templates(loader: BaseLoader | None) -> BaseLoader:
    """Let templates of a project name ours behind `entraide/`, to extend or to include them."""
    shipped = PrefixLoader({OURS.rstrip("/"): FileSystemLoader(get_theme_folder().resolve())})
    return ChoiceLoader([loader, shipped] if loader else [shipped])


class PartialRenderer:
    """Renders the partials of the theme, in `folders`, with the words and formats of `locale`."""

    def __init__(self, folders: Sequence[Path], locale: Locale, catalog: NullTranslations) -> None:
        self.locale = locale
        self.catalog = catalog
        loader = add_shipped_templates(FileSystemLoader(folders))
        self._environment = Environment(loader=loader)  # noqa: S701 - see configure_environment
        configure_environment(self._environment, locale, catalog)

    def render(self, partial: str, **values: object) -> str:
        """Render `partials/<partial>.html`, without the space around it."""
        template = self._environment.get_template(f"partials/{partial}.html")
        return template.render(locale=self.locale, **values).strip()
