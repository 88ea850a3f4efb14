"""Edits of a `mkdocs.yml` from before there was a plugin: what goes, what moves, what is added.

Each takes a text and returns it edited; comments stay, or go along with what they are about.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

import yaml

from entraide.content.project_format import COPIED_STAGES
from entraide.content.refused_settings import find_value
from entraide.content.yaml.nodes import find_end, list_children
from entraide.content.yaml.sections import (
    cut_lines,
    find_comments_above,
    find_lines,
    find_pair,
    indent_lines,
    iter_comments,
    remove_items,
    remove_key,
)
from entraide.model.line_ends import detect_line_end

SETTINGS = ("extra", "entraide")
# What every project had, and the plugin sets now: a key goes if it has this value.
REMOVED_KEYS: tuple[tuple[tuple[str, ...], object], ...] = (
    (("plugins", "i18n", "docs_structure"), "folder"),
    (("plugins", "i18n", "fallback_to_default"), False),
    (("plugins", "i18n", "reconfigure_material"), False),
    (("plugins", "i18n", "reconfigure_search"), False),
    (("theme", "name"), "material"),
    (("theme", "custom_dir"), "overrides"),
    (("theme", "font"), False),
    (("nav",), ["index.md"]),
    (("validation", "nav", "omitted_files"), "ignore"),
    (("validation", "links", "anchors"), "ignore"),
)
REMOVED_ITEMS: tuple[tuple[tuple[str, ...], Collection[str]], ...] = (
    (("theme", "static_templates"), ("assets/site.css", "assets/propose.css")),
    (("hooks",), COPIED_STAGES),
)
# Comments that we wrote beside them.
OUR_COMMENTS = frozenset(
    {
        "# hooks/page_list.py makes fallback pages, in both directions",
        "# The pipeline: one stage of a build a file, run in this order at each step.",
        "# the sidebar is ours: a page costs the same however many entries there are",
        "# checked by `entraide check`, in every locale at once",
    }
)


def find_data_folder(mkdocs: object) -> str:
    """Return the folder of the data, of either format, as `mkdocs`, the settings, have it."""
    former = find_value(mkdocs, *SETTINGS, "data")
    return Path(
        str(former or find_value(mkdocs, "plugins", "entraide", "data") or "data")
    ).as_posix()


def list_removed_items(old: object) -> Iterator[tuple[tuple[str, ...], Collection[str]]]:
    """Yield the lists of `old` that lose items, and which: of `watch`, the folder of the data."""
    yield from REMOVED_ITEMS
    yield ("watch",), (find_data_folder(old),)


def remove_what_the_plugin_sets(text: str, old: object) -> str:
    """Return `text`, whose value is `old`, without what every project had."""
    for keys, value in REMOVED_KEYS:
        if find_value(old, *keys) == value:
            text = remove_key(text, keys, OUR_COMMENTS)
    for keys, items in list_removed_items(old):
        text = remove_items(text, keys, items, OUR_COMMENTS)
    return text


def take_settings(text: str) -> tuple[str, str]:
    """Return `text` without `extra: entraide:`, and the lines of what stood below it."""
    pair = find_pair(text, SETTINGS)
    if pair is None:
        return text, ""
    lines = "" if pair.value.tag.endswith(":null") else _read_settings(text, pair.value)
    newline = detect_line_end(text)
    whole = find_pair(text, SETTINGS[:1])
    assert whole is not None, "it is around the settings"  # noqa: S101
    is_alone = len(pair.mapping.value) == 1
    if pair.mapping.flow_style and not is_alone:
        return remove_key(text, SETTINGS), lines
    key = whole.key if is_alone else pair.key
    start, _ = find_lines(text, key, pair.value)
    start = find_comments_above(text, start)
    first = list_children(pair.value)
    head_end = first[0].start_mark.index if first else find_end(text, pair.value)
    is_flow = bool(getattr(pair.value, "flow_style", True))
    end = _find_end_of_settings(text, pair.value, pair.key)
    comments = list(iter_comments(text, start, end if is_flow else _find_line(text, head_end)))
    head = "".join(f"{comment}{newline}" for comment in comments)
    return cut_lines(text, start, end), head + lines


def _find_line(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _read_settings(text: str, node: yaml.Node) -> str:
    """Return the settings as lines of their own, below each other from the left edge on."""
    newline = detect_line_end(text)
    if getattr(node, "flow_style", False):
        children = list_children(node)
        pairs = zip(children[::2], children[1::2], strict=True)
        spans = [text[key.start_mark.index : find_end(text, value)] for key, value in pairs]
        return "".join(span + newline for span in spans)
    first = node.start_mark
    end = _find_end_of_settings(text, node, node)
    lines = indent_lines(text[_find_line(text, first.index) : end], first.column)
    return lines if lines.endswith("\n") else lines + newline


def _find_end_of_settings(text: str, node: yaml.Node, key: yaml.Node) -> int:
    """Return where a section ends, comments below it that are indented like it included."""
    at = max(find_end(text, node), key.end_mark.index if key is not node else 0)
    end = text.find("\n", at) + 1 or len(text)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return end
    at = end
    while at < len(text):
        following = text.find("\n", at) + 1 or len(text)
        line = text[at:following]
        if line.lstrip(" ").startswith("#") and not line.startswith(
            " " * max(node.start_mark.column, 1)
        ):
            break
        if line.strip() and not line.lstrip(" ").startswith("#"):
            break
        at = following
        end = at if line.strip() else end
    return end


def take_data_folder(text: str) -> tuple[str, str]:
    """Return `text` without `extra: entraide: data:`, and its lines, from the left edge on."""
    pair = find_pair(text, (*SETTINGS, "data"))
    if pair is None:
        return text, ""
    if pair.mapping.flow_style:
        line = text[pair.key.start_mark.index : find_end(text, pair.value)]
        return remove_key(text, (*SETTINGS, "data")), line + detect_line_end(text)
    start, end = find_lines(text, pair.key, pair.value)
    start = find_comments_above(text, start)
    lines = indent_lines(text[start:end], pair.key.start_mark.column)
    return cut_lines(text, start, end), lines


def add_plugin(text: str, options: str) -> str:
    """Return `text` with our plugin behind the others; `options` are the lines below its name."""
    pair = find_pair(text, ("plugins",))
    if pair is None or find_pair(text, ("plugins", "entraide")):
        return text
    plugins, newline = pair.value, detect_line_end(text)
    if any(getattr(each, "value", "") == "entraide" for each in list_children(plugins)):
        return text
    is_list = isinstance(plugins, yaml.SequenceNode)
    if getattr(plugins, "flow_style", True):
        options = options.strip()
        name = f"entraide: {{{options}}}" if options or not is_list else "entraide"
        end = plugins.end_mark.index - 1
        return f"{text[:end].rstrip()}, {name}{text[end:]}"
    column = plugins.start_mark.column
    name = f"{'- ' if is_list else ''}entraide" + (":" if options else "" if is_list else ": {}")
    end = text.find("\n", find_end(text, plugins)) + 1
    before = text[:end] if end else text + newline
    lines = f"{' ' * column}{name}{newline}"
    below = indent_lines(options, 0, column + (4 if is_list else 2))
    return before + lines + below + (text[end:] if end else "")
