"""The entry that a command is about, as somebody names it: by its number or its address."""

from collections.abc import Iterator
from difflib import get_close_matches

from entraide.content.docs.files import PAGE
from entraide.content.reader import SiteReading
from entraide.content.written_addresses import normalize_address
from entraide.errors import Argument, ContentError, EntraideError, FileLine, Problem, select_errors
from entraide.model.entry import Entry


def find_entry(word: str, reading: SiteReading, argument: str = "ID") -> Entry:
    """Return the entry with that number, or at that address; EntraideError if there is none.

    `argument` is where somebody wrote the word.
    """
    by_name = {str(each.id): each for each in reading.site.entries.values()}
    address = normalize_address(word, reading.settings) or ""
    entry = by_name.get(word) or reading.site.by_address.get(address)
    if entry is None:
        cure = suggest_entry(word, reading)
        raise EntraideError(Problem(Argument(argument), f"there is no entry “{word}”", cure))
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


def iter_address_conflicts(
    address: str, reading: SiteReading, argument: str, mover: Entry | None = None
) -> Iterator[Problem]:
    """Yield a refusal for each file or entry that has the address, today or formerly.

    `argument` is where somebody wrote it; `mover`, which is to go there, may have stood there.
    """
    for locale in reading.settings.locales:
        path = reading.settings.docs / locale.code / f"{address}{PAGE}"
        if path.exists():
            shown = reading.settings.make_relative(path)
            cure = "Change that one, or choose another SLUG"
            yield Problem(FileLine(shown), "there is an entry already", cure)
    for entry in reading.site.entries.values():
        if entry is not mover and address in entry.moved_from:
            what = f"“{address}” is a former address of entry {entry.id}, and leads there"
            yield Problem(Argument(argument), what, "Choose another SLUG")


def refuse_broken_files(reading: SiteReading) -> None:
    """Raise ContentError where a file cannot be read: its links would be left behind."""
    if errors := select_errors(reading.problems):
        raise ContentError(*errors)
