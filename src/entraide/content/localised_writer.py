"""Write a localised version: a new file, or other texts in a file that people wrote.

In an existing file only the facts that change are spliced into the front matter: comments, order,
spacing and line ends stay, and the result is parsed and compared before it is returned.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from entraide.content.front_matter import LocalisedMatter
from entraide.content.splices import Splice, apply_splices, detect_newline
from entraide.content.text_files import split_file
from entraide.content.writer import format_entry, format_yaml_value
from entraide.content.yaml_errors import YAML_ERRORS
from entraide.errors import EntraideError
from entraide.model.line_ends import unify_line_ends

ORDER = tuple(LocalisedMatter.model_fields)


def format_new_version(facts: Mapping[str, Any], body: str) -> str:
    """Return the file of a new localised version, from the `facts` of its front matter."""
    return format_entry(LocalisedMatter.model_validate(dict(facts)), body.lstrip("\n"))


def rewrite_version(text: str, facts: Mapping[str, Any], body: str) -> str:
    """Return `text`, the file of a localised version, with other facts and another body.

    Raises EntraideError, without a place, if it is written in a way that cannot be edited safely.
    """
    opening, matter, fence, old_body = split_file(text)
    try:
        before = load_matter(matter)
        changed = {name: value for name, value in facts.items() if before.get(name) != value}
        after = apply_splices(matter, make_fact_splices(matter, changed, ORDER))
        if load_matter(after) == {**before, **changed}:
            return opening + after + fence + restore_line_ends(text, old_body, body)
    except (*YAML_ERRORS, TypeError):
        pass  # not the shape of an entry: an alias, a merged key, no mapping at all
    raise EntraideError(
        "the front matter is written in a way that cannot be edited safely. "
        f"Change {', '.join(facts)} by hand."
    )


def restore_line_ends(text: str, old: str, body: str) -> str:
    """Return `body` with the line ends of the file `text`; the `old` body if it says the same."""
    if body == unify_line_ends(old):
        return old
    return body.replace("\n", detect_newline(text))


def load_matter(matter: str) -> dict[str, Any]:
    """Parse the YAML of a front matter that is known to be sound."""
    value: dict[str, Any] = yaml.load(matter, Loader=yaml.CSafeLoader)
    return value


def make_fact_splices(
    matter: str, facts: Mapping[str, Any], order: Sequence[str]
) -> Iterator[Splice]:
    """Yield the edits that set `facts`; keys that are new go where `order` has them.

    PyYAML's marks count characters, whatever their width. Raises TypeError if the front matter is
    no mapping in block style.
    """
    root = yaml.compose(matter, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise TypeError(root)
    values = {key.value: value for key, value in root.value}
    for name, fact in facts.items():
        if name in values:
            start, end = values[name].start_mark.index, values[name].end_mark.index
            kept = len(matter[start:end].rstrip())
            # format_yaml_value begins with a space, needed only where there was no value.
            yield Splice(start, start + kept, format_yaml_value(fact)[0 if kept == 0 else 1 :])
    added = sorted((name for name in facts if name not in values), key=order.index)
    lines: defaultdict[int, str] = defaultdict(str)  # those of one place, in their order
    for name in added:
        place = _find_line_after(matter, values, order[: order.index(name)])
        lines[place] += f"{name}:{format_yaml_value(facts[name])}{detect_newline(matter)}"
    yield from (Splice(place, place, text) for place, text in lines.items())


def _find_line_after(matter: str, values: Mapping[str, yaml.Node], before: Sequence[str]) -> int:
    """Return where a new key belongs: below the last of those `before` it in the model."""
    end = max(values[key].end_mark.index for key in before if key in values)
    written = len(matter[:end].rstrip())
    return matter.index("\n", written) + 1
