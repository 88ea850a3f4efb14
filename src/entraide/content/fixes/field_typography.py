"""Typography written into front matter: title, summary and notes on changes.

Keywords are left as they are, since they are what people type into a search. A value keeps its YAML
style and its escapes: only the characters of a substitution change.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from entraide.content.text_files import Splice, apply_splices
from entraide.content.typography import find_substitutions, typeset_text
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import compose_yaml, load_yaml
from entraide.model.text_fields import SENTENCE_FIELDS

ESCAPE = re.compile(r"\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n[ \t]*|.)", re.DOTALL)
BLANKS = " \t\r\n"


def fix_field_typography(matter: str, lang: str) -> str:
    """Return `matter`, the YAML of one file, with typography in its sentences.

    `lang` is a BCP 47 tag. The same text is returned where the result would not load as before.
    """
    try:
        root = compose_yaml(matter)
        fields = list(_iter_sentences(root)) if isinstance(root, yaml.MappingNode) else []
        splices = [splice for node in fields for splice in _iter_splices(matter, node, lang)]
        fixed = apply_splices(matter, splices)
        if _typeset_fields(fixed, lang) == _typeset_fields(matter, lang):
            return fixed
    except YAML_ERRORS:
        pass  # a shape that no entry has: an alias, a merged key
    return matter


def _typeset_fields(matter: str, lang: str) -> dict[Any, Any]:
    """Return front matter as pages show it, which a fix must not change."""
    value: Any = load_yaml(matter)

    def sentence(text: object) -> object:
        return typeset_text(text, lang) if isinstance(text, str) else text

    new = {key: sentence(text) if key in SENTENCE_FIELDS else text for key, text in value.items()}
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


def _iter_sentences(root: yaml.MappingNode) -> Iterator[yaml.ScalarNode]:
    """Yield the values that readers see."""
    for key, value in root.value:
        if key.value in SENTENCE_FIELDS:
            yield from _iter_strings([value])
        elif key.value == "notes" and isinstance(value, yaml.MappingNode):
            yield from _iter_strings([note for _, note in value.value])
        elif key.value == "changes" and isinstance(value, yaml.SequenceNode):
            for change in value.value:
                if isinstance(change, yaml.MappingNode):
                    yield from _iter_strings(
                        [note for name, note in change.value if name.value == "note"]
                    )


def _iter_strings(nodes: list[yaml.Node]) -> Iterator[yaml.ScalarNode]:
    for node in nodes:
        if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str"):
            yield node


def _iter_splices(matter: str, node: yaml.ScalarNode, lang: str) -> Iterator[Splice]:
    """Yield the substitutions in the value of `node`, at their spans in `matter`."""
    if not find_substitutions(node.value, lang):
        return
    spans = _locate_characters(matter, node)
    signs = zip(node.value, spans, strict=False)
    value = "".join("\n" if "\n" in matter[slice(*span)] else sign for sign, span in signs)
    for start, end, text in (
        find_substitutions(value, lang) if len(spans) == len(node.value) else ()
    ):
        yield Splice(spans[start][0], spans[end - 1][1], text)


def _locate_characters(matter: str, node: yaml.ScalarNode) -> list[tuple[int, int]]:
    """Return where each character of the value is written, as start and end in `matter`.

    A list shorter than the value says that the rest is not clear.
    """
    at, end, style = node.start_mark.index, node.end_mark.index, node.style
    if style in ("|", ">"):
        at = matter.index("\n", at) + 1
    elif style:
        at, end = at + 1, end - 1
    spans: list[tuple[int, int]] = []
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
            return spans
        spans.append((at, at + width))
        at += width
    return spans
