"""Write a correction into a source version: other texts for some, and nothing else.

The revision stays: whoever reviews the result records it, and says how significant it is.
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
    """Return `text`, the file of a source version, with these fields, change notes and body.

    `notes` are by revision. Raises EntraideError, without a place, if the front matter is written
    in a way that cannot be edited safely.
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
    """Return the keywords in `text`, one a line."""
    lines = (line.strip(" \t,;") for line in text.splitlines())
    return [line for line in lines if line]


def _build_expected_changes(before: Mapping[str, Any], notes: Mapping[int, str]) -> dict[str, Any]:
    """Return the changes as they must read afterwards, as a part of the front matter."""
    if not notes:
        return {}
    changes = before["changes"]
    return {
        "changes": [{**row, "note": notes.get(row["revision"], row["note"])} for row in changes]
    }


def _make_note_splices(matter: str, notes: Mapping[int, str]) -> Iterator[Splice]:
    """Yield the edits that replace change notes, by revision."""
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
