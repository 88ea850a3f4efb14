"""Writing a correction into a source version: other words where some stood, and nothing else.

The revision stays: whoever has read the result records it, and says how much it matters.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from entraide.content.front_matter import SourceMatter
from entraide.content.localised_writer import load_matter, make_fact_splices, restore_line_ends
from entraide.content.splices import Splice, apply_splices
from entraide.content.text_files import split_file
from entraide.content.writer import quote_yaml
from entraide.content.yaml_errors import YAML_ERRORS
from entraide.errors import EntraideError

ORDER = tuple(SourceMatter.model_fields)


def correct_source(
    text: str, fields: Mapping[str, str], notes: Mapping[int, str], body: str
) -> str:
    """`text`, the file of a source version, with these fields and change notes, and this body.

    Raises EntraideError, without a place, where that cannot be done safely.
    """
    opening, matter, fence, old_body = split_file(text)
    try:
        before = load_matter(matter)
        facts = {
            name: _split_keywords(value) if name == "keywords" else value
            for name, value in fields.items()
        }
        splices = [*make_fact_splices(matter, facts, ORDER), *_make_note_splices(matter, notes)]
        after = apply_splices(matter, splices)
        if load_matter(after) == {**before, **facts, **_build_expected_changes(before, notes)}:
            return opening + after + fence + restore_line_ends(text, old_body, body)
    except (*YAML_ERRORS, TypeError):
        pass  # not the shape of an entry: an alias, a merged key, no mapping at all
    names = [*fields, *(["changes"] if notes else [])]
    raise EntraideError(
        "the front matter is written in a way that cannot be edited safely. "
        f"Change {', '.join(names) or 'it'} by hand."
    )


def _split_keywords(text: str) -> list[str]:
    """Keywords, which stand one a line."""
    lines = (line.strip(" \t,;") for line in text.splitlines())
    return [line for line in lines if line]


def _build_expected_changes(before: Mapping[str, Any], notes: Mapping[int, str]) -> dict[str, Any]:
    """The changes as they must read afterwards."""
    if not notes:
        return {}
    changes = before["changes"]
    return {
        "changes": [{**row, "note": notes.get(row["revision"], row["note"])} for row in changes]
    }


def _make_note_splices(matter: str, notes: Mapping[int, str]) -> Iterator[Splice]:
    if not notes:
        return
    root: Any = yaml.compose(matter, Loader=yaml.CSafeLoader)
    (changes,) = (value for key, value in root.value if key.value == "changes")
    for row in changes.value:
        nodes = {key.value: value for key, value in row.value}
        if text := notes.get(int(nodes["revision"].value)):
            start, end = nodes["note"].start_mark.index, nodes["note"].end_mark.index
            kept = len(matter[start:end].rstrip())
            yield Splice(start, start + kept, quote_yaml(text))
