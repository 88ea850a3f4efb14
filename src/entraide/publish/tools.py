"""What a page offers beside its text: a way to leave at once, and ways to share or keep it."""

from dataclasses import dataclass
from gettext import NullTranslations
from urllib.parse import quote

from entraide.content.settings import Settings
from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import entry_url, short_url
from entraide.model.site import Site
from entraide.publish.discretion import public_title


@dataclass(frozen=True, slots=True)
class Exit:
    """Where “Leave this page” leads, and the entry on staying safe, if there is one."""

    absolute_url: str
    safety_url: str  # "" where there is none


def exit_of(settings: Settings, site: Site, locale: Locale) -> Exit:
    return Exit(
        absolute_url=settings.exits[locale.code],
        safety_url=entry_url(site, settings.safety_entry, locale),
    )


@dataclass(frozen=True, slots=True)
class Tools:
    """Ways to find an entry again elsewhere.

    `mail` is a `mailto:` without a recipient. Others may see its subject: it has no title that must
    not show.
    """

    absolute_short_url: str
    mail: str


def tools_of(entry: Entry, locale: Locale, site_url: str, words: NullTranslations) -> Tools:
    """Make the links; `site_url` ends with a slash, and `words` is the catalog of `locale`."""
    subject = f"{public_title(entry, locale, words)} · {locale.site_name}"
    short = site_url + short_url(entry, locale)
    return Tools(
        absolute_short_url=short,
        mail=f"mailto:?subject={quote(subject, safe='')}&body={quote(short, safe='')}",
    )
