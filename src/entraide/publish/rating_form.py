"""“Was this helpful?” at the foot of a published entry; without a desk, where to write instead.

A vote belongs to the text that was read: a fallback page sends the locale of its source, and a
localised version the revision that it was made from. What follows a vote is in no page: rating.js
loads it (partials/feedback.html), once a language.
"""

from dataclasses import dataclass
from gettext import NullTranslations

from entraide.content.settings import Settings
from entraide.model.entry import Entry, LocalisedVersion
from entraide.model.locales import Locale
from entraide.model.places import CONTACT
from entraide.model.rating import ScaleName
from entraide.publish.page_actions import make_mail_link


@dataclass(frozen=True, slots=True)
class RatingForm:
    """The text that was read and how it is rated; without a desk, where to write about it.

    The subject of an e-mail names the text by its number alone: others may see it.
    """

    entry: int
    locale: str
    revision: int
    localised: bool
    scale: ScaleName
    desk: bool
    asked_in: str  # the locale of the page where it is another; else ""
    write_url: str  # a `mailto:`, or the contact page where the operator gave no address


def build_rating_form(
    entry: Entry, settings: Settings, locale: Locale, contact: str, catalog: NullTranslations
) -> RatingForm | None:
    """Build the form under the text that a reader of `locale` gets.

    None for unlisted entries, and where nobody is asked. `contact` is an e-mail address or "".
    """
    if not (entry.is_listed and settings.rating):
        return None
    text = entry.get_served_version(locale.code)
    subject = format_feedback_subject(catalog, entry.id, text.locale, text.revision)
    return RatingForm(
        entry=entry.id,
        locale=text.locale,
        revision=text.revision,
        localised=isinstance(text, LocalisedVersion),
        scale=settings.rating,
        desk=settings.desk,
        asked_in="" if text.locale == locale.code else locale.code,
        write_url=_make_write_url(contact, subject, locale),
    )


def format_feedback_subject(
    catalog: NullTranslations, number: object, code: str, revision: object
) -> str:
    named = catalog.gettext("Entry %(number)s") % {"number": f"{number} ({code})"}
    return f"{named}, {catalog.gettext('Revision')} {revision}"


def make_feedback_url(contact: str, locale: Locale, catalog: NullTranslations) -> str:
    """Return where visitors write; rating.js fills in {entry}, {locale} and {revision}."""
    subject = format_feedback_subject(catalog, "{entry}", "{locale}", "{revision}")
    return _make_write_url(contact, subject, locale)


def _make_write_url(contact: str, subject: str, locale: Locale) -> str:
    if not contact:
        return CONTACT.get_url(locale)
    return make_mail_link(contact, f"{subject} · {locale.site_name}", slots="{}")
