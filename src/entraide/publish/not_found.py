"""The 404 page, once in each language of the site."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from markupsafe import Markup

from entraide.model.locales import Locale, sort_default_first
from entraide.model.places import ENTRIES, HOME
from entraide.publish.build_context import BuildContext
from entraide.publish.page_actions import ExitLink, make_danger_url, make_exit_link, make_search_url


@dataclass(frozen=True, slots=True)
class NotFoundText:
    """What the 404 page says in one language; addresses are relative to the site's base.

    `gettext` and `ngettext` serve the partials that it includes, in place of those of the build.
    """

    locale: Locale
    title: str
    text: str
    home_title: str
    home_url: str
    home_name: str  # of the link in the band: of the site, or of the language if sites share theirs
    entries_title: str
    entries_url: str  # "" where there is no such page
    search_url: str
    exit: ExitLink | None
    danger_url: str
    gettext: Callable[..., str]
    ngettext: Callable[..., str]


def build_not_found_texts(build: BuildContext) -> tuple[NotFoundText, ...]:
    """Build the text of each locale, the default first."""
    return tuple(_build_text(build, locale) for locale in sort_default_first(build.locales))


def _build_text(build: BuildContext, locale: Locale) -> NotFoundText:
    catalog = build.catalogs[locale.code]
    _ = catalog.gettext
    gettext, ngettext = _make_gettext(catalog)
    return NotFoundText(
        locale=locale,
        title=_("This page does not exist"),
        text=_("The address may be mistyped, or the page has moved. Nothing you did is lost."),
        home_title=_("Home"),
        home_url=HOME.get_url(locale),
        home_name=locale.name if _shares_name(locale, build.locales) else locale.site_name,
        entries_title=_("All entries"),
        entries_url=ENTRIES.get_url(locale) if build.typeset_site.parts.index else "",
        search_url=make_search_url(build.typeset_site, locale),
        exit=make_exit_link(build.reading.settings, build.typeset_site, locale),
        danger_url=make_danger_url(build.typeset_site, locale),
        gettext=gettext,
        ngettext=ngettext,
    )


def _shares_name(locale: Locale, locales: Sequence[Locale]) -> bool:
    """Return whether the site has the same name in another language."""
    return sum(each.site_name == locale.site_name for each in locales) > 1


def _make_gettext(catalog: NullTranslations) -> tuple[Callable[..., str], Callable[..., str]]:
    """Return `gettext` and `ngettext` as Jinja has them: messages are safe, values are escaped."""

    def gettext(text: str, /, **values: object) -> str:
        return Markup(catalog.gettext(text)) % values  # noqa: S704 - our own words

    def ngettext(singular: str, plural: str, count: int, /, **values: object) -> str:
        text = catalog.ngettext(singular, plural, count)
        return Markup(text) % {"num": count, **values}  # noqa: S704 - our own words

    return gettext, ngettext
