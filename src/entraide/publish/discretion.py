"""What is said of an entry where others may see it: previews, feeds, redirects, lists for machines.

The title of a `sensitive` entry must not show in a history or in the preview of a link. Whoever
names an entry outside the site's own pages asks here, so that one place decides. On the pages
themselves its heading and its links say what it is about: people look for it.
"""

from gettext import NullTranslations

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import entry_place
from entraide.model.recent import RecentChange


def public_title(entry: Entry, locale: Locale, words: NullTranslations) -> str:
    """The title that a reader of `locale` gets, or only the number: “Entry 1054”."""
    if entry.sensitive:
        return words.gettext("Entry %(number)s") % {"number": entry.id}
    return entry.served(locale.code).title


def public_summary(entry: Entry, locale: Locale, words: NullTranslations) -> str:
    """The summary that a reader of `locale` gets.

    A sensitive entry has a sentence without content: where there is none, programs that make
    previews take the first words of the page.
    """
    if entry.sensitive:
        return words.gettext("A page of this help centre.")
    return entry.served(locale.code).summary


def public_note(change: RecentChange, locale: Locale, words: NullTranslations) -> tuple[str, str]:
    """What has changed, else what the entry is, and the locale of these words."""
    if change.note and not change.entry.sensitive:
        return change.note, change.note_locale
    return public_summary(change.entry, locale, words), locale.code


def public_url(entry: Entry, locale: Locale) -> str:
    """The main address; every other address of the entry leads to it."""
    return entry_place(entry).url(locale)
