"""Actions on a page beside its text: to leave at once, to share it or to keep it."""

from dataclasses import dataclass
from gettext import NullTranslations
from urllib.parse import quote

from entraide.content.settings import Settings
from entraide.model.countries import list_countries
from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import (
    COUNTRIES,
    ENTRIES,
    find_entry_url,
    find_index_place,
    make_country_place,
    make_short_url,
)
from entraide.model.site import TypesetSite
from entraide.publish.country_services import DANGER_ANCHOR, find_own_country
from entraide.publish.public_metadata import get_public_title

CATEGORIES = "categories.title"  # their heading on the home page


@dataclass(frozen=True, slots=True)
class ExitLink:
    """Where “Leave this page” leads, and the entry on staying safe, if there is one."""

    absolute_url: str
    safety_url: str  # "" where there is none
    keys: bool  # whether Shift, three times, leads there too


def make_exit_link(settings: Settings, site: TypesetSite, locale: Locale) -> ExitLink | None:
    """Make the link; None where the operator wants none."""
    if not site.parts.exit:
        return None
    return ExitLink(
        absolute_url=settings.exits[locale.code],
        safety_url=find_entry_url(site, settings.safety_entry, locale),
        keys=site.parts.exit_keys,
    )


def make_danger_url(site: TypesetSite, locale: Locale) -> str:
    """Return where “In danger?” leads, to the emergency numbers.

    "" for a site without services, or whose operator does not want it.
    """
    if not (site.parts.danger and list_countries(site)):
        return ""
    own = find_own_country(site)
    place = make_country_place(own) if own else COUNTRIES
    return f"{place.get_url(locale)}#{DANGER_ANCHOR}"


def make_search_url(site: TypesetSite, locale: Locale) -> str:
    """Return where “Search” leads without a script: all entries, or the categories."""
    place = find_index_place(site)
    address = place.get_url(locale)
    return address if place == ENTRIES else f"{address or './'}#{CATEGORIES}"


def needs_country_script(site: TypesetSite) -> bool:
    """Return whether pages load the script by which readers choose a country themselves.

    exit.js loads it where they have both of its links.
    """
    return has_country_choice(site) and not (site.parts.exit and site.parts.danger)


def has_country_choice(site: TypesetSite) -> bool:
    """Return whether the site has services of countries, of which the operator has set none."""
    return bool(list_countries(site) and not find_own_country(site))


@dataclass(frozen=True, slots=True)
class ShareLinks:
    """Links to send or keep an entry.

    `mail` is a `mailto:` without a recipient. Others may see its subject, so it has no title of a
    sensitive entry.
    """

    absolute_short_url: str
    mail: str


def make_share_links(
    entry: Entry, locale: Locale, site_url: str, catalog: NullTranslations
) -> ShareLinks:
    """Make the links; `site_url` ends with a slash, and `catalog` is that of `locale`."""
    subject = f"{get_public_title(entry, locale, catalog)} · {locale.site_name}"
    short = site_url + make_short_url(entry, locale)
    return ShareLinks(
        absolute_short_url=short,
        mail=make_mail_link("", subject, short),
    )


def make_mail_link(address: str, subject: str, body: str = "", *, slots: str = "") -> str:
    """Return the `mailto:` that opens a letter; `address` may be "", for the reader to fill in.

    `slots` are the signs that stand around what a script fills in, in subject and body: `{}`.
    """
    written = {"subject": subject} | ({"body": body} if body else {})
    fields = "&".join(f"{name}={quote(text, safe=slots)}" for name, text in written.items())
    return f"mailto:{quote(address, safe='@')}?{fields}"
