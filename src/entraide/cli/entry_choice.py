"""Find the entry that an argument of a command names, by its number or its address."""

from collections.abc import Iterable
from difflib import get_close_matches

from entraide.content.gone_entries import describe_gone_entry
from entraide.content.reader import SiteReading
from entraide.content.written_addresses import normalize_address
from entraide.errors import Argument, ContentError, EntraideError, Problem, select_errors
from entraide.model.entry import Entry


def find_entry(word: str, reading: SiteReading, argument: str = "ID") -> Entry:
    """Return the entry with that number, or at that address; EntraideError if there is none.

    `argument` is the command's argument that has the word.
    """
    by_name = {str(each.id): each for each in reading.site.entries.values()}
    address = normalize_address(word, reading.settings) or ""
    entry = by_name.get(word) or reading.site.by_address.get(address)
    if entry is None:
        raise EntraideError(_describe_unknown_entry(word, reading, argument))
    return entry


def find_entries(words: Iterable[str], reading: SiteReading, argument: str = "ID") -> list[Entry]:
    """Return the entries with these numbers or addresses, each once; EntraideError for others.

    `argument` is the command's argument that has the words.
    """
    entries: dict[int, Entry] = {}
    problems: list[Problem] = []
    for word in words:
        try:
            entry = find_entry(word, reading, argument)
            entries[entry.id] = entry
        except EntraideError as error:
            problems += error.problems
    if problems:
        raise EntraideError(*problems)
    return list(entries.values())


def _describe_unknown_entry(word: str, reading: SiteReading, argument: str) -> Problem:
    """Return the refusal of a number or an address that no entry has; it may have been removed."""
    address = normalize_address(word, reading.settings) or word
    removals = reading.site.gone
    fault = describe_gone_entry(word, removals) or describe_gone_entry(address, removals)
    what, cure = fault or (f"there is no entry “{word}”", _suggest_entry(word, reading))
    return Problem(Argument(argument), what, cure)


def _suggest_entry(word: str, reading: SiteReading) -> str:
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
