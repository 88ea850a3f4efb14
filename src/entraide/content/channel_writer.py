"""Recording that a channel was verified, in the file that people wrote.

The dates and the source of one record are spliced in; comments, order, spacing and line ends stay
as they were, and the result is read back before anybody gets it.
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
    """`text`, a file of channels, with the record of `id_` verified on a day, good `until` another.

    Raises EntraideError, without a place, where that cannot be done safely.
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
    return [{**row, **facts} if row["id"] == id_ else row for row in rows]


def _make_splices(text: str, id_: str, facts: Mapping[str, str | date]) -> Iterator[Splice]:
    """The places to touch; PyYAML's marks count characters, whatever their width."""
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
    """`new` where `value` is; a block of text ends before its last line break."""
    start, end = value.start_mark.index, value.end_mark.index
    written = text[start:end].rstrip()
    return Splice(start, start + len(written), new if written else f" {new}")


def _find_record(root: yaml.Node | None, id_: str) -> yaml.MappingNode:
    """The mapping whose `id` is `id_`."""
    for node in root.value if isinstance(root, yaml.SequenceNode) else ():
        if isinstance(node, yaml.MappingNode):
            keys = {key.value: value.value for key, value in node.value}
            if keys.get("id") == id_:
                return node
    raise LookupError(id_)


def _insert_after(
    text: str, record: yaml.MappingNode, value: yaml.Node, added: list[str]
) -> Splice:
    """Keys that were not there, below the line of `value`, or beside it in flow style."""
    end = value.end_mark.index
    if record.flow_style:
        return Splice(end, end, "".join(f", {pair}" for pair in added))
    line_end = text.find("\n", end)
    ending, indent = detect_newline(text), " " * record.start_mark.column
    if line_end < 0:  # the file ends without a line break
        return Splice(len(text), len(text), "".join(f"{ending}{indent}{pair}" for pair in added))
    lines = "".join(f"{indent}{pair}{ending}" for pair in added)
    return Splice(line_end + 1, line_end + 1, lines)
