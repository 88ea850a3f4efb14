"""Editing YAML in place: only values that change are written; every other byte stays.

The caller gives the value that the whole text is to have. Where it differs from the present value,
the new text is put at the place that the parser reports. So comments, order, quotes, spacing and
line ends stay. A value that is a mapping, or a list of the same length, is compared item by item.
The result is parsed again. A round-trip library (ruamel.yaml) would write the whole text anew, some
of it in another layout.

`UnsafeEditError` is raised for what cannot be edited so: an anchor or an alias, a merged key, a
comment within a value that is replaced, and a result that does not have the value expected.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import yaml

from entraide.content.text_files import Splice, apply_splices
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.items import add_item, remove_child
from entraide.content.yaml.limits import compose_yaml, load_yaml
from entraide.content.yaml.nodes import find_end, make_edit_error
from entraide.content.yaml.values import format_pair, format_value
from entraide.errors import EntraideError, FileLine, Problem
from entraide.model.line_ends import detect_line_end


class UnsafeEditError(EntraideError):
    """Raised for a text that cannot be edited safely; its problem says what to do by hand."""


@dataclass(frozen=True, slots=True)
class YamlEdit:
    """An edit of a YAML text.

    `change` makes the new value from the old one, which it must not modify. A new key is put below
    the last of the keys before it in `order`. The rest is for the message of a refusal: `path` and
    `line` of the text, `what` it is, and the `keys` to change by hand.
    """

    change: Callable[[Any], Any]
    order: Sequence[str]
    keys: Sequence[str]
    path: str
    what: str
    line: int = 1


def edit_yaml(text: str, edit: YamlEdit) -> str:
    """Return `text` with the values that `edit` changes; UnsafeEditError where that is unsafe."""
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
        elif more == 1 and old and new[:-1] == old:
            yield add_item(self.text, cast("yaml.CollectionNode", node), new[-1])
        elif more == -1 and new and (at := _find_dropped(old, new)) is not None:
            yield self._drop(cast("yaml.CollectionNode", node), at)
        else:
            yield self._replace(node, new, flow=flow)

    def _drop(self, node: yaml.CollectionNode, at: int) -> Splice:
        """Take an item out of a list; one with a comment stays."""
        splice = remove_child(self.text, node, at)
        if not self._is_plain(splice.start, splice.end):
            raise make_edit_error(node)
        return splice

    def _compare_mappings(
        self, node: yaml.Node, old: dict[Any, Any], new: dict[Any, Any], *, flow: bool
    ) -> Iterator[Splice]:
        added_keys = new.keys() - old.keys()
        if not added_keys <= set(self.order):
            yield self._replace(node, new, flow=flow)
            return
        merged = any(key.tag.endswith(":merge") for key, _ in node.value)
        if merged or len(node.value) != len(old):  # some of its keys are not written here, or twice
            raise make_edit_error(node)
        values = {key: value for key, (_, value) in zip(old, node.value, strict=True)}
        for key, value in values.items():
            yield from self.compare(value, old[key], new[key], flow=flow)
        added: dict[int, str] = {}
        for key in sorted(added_keys, key=self.order.index):
            before = self.order[: self.order.index(key)]
            ends = [find_end(self.text, values[name]) for name in before if name in values]
            if not ends:
                raise make_edit_error(node)
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
        """Return the splice that adds pairs after `end`: below its line, or in flow style there."""
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
            raise make_edit_error(node)
        indent = " " * node.start_mark.column
        added = "".join(f"- {format_value(item)}{self.newline}{indent}" for item in items)
        return Splice(start, start, added)

    def _replace(self, node: yaml.Node, value: object, *, flow: bool) -> Splice:
        """Return the splice that writes `value` in place of `node`, a block with all its lines."""
        start, end = node.start_mark.index, find_end(self.text, node)
        if node is self.root or not self._is_plain(start, end):
            raise make_edit_error(node)
        new, key_end = format_value(value, flow=flow), len(self.text[:start].rstrip())
        if "\n" in self.text[key_end:start] and self.text[key_end - 1] == ":":
            return Splice(key_end, end, f" {new}")
        return Splice(start, end, new if end > start else f" {new}")

    def _is_plain(self, start: int, end: int) -> bool:
        """Return whether the text there has no comment, anchor or alias, which would be lost."""
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


def _find_dropped(old: list[object], new: list[object]) -> int | None:
    """Return the place of the one item that `new` lacks; None where more is different."""
    places = (at for at in range(len(old)) if [*old[:at], *old[at + 1 :]] == new)
    return next(places, None)
