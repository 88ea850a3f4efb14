"""All entries from A to Z, as readers of one language sort them, in parts where they are many."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from entraide.model.alphabet import DIGITS, FilingKey, find_script, make_filing_key
from entraide.model.entry import Entry
from entraide.model.list_parts import list_part_bounds
from entraide.model.locales import Locale
from entraide.model.site import TypesetSite


class FiledEntry(NamedTuple):
    """An entry under its letter."""

    letter: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A part of the list: its entries, and its name, such as “A–C” or “S (2)”.

    The number says that a letter fills several parts, and which of them this is.
    """

    name: str
    entries: Sequence[FiledEntry]


def list_letter_parts(site: TypesetSite, locale: Locale) -> Sequence[LetterPart]:
    """Return the parts of the list of `locale`, the whole list where it is short."""
    key = (list_letter_parts.__name__, "", locale.code)
    if key not in site.cache:
        site.cache[key] = _make_parts(_file_entries(site, locale))
    parts: Sequence[LetterPart] = site.cache[key]
    return parts


def _file_entries(site: TypesetSite, locale: Locale) -> Sequence[FiledEntry]:
    """Return every listed entry, in alphabetical order."""
    script = find_script(locale.name)

    def make_key(entry: Entry) -> tuple[FilingKey, int]:
        version = entry.get_served_version(locale.code)
        lang = site.get_locale(version.locale).lang
        return make_filing_key(version.title, lang, script), entry.id

    keyed_entries = sorted((make_key(entry), entry) for entry in site.listed_entries)
    return [FiledEntry(key.letter, entry) for (key, _), entry in keyed_entries]


def _make_parts(entries: Sequence[FiledEntry]) -> Sequence[LetterPart]:
    letters = [filed.letter for filed in entries]
    starts = [at for at in range(1, len(letters)) if letters[at] != letters[at - 1]]
    slices = [entries[start:end] for start, end in list_part_bounds(len(entries), starts)]
    parts_of_letters: dict[str, list[int]] = {}
    for number, part in enumerate(slices):
        for letter, _ in groupby(part, key=lambda filed: filed.letter):
            parts_of_letters.setdefault(letter, []).append(number)
    return [
        LetterPart(_name_part(number, part, parts_of_letters), part)
        for number, part in enumerate(slices)
    ]


def _name_part(
    number: int, part: Sequence[FiledEntry], parts_of_letters: dict[str, list[int]]
) -> str:
    letters = list(dict.fromkeys(filed.letter for filed in part))
    names = [_name_letter(letter, number, parts_of_letters[letter]) for letter in letters]
    apart = names[:1] if letters and letters[0] == DIGITS else []  # “0–9” is a range itself
    rest = names[len(apart) :]
    ends = dict.fromkeys([*rest[:1], *rest[-1:]])
    return " · ".join(filter(None, [*apart, "–".join(ends)]))


def _name_letter(letter: str, number: int, numbers: Sequence[int]) -> str:
    return letter if len(numbers) == 1 else f"{letter} ({numbers.index(number) + 1})"
