"""The desk's templates, and the catalogs for their words, which are the site's.

Jinja escapes whatever it prints; nothing that a visitor sent is ever marked safe.
"""

from collections.abc import Sequence
from functools import cache
from gettext import NullTranslations
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from entraide.content.catalogs import get_shipped_folder, read_catalogs_in
from entraide.content.template_words import configure_environment
from entraide.desk.assets import hash_styles
from entraide.model.fallback_words import drop_fallback_signs, write_fallback_elements
from entraide.published_files.site import PublishedLocale

DESK = "entraide.desk"  # the package whose templates are the desk's
SIGN_OUT = "Sign out"  # a message of staff/frame.html, on every page for staff


class PageTemplates:
    """The templates with our catalogs, and with those of an operator's folder before them.

    `package` has its own templates beside the desk's.
    """

    def __init__(self, locales_dir: Path, package: str = DESK) -> None:
        self._folder, self._package = locales_dir, package

    def render(self, name: str, locale: PublishedLocale, **values: Any) -> str:
        """Return the page of the template `name` in the language of `locale`, with `values`."""
        environment = make_environment(self._folder, locale, self._package)
        html = environment.get_template(name).render(values)
        return write_fallback_elements(html)

    def render_text(self, name: str, locale: PublishedLocale, **values: Any) -> str:
        """Return the template `name` as plain text, which no browser shows."""
        environment = make_environment(self._folder, locale, self._package)
        return drop_fallback_signs(unescape(environment.get_template(name).render(values)))

    def list_staff_locales(self, locales: Sequence[PublishedLocale]) -> Sequence[PublishedLocale]:
        """Return the locales whose catalog has words for staff; all of them, where none has.

        Pages in any other would be in English, and run from right to left where the locale does.
        """
        return [each for each in locales if _has_words(self._folder, each, SIGN_OUT)] or locales


@cache
def _has_words(folder: Path, locale: PublishedLocale, message: str) -> bool:
    words = _read_catalog(folder, locale).gettext(message)
    return words == drop_fallback_signs(words)


def _read_catalog(folder: Path, locale: PublishedLocale) -> NullTranslations:
    folders = dict.fromkeys((get_shipped_folder(), folder))
    return read_catalogs_in(folders, locale.code, locale.lang)


@cache  # to compile a template takes longer than to answer a request
def make_environment(folder: Path, locale: PublishedLocale, package: str = DESK) -> Environment:
    """Return the Jinja environment for `locale`; catalogs in `folder` come first, if any."""
    packages = dict.fromkeys((package, DESK))
    loader = ChoiceLoader([PackageLoader(each, "templates") for each in packages])
    environment = Environment(  # noqa: S701 - see configure_environment
        loader=loader, undefined=StrictUndefined
    )
    configure_environment(environment, locale.lang, _read_catalog(folder, locale))
    environment.globals |= {"locale": locale, "styles_hash": hash_styles()}
    return environment
