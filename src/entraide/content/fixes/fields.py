"""Typography written into front matter: title, summary and change notes.

Keywords are left as they are, since they are what people type. A value keeps its style and its
escapes: only the characters that a correction is about are touched.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from entraide.content.splices import Splice, spliced
from entraide.content.typography import corrections, set_type
from entraide.content.yaml_faults import BROKEN

WORDS = ("title", "summary")
ESCAPE = re.compile(r"\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n[ \t]*|.)", re.DOTALL)
BLANKS = " \t\r\n"


def correct_fields(matter: str, lang: str) -> str:
    """`matter`, YAML in the language of the tag `lang`, with the typography of its sentences."""
    try:
        root = yaml.compose(matter, Loader=yaml.CSafeLoader)
        fields = list(_sentences(root)) if isinstance(root, yaml.MappingNode) else []
        splices = [splice for node in fields for splice in _splices(matter, node, lang)]
        fixed = spliced(matter, splices)
        if _shown(fixed, lang) == _shown(matter, lang):
            return fixed
    except BROKEN:
        pass  # a shape that no entry has: an alias, a merged key
    return matter


def _shown(matter: str, lang: str) -> dict[Any, Any]:
    """The front matter as pages show it, the same before and afterwards."""
    value: Mapping[Any, Any] = yaml.load(matter, Loader=yaml.CSafeLoader)

    def sentence(text: object) -> object:
        return set_type(text, lang) if isinstance(text, str) else text

    new = {key: sentence(text) if key in WORDS else text for key, text in value.items()}
    if isinstance(value.get("notes"), dict):
        new["notes"] = {number: sentence(text) for number, text in value["notes"].items()}
    if isinstance(value.get("changes"), list):
        new["changes"] = [
            change | {"note": sentence(change["note"])}
            if isinstance(change, dict) and "note" in change
            else change
            for change in value["changes"]
        ]
    return new


def _sentences(root: yaml.MappingNode) -> Iterator[yaml.ScalarNode]:
    """The values that readers are shown."""
    for key, value in root.value:
        if key.value in WORDS:
            yield from _texts([value])
        elif key.value == "notes" and isinstance(value, yaml.MappingNode):
            yield from _texts([note for _, note in value.value])
        elif key.value == "changes" and isinstance(value, yaml.SequenceNode):
            for change in value.value:
                if isinstance(change, yaml.MappingNode):
                    yield from _texts([note for name, note in change.value if name.value == "note"])


def _texts(nodes: list[yaml.Node]) -> Iterator[yaml.ScalarNode]:
    for node in nodes:
        if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str"):
            yield node


def _splices(matter: str, node: yaml.ScalarNode, lang: str) -> Iterator[Splice]:
    if not corrections(node.value, lang):
        return
    places = _places(matter, node)
    signs = zip(node.value, places, strict=False)
    value = "".join("\n" if "\n" in matter[slice(*place)] else sign for sign, place in signs)
    for start, end, text in corrections(value, lang) if len(places) == len(node.value) else ():
        yield Splice(places[start][0], places[end - 1][1], text)


def _places(matter: str, node: yaml.ScalarNode) -> list[tuple[int, int]]:
    """Where each character of the value is written; a shorter list where that is not clear."""
    at, end, style = node.start_mark.index, node.end_mark.index, node.style
    if style in ("|", ">"):
        at = matter.index("\n", at) + 1
    elif style:
        at, end = at + 1, end - 1
    places: list[tuple[int, int]] = []
    for sign in node.value:
        while at < end and matter[at] != sign and matter[at] in BLANKS and sign not in BLANKS:
            at += 1  # indentation
        if style == '"' and matter[at : at + 1] == "\\":
            match = ESCAPE.match(matter, at)
            width = len(match[0]) if match else 1
        elif style == "'" and sign == "'":
            width = 2
        elif sign in BLANKS and matter[at : at + 1] in BLANKS and style != "|":
            width = 1
            while matter[at] in "\r\n" and at + width < end and matter[at + width] in BLANKS:
                width += 1
        elif matter[at : at + 1] == sign:
            width = 1
        else:
            return places
        places.append((at, at + width))
        at += width
    return places
