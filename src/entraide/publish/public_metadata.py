"""Title, summary, note and address of an entry, as far as others may see them.

The title of a `sensitive` entry must not show in a history or in the preview of a link. Everything
that names an entry outside the site's own pages (previews, feeds, redirects, lists for programs)
uses this module, so that one place decides. The pages themselves show the title: people look for
it.
"""

from gettext import NullTranslations

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import make_entry_place
from entraide.model.recent_changes import RecentChange


def get_public_title(entry: Entry, locale: Locale, catalog: NullTranslations) -> str:
    """Return the title that a reader of `locale` gets, or only a number: “Help page 1054”."""
    if entry.sensitive:
        return catalog.gettext("Help page %(number)s") % {"number": entry.id}
    return entry.get_served_version(locale.code).title


def get_public_summary(entry: Entry, locale: Locale, catalog: NullTranslations) -> str:
    """Return the summary that a reader of `locale` gets.

    For a sensitive entry it is a sentence without content: where there is none, programs that make
    previews take the first words of the page.
    """
    if entry.sensitive:
        return catalog.gettext("A page of this help centre.")
    return entry.get_served_version(locale.code).summary


def get_public_note(
    change: RecentChange, locale: Locale, catalog: NullTranslations
) -> tuple[str, str]:
    """Return what has changed, else the summary of the entry, and the locale of these words."""
    if change.note and not change.entry.sensitive:
        return change.note, change.note_locale
    return get_public_summary(change.entry, locale, catalog), locale.code


def get_public_url(entry: Entry, locale: Locale) -> str:
    """Return the main address; every other address of the entry leads to it."""
    return make_entry_place(entry).get_url(locale)
