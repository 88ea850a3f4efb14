"""Editing YAML in place: the values that change are written anew, every other byte stays.

A caller says what the whole text shall mean. What differs from what it means now is spliced in at
the places that the parser reports, so that comments, order, quotes, spacing and line ends stay; a
value that is a mapping or a list of the same length is compared within. The result is read back.
A round-trip library (ruamel.yaml) would write the text anew, and lays some of it out otherwise.

Refused, as `UnsafeEditError`, is what cannot be edited so: an anchor or an alias, a merged key, a
comment within a value that is replaced, a text that means something else than the caller expects.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from entraide.content.text_files import Splice, apply_splices
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import compose_yaml, load_yaml
from entraide.content.yaml.values import format_pair, format_value
from entraide.errors import EntraideError, FileLine, Problem
from entraide.model.line_ends import detect_line_end


class UnsafeEditError(EntraideError):
    """A text that cannot be edited safely; its problem says where, and what to do by hand."""


@dataclass(frozen=True, slots=True)
class YamlEdit:
    """What is to be edited, and how.

    `change` makes the new value from the old one, which it must not touch. A key that was not there
    stands below the last of those before it in `order`. A refusal names the rest: `path` and
    `line`, those of the text; `what` it is; the `keys` to change by hand.
    """

    change: Callable[[Any], Any]
    order: Sequence[str]
    keys: Sequence[str]
    path: str
    what: str
    line: int = 1


def edit_yaml(text: str, edit: YamlEdit) -> str:
    """Return `text` with the values that `edit` changes; UnsafeEditError where that is not safe."""
    plain = text.removeprefix("\ufeff")
    line = 0
    try:
        root = _compose(plain)
        old = load_yaml(plain)
        new = edit.change(old)
        splices = list(_Differ(plain, root, edit.order).compare(root, old, new))
        line = plain.count("\n", 0, min((splice.start for splice in splices), default=0))
        edited = apply_splices(plain, splices)
        if load_yaml(edited) == new:
            return text[: len(text) - len(plain)] + edited
    except YAML_ERRORS as error:  # not the shape that `change` knows, or one that stays as it is
        line = getattr(getattr(error, "problem_mark", None), "line", line)
    what = f"{edit.what} is written in a way that cannot be edited safely"
    keys = " and ".join(", ".join(edit.keys).rsplit(", ", 1))
    cure = f"Change {keys} by hand"
    raise UnsafeEditError(Problem(FileLine(edit.path, edit.line + line), what, cure))


def _compose(text: str) -> yaml.CollectionNode:
    root = compose_yaml(text)
    if not isinstance(root, yaml.CollectionNode):
        raise TypeError(root)
    return root


class _Differ:
    """Compares two values, and yields the splices of `text` that turn one into the other.

    Marks of PyYAML count characters, whatever their width.
    """

    def __init__(self, text: str, root: yaml.Node, order: Sequence[str]) -> None:
        self.text, self.root, self.order = text, root, order
        self.newline = detect_line_end(text)

    def compare(
        self, node: yaml.Node, old: object, new: object, *, flow: bool = False
    ) -> Iterator[Splice]:
        """Yield the splices that make `new` of `node`, whose value is `old`."""
        if old == new:
            return
        flow = flow or bool(getattr(node, "flow_style", False))
        if isinstance(old, dict) and isinstance(new, dict) and old.keys() <= new.keys():
            yield from self._compare_mappings(node, old, new, flow=flow)
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._compare_lists(node, old, new, flow=flow)
        else:
            yield self._replace(node, new, flow=flow)

    def _compare_lists(
        self, node: yaml.Node, old: list[object], new: list[object], *, flow: bool
    ) -> Iterator[Splice]:
        more = len(new) - len(old)
        if more == 0:
            for child, before, after in zip(node.value, old, new, strict=True):
                yield from self.compare(child, before, after, flow=flow)
        elif more > 0 and new[more:] == old:
            yield self._prepend(node, new[:more])
        else:
            yield self._replace(node, new, flow=flow)

    def _compare_mappings(
        self, node: yaml.Node, old: dict[Any, Any], new: dict[Any, Any], *, flow: bool
    ) -> Iterator[Splice]:
        added_keys = new.keys() - old.keys()
        if not added_keys <= set(self.order):
            yield self._replace(node, new, flow=flow)
            return
        merged = any(key.tag.endswith(":merge") for key, _ in node.value)
        if merged or len(node.value) != len(old):  # some of its keys are not written here, or twice
            raise _refuse(node)
        values = {key: value for key, (_, value) in zip(old, node.value, strict=True)}
        for key, value in values.items():
            yield from self.compare(value, old[key], new[key], flow=flow)
        added: dict[int, str] = {}
        for key in sorted(added_keys, key=self.order.index):
            before = self.order[: self.order.index(key)]
            ends = [self._find_end(values[name]) for name in before if name in values]
            if not ends:
                raise _refuse(node)
            end = max(ends)
            added[end] = added.get(end, "") + self._format_addition(node, key, new[key], flow=flow)
        yield from (self._insert(end, text, flow=flow) for end, text in added.items())

    def _format_addition(self, node: yaml.Node, key: str, value: object, *, flow: bool) -> str:
        if flow:
            return f", {key}: {format_value(value, flow=True)}"
        indent = " " * node.value[0][0].start_mark.column
        lines = format_pair(key, value).split("\n")
        return "".join(f"{indent}{line}{self.newline}" for line in lines)

    def _insert(self, end: int, added: str, *, flow: bool) -> Splice:
        """Put new pairs below the line of what ends at `end`; in flow style right behind it."""
        if flow:
            return Splice(end, end, added)
        line_end = self.text.find("\n", end)
        if line_end >= 0:
            return Splice(line_end + 1, line_end + 1, added)
        end = len(self.text)  # the last line has no line end, and gets none
        return Splice(end, end, self.newline + added.removesuffix(self.newline))

    def _prepend(self, node: yaml.Node, items: Sequence[object]) -> Splice:
        """Put `items` before the others of a list, in its style."""
        start = node.start_mark.index
        if self.text[start] == "[":
            added = ", ".join(format_value(item, flow=True) for item in items)
            return Splice(start + 1, start + 1, f"{added}, " if node.value else added)
        if self.text[start] != "-":  # an anchor or a tag
            raise _refuse(node)
        indent = " " * node.start_mark.column
        added = "".join(f"- {format_value(item)}{self.newline}{indent}" for item in items)
        return Splice(start, start, added)

    def _replace(self, node: yaml.Node, value: object, *, flow: bool) -> Splice:
        """Write `value` in the place of `node`; a block goes up to the line of its key."""
        start, end = node.start_mark.index, self._find_end(node)
        if node is self.root or not self._is_plain(start, end):
            raise _refuse(node)
        new, key_end = format_value(value, flow=flow), len(self.text[:start].rstrip())
        if "\n" in self.text[key_end:start] and self.text[key_end - 1] == ":":
            return Splice(key_end, end, f" {new}")
        return Splice(start, end, new if end > start else f" {new}")

    def _find_end(self, node: yaml.Node) -> int:
        """Return where `node` ends, without what the parser counts in below a block."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            return max(map(self._find_end, _list_children(node)))
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.text[start:end].rstrip())

    def _is_plain(self, start: int, end: int) -> bool:
        """Tell whether what stands there has no comment, anchor or alias, which would be lost."""
        at = start
        for token in yaml.scan(self.text, Loader=yaml.CSafeLoader):
            first, last = token.start_mark.index, token.end_mark.index
            if start <= first < end:
                if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
                    return False
                if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
                    first = self.text.find("\n", first)  # a comment may follow the sign of a block
                if "#" in self.text[at:first]:
                    return False
                at = last
        return "#" not in self.text[at:end] and start <= end  # an alias ends where its anchor does


def _refuse(node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem="it cannot be edited", problem_mark=node.start_mark)


def _list_children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [child for pair in node.value for child in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
