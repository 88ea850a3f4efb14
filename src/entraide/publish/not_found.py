"""The words of the page that is not there, once in each language of the site."""

from dataclasses import dataclass

from entraide.model.locales import Locale
from entraide.model.places import ENTRIES, HOME
from entraide.publish.stage import Stage


@dataclass(frozen=True, slots=True)
class Apology:
    """What the 404 page says in one language; addresses are relative to the site's base."""

    locale: Locale
    title: str
    text: str
    home_title: str
    home_url: str
    entries_title: str
    entries_url: str


def not_found(stage: Stage) -> tuple[Apology, ...]:
    return tuple(_apology(stage, locale) for locale in stage.locales)


def _apology(stage: Stage, locale: Locale) -> Apology:
    _ = stage.catalogs[locale.code].gettext
    return Apology(
        locale=locale,
        title=_("This page does not exist"),
        text=_("The address may be mistyped, or the page has moved. Nothing you did is lost."),
        home_title=_("Go to the home page"),
        home_url=HOME.url(locale),
        entries_title=_("See all entries"),
        entries_url=ENTRIES.url(locale),
    )
