"""Nodes of composed YAML, for code that edits a text in place."""

import yaml


def find_node(root: yaml.Node | None, *keys: str) -> yaml.Node | None:
    """Return the node below `root` at `keys`; a list of mappings is searched like one mapping."""
    node = root
    for key in keys:
        pairs = [pair for each in _list_mappings(node) for pair in each.value]
        node = next((value for name, value in pairs if name.value == key), None)
    return node


def _list_mappings(node: yaml.Node | None) -> list[yaml.MappingNode]:
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [item for item in items if isinstance(item, yaml.MappingNode)]


def list_children(node: yaml.Node) -> list[yaml.Node]:
    """Return keys and values of a mapping, or the items of a list, in order."""
    if isinstance(node, yaml.MappingNode):
        return [child for pair in node.value for child in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def find_end(text: str, node: yaml.Node) -> int:
    """Return where `node` ends in `text`; the parser counts blank lines below a block in."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        return max(find_end(text, child) for child in list_children(node))
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip())


def make_edit_error(node: yaml.Node) -> yaml.MarkedYAMLError:
    """Return the error for a `node` that is written in a way that no edit can keep."""
    return yaml.MarkedYAMLError(problem="it cannot be edited", problem_mark=node.start_mark)
