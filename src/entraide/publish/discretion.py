"""What is said of an entry where others may see it: previews, feeds, redirects, lists for machines.

The title of a `sensitive` entry must not show in a history or in the preview of a link. Whoever
names an entry outside its own page asks here, so that one place decides. So far it says all.
"""

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import entry_place


def public_title(entry: Entry, locale: Locale) -> str:
    """The title, in the language of the text that a reader of `locale` gets."""
    return entry.served(locale.code).title


def public_summary(entry: Entry, locale: Locale) -> str:
    """The summary, in the language of the text that a reader of `locale` gets."""
    return entry.served(locale.code).summary


def public_url(entry: Entry, locale: Locale) -> str:
    """The main address; every other address of the entry leads to it."""
    return entry_place(entry).url(locale)
