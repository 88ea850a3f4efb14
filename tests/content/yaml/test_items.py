"""Items and keys are added to YAML, and removed from it, and every other byte stays."""

import pytest
import yaml

from entraide.content.text_files import apply_splices
from entraide.content.yaml.items import (
    add_item,
    add_key,
    iter_mappings,
    remove_child,
)
from entraide.content.yaml.limits import compose_yaml
from entraide.content.yaml.nodes import find_node

BLOCK = "a: # one\n  - x: 1\n    y: 2 # two\n  - x: 3\n# end\nb: 1\n"
FLOW = "a: [ {x: 1, y: 2}, {x: 3} ] # one\nb: 1\n"


def get_list(text: str) -> yaml.SequenceNode:
    node = find_node(compose_yaml(text), "a")
    assert isinstance(node, yaml.SequenceNode)
    return node


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        (BLOCK, BLOCK.replace("x: 3\n", "x: 3\n  - {x: 4}\n")),
        (BLOCK.replace("\n", "\r\n"), BLOCK.replace("x: 3\n", "x: 3\n  - {x: 4}\n")),
        (FLOW, FLOW.replace("{x: 3} ]", "{x: 3}, {x: 4} ]")),
        ("a:\n- 1", "a:\n- 1\n- {x: 4}"),
    ],
)
def test_an_item_is_put_at_the_end_of_a_list(text: str, edited: str) -> None:
    written = apply_splices(text, [add_item(text, get_list(text), {"x": 4})])
    assert written.replace("\r\n", "\n") == edited
    assert written.count("\r") == (text.count("\r") and text.count("\r") + 1)


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        (BLOCK, BLOCK.replace("# two\n", '# two\n    z: ""\n')),
        (FLOW, FLOW.replace("y: 2", 'y: 2, z: ""')),
        ("a:\n  - {x: 1, # one\n     y: 2}\n", 'a:\n  - {x: 1, # one\n     y: 2, z: ""}\n'),
    ],
)
def test_a_key_is_put_at_the_end_of_a_mapping(text: str, edited: str) -> None:
    node = get_list(text).value[0]
    assert apply_splices(text, [add_key(text, node, "z", "")]) == edited


@pytest.mark.parametrize(
    ("text", "index", "edited"),
    [
        (BLOCK, 0, BLOCK.replace("  - x: 1\n    y: 2 # two\n", "")),
        (BLOCK, 1, BLOCK.replace("  - x: 3\n", "")),
        (FLOW, 0, FLOW.replace("{x: 1, y: 2}, ", "")),
        (FLOW, 1, FLOW.replace(", {x: 3}", "")),
    ],
)
def test_an_item_is_removed(text: str, index: int, edited: str) -> None:
    assert apply_splices(text, [remove_child(text, get_list(text), index)]) == edited


@pytest.mark.parametrize(
    ("text", "index", "edited"),
    [
        (BLOCK, 0, BLOCK.replace("x: 1\n    y", "y")),
        (BLOCK, 1, BLOCK.replace("    y: 2 # two\n", "")),
        (FLOW, 0, FLOW.replace("x: 1, ", "")),
        (FLOW, 1, FLOW.replace(", y: 2", "")),
    ],
)
def test_a_key_is_removed(text: str, index: int, edited: str) -> None:
    node = get_list(text).value[0]
    assert apply_splices(text, [remove_child(text, node, index)]) == edited


def test_a_mapping_with_an_alias_is_found_once() -> None:
    mappings = list(iter_mappings(compose_yaml("a: &x {b: {c: 1}}\nd: *x\n")))
    assert len(mappings) == 3
