"""What differs between two texts of one version, field by field and word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

from entraide.editor.entry_text import BODY, EntryText, read_entry_text
from entraide.model.word_diff import Stretch, compare_words


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field, by its name in the front matter, or the body, with what each side says."""

    name: str
    stretches: Sequence[Stretch]


def compare_versions(old: str, new: str) -> list[FieldDifference]:
    """Return the differences of two files of one version; of whole files where one is broken."""
    texts = [read_entry_text(each) for each in (old, new)]
    if None in texts:
        return [] if old == new else [FieldDifference(BODY, compare_words(old, new))]
    sides = [_list_values(each) for each in texts if each]
    names = dict.fromkeys([*sides[0], *sides[1]])
    pairs = ((name, sides[0].get(name, ""), sides[1].get(name, "")) for name in names)
    return [
        FieldDifference(name, compare_words(before, after))
        for name, before, after in pairs
        if before != after
    ]


def _list_values(text: EntryText) -> dict[str, str]:
    return {name: "\n".join(values) for name, values in text.format_values().items()}
