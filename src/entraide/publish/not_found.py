"""The 404 page, once in each language of the site."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import NullTranslations

from markupsafe import Markup

from entraide.model.locales import Locale
from entraide.model.places import ENTRIES, HOME
from entraide.publish.stage import Stage
from entraide.publish.tools import Exit, exit_of


@dataclass(frozen=True, slots=True)
class Apology:
    """What the 404 page says in one language; addresses are relative to the site's base.

    `gettext` and `ngettext` serve the partials that it includes, in place of those of the build.
    """

    locale: Locale
    title: str
    text: str
    home_title: str
    home_url: str
    entries_title: str
    entries_url: str
    exit: Exit
    gettext: Callable[..., str]
    ngettext: Callable[..., str]


def not_found(build: Stage) -> tuple[Apology, ...]:
    """Build the text of each locale, the default first."""
    ordered = sorted(build.locales, key=lambda locale: not locale.default)
    return tuple(_build_text(build, locale) for locale in ordered)


def _build_text(build: Stage, locale: Locale) -> Apology:
    catalog = build.catalogs[locale.code]
    _ = catalog.gettext
    gettext, ngettext = _make_gettext(catalog)
    return Apology(
        locale=locale,
        title=_("This page does not exist"),
        text=_("The address may be mistyped, or the page has moved. Nothing you did is lost."),
        home_title=_("Go to the home page"),
        home_url=HOME.url(locale),
        entries_title=_("See all entries"),
        entries_url=ENTRIES.url(locale),
        exit=exit_of(build.reading.settings, build.site, locale),
        gettext=gettext,
        ngettext=ngettext,
    )


def _make_gettext(catalog: NullTranslations) -> tuple[Callable[..., str], Callable[..., str]]:
    """Return `gettext` and `ngettext` as Jinja has them: messages are safe, values are escaped."""

    def gettext(text: str, /, **values: object) -> str:
        return Markup(catalog.gettext(text)) % values  # noqa: S704 - our own words

    def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
        text = catalog.ngettext(one, many, count)
        return Markup(text) % {"num": count, **values}  # noqa: S704 - our own words

    return gettext, ngettext
