"""Record in a file of channels that one of them was verified.

People write comments beside the numbers, so the new facts are spliced into the record: comments,
order, spacing and line ends stay, and the result is parsed and compared before it is returned.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from entraide.content.splices import Splice, apply_splices, detect_newline
from entraide.content.writer import quote_yaml
from entraide.errors import EntraideError

NodePair = tuple[yaml.Node, yaml.Node]


def verify_record(text: str, id_: str, *, on: date, source: str, until: date) -> str:
    """Return `text`, a file of channels, with the channel `id_` marked as verified.

    `on` is the day of the check, `until` the last day it holds, `source` where it was looked up.
    Raises EntraideError, without a place, if the record is written in a way that cannot be edited
    safely.
    """
    facts: dict[str, str | date] = {
        "source": source,
        "source_date": on,
        "status": "verified",
        "checked_on": on,
        "review_by": until,
    }
    plain = text.removeprefix("\ufeff")
    try:
        after = apply_splices(plain, _make_splices(plain, id_, facts))
        if _load_rows(after) == _build_expected_rows(_load_rows(plain), id_, facts):
            return text[: len(text) - len(plain)] + after
    except (yaml.YAMLError, LookupError, TypeError, ValueError):
        pass  # not the shape of a record: an alias, a merged key, a block of text
    raise EntraideError(
        f"the record “{id_}” is written in a way that cannot be edited safely. "
        f"Change {', '.join(facts)} by hand."
    )


def _load_rows(text: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return rows


def _build_expected_rows(
    rows: list[dict[str, Any]], id_: str, facts: Mapping[str, str | date]
) -> list[dict[str, Any]]:
    """Return the rows that the file must hold afterwards."""
    return [{**row, **facts} if row["id"] == id_ else row for row in rows]


def _make_splices(text: str, id_: str, facts: Mapping[str, str | date]) -> Iterator[Splice]:
    """Yield the edits that set `facts`; PyYAML's marks count characters, whatever their width."""
    record = _find_record(yaml.compose(text, Loader=yaml.CSafeLoader), id_)
    pairs: dict[str, NodePair] = {key.value: (key, value) for key, value in record.value}
    added = []
    for key, fact in facts.items():
        new = quote_yaml(str(fact)) if key == "source" else str(fact)
        if key in pairs:
            yield _replace_value(text, pairs[key][1], new)
        else:
            added.append(f"{key}: {new}")
    if added:
        yield _insert_after(text, record, pairs["status"][1], added)


def _replace_value(text: str, value: yaml.Node, new: str) -> Splice:
    """Return the edit that writes `new` in the place of `value`."""
    start, end = value.start_mark.index, value.end_mark.index
    written = text[start:end].rstrip()
    return Splice(start, start + len(written), new if written else f" {new}")


def _find_record(root: yaml.Node | None, id_: str) -> yaml.MappingNode:
    """Return the mapping whose `id` is `id_`; raise LookupError if there is none."""
    for node in root.value if isinstance(root, yaml.SequenceNode) else ():
        if isinstance(node, yaml.MappingNode):
            keys = {key.value: value.value for key, value in node.value}
            if keys.get("id") == id_:
                return node
    raise LookupError(id_)


def _insert_after(
    text: str, record: yaml.MappingNode, value: yaml.Node, added: list[str]
) -> Splice:
    """Return the edit that adds keys below the line of `value`, or beside it in flow style."""
    end = value.end_mark.index
    if record.flow_style:
        return Splice(end, end, "".join(f", {pair}" for pair in added))
    line_end = text.find("\n", end)
    ending, indent = detect_newline(text), " " * record.start_mark.column
    if line_end < 0:  # the file ends without a line break
        return Splice(len(text), len(text), "".join(f"{ending}{indent}{pair}" for pair in added))
    lines = "".join(f"{indent}{pair}{ending}" for pair in added)
    return Splice(line_end + 1, line_end + 1, lines)
