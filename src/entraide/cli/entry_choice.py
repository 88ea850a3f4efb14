"""The entry that a command is about, as somebody names it: by its number or its address."""

from difflib import get_close_matches

from entraide.content.reader import SiteReading
from entraide.errors import Argument, ContentError, EntraideError, Problem, select_errors
from entraide.model.entry import Entry


def find_entry(word: str, reading: SiteReading) -> Entry:
    """Return the entry with that number, or at that address; EntraideError if there is none."""
    by_name = {str(each.id): each for each in reading.site.entries.values()}
    entry = by_name.get(word) or reading.site.by_address.get(word.strip("/").removesuffix(".md"))
    if entry is None:
        cure = suggest_entry(word, reading)
        raise EntraideError(Problem(Argument("ID"), f"there is no entry “{word}”", cure))
    return entry


def suggest_entry(word: str, reading: SiteReading) -> str:
    """Return a cure: the likeliest entry by number, slug or address, or where to find all."""
    entries = reading.site.entries.values()
    known = {
        name: entry for entry in entries for name in (str(entry.id), entry.slug, entry.address)
    }
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if not close:
        return "“entraide status” lists them all"
    return f"Did you mean {known[close[0]].id}, “{known[close[0]].source.title}”?"


def refuse_broken_files(reading: SiteReading) -> None:
    """Raise ContentError where a file cannot be read: its links would be left behind."""
    if errors := select_errors(reading.problems):
        raise ContentError(*errors)
