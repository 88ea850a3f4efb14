"""Writing a localised version: a new file, or a new text in one that people wrote.

In a file that is there the facts that changed are spliced into the front matter; comments, order,
spacing and line ends stay as they were, and the result is read back before anybody gets it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from entraide.content.front_matter import LocalisedMatter
from entraide.content.splices import Splice, newline, spliced
from entraide.content.text_files import split_front_matter
from entraide.content.writer import entry_text, yaml_value
from entraide.content.yaml_lines import BROKEN
from entraide.errors import EntraideError

ORDER = tuple(LocalisedMatter.model_fields)


def new_version(facts: Mapping[str, Any], body: str) -> str:
    """The file of a version that there was none of."""
    return entry_text(LocalisedMatter.model_validate(dict(facts)), body.lstrip("\n"))


def rewritten(text: str, facts: Mapping[str, Any], body: str) -> str:
    """`text`, the file of a localised version, with other facts and another body.

    Raises EntraideError, without a place, where that cannot be done safely.
    """
    plain = text.removeprefix("\ufeff")
    matter, old_body = split_front_matter(plain)
    matter = matter or ""
    start = len(text) - len(plain) + plain.find("\n") + 1
    fence = text[start + len(matter) : len(text) - len(old_body)]
    if body != old_body.replace("\r\n", "\n").replace("\r", "\n"):
        old_body = body.replace("\n", newline(text))
    try:
        before = _load(matter)
        changed = {name: value for name, value in facts.items() if before.get(name) != value}
        after = spliced(matter, _splices(matter, changed))
        if _load(after) == {**before, **changed}:
            return text[:start] + after + fence + old_body
    except (*BROKEN, TypeError):
        pass  # not the shape of an entry: an alias, a merged key, no mapping at all
    raise EntraideError(
        "the front matter is written in a way that cannot be edited safely. "
        f"Change {', '.join(facts)} by hand."
    )


def _load(matter: str) -> dict[str, Any]:
    value: dict[str, Any] = yaml.load(matter, Loader=yaml.CSafeLoader)
    return value


def _splices(matter: str, facts: Mapping[str, Any]) -> Iterator[Splice]:
    """The places to touch; PyYAML's marks count characters, whatever their width."""
    root = yaml.compose(matter, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise TypeError(root)
    values = {key.value: value for key, value in root.value}
    for name, fact in facts.items():
        if name in values:
            start, end = values[name].start_mark.index, values[name].end_mark.index
            kept = len(matter[start:end].rstrip())
            yield Splice(start, start + kept, yaml_value(fact)[0 if kept == 0 else 1 :])
    added = [name for name in facts if name not in values]
    for name in sorted(added, key=ORDER.index):
        place = _line_after(matter, values, name)
        yield Splice(place, place, f"{name}:{yaml_value(facts[name])}{newline(matter)}")


def _line_after(matter: str, values: Mapping[str, yaml.Node], name: str) -> int:
    """Where a key that is not there belongs: below the last of those before it in the model."""
    before = [key for key in ORDER[: ORDER.index(name)] if key in values]
    end = max(values[key].end_mark.index for key in before)
    written = len(matter[:end].rstrip())
    return matter.index("\n", written) + 1
