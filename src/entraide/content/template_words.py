"""The shared vocabulary of all templates: those of the site, the desk and the editor."""

from gettext import NullTranslations

from jinja2 import Environment

from entraide.content.formats import make_filters
from entraide.model.labels import TEMPLATE_LABELS


def configure_environment(environment: Environment, lang: str, catalog: NullTranslations) -> None:
    """Give `environment` the messages of `catalog`, the formats of `lang`, our rules of space.

    Whatever is printed is escaped, unless it is markup that we made.
    """
    environment.autoescape = environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters |= make_filters(lang)
    environment.globals |= TEMPLATE_LABELS
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]
