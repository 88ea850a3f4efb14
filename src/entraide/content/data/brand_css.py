"""A project's own style sheet: it may do everything but load from another host.

What it shows or writes with (`url(…)`) stands in `data/`, beside it or elsewhere there, and is
published with it.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import tinycss2
from tinycss2.ast import AtKeywordToken, Node, ParseError, StringToken, URLToken
from tinycss2.serializer import serialize_string_value

from entraide.content.data.brand_files import IN_STYLES, LETTERS, BrandFiles
from entraide.content.text_files import read_visible_text
from entraide.errors import FileLine

LOADING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"})
DATA_IMAGE = re.compile(r"data:image/", re.IGNORECASE)
OWN_CURE = "Put the file beside this one, and write its name: url(pattern.svg)"


def read_brand_css(path: Path, files: BrandFiles) -> str:
    """Return the style sheet in `path` as it is published; its problems go into the log."""
    shown = files.settings.make_relative(path)
    text = read_visible_text(path, shown, files.log)
    if text is None:
        return ""
    nodes = tinycss2.parse_component_value_list(text)
    for node in _iter_nodes(nodes):
        location = FileLine(shown, node.source_line)
        if isinstance(node, ParseError):
            files.log.add(location, f"this is no CSS: {node.message.lower()}", "Correct it")
        elif isinstance(node, AtKeywordToken) and node.lower_value in {"import", "charset"}:
            what = f"@{node.value} has no place here: this is the end of one style sheet"
            files.log.add(location, what, "Copy what it should load to this place")
    for node in _iter_addresses(nodes):
        _settle_address(node, path, files, FileLine(shown, node.source_line))
    return str(tinycss2.serialize(nodes))


def _iter_nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield every node, in any block or function."""
    for node in nodes:
        yield node
        yield from _iter_nodes(_get_content(node))


def _get_content(node: Node) -> Iterable[Node]:
    return getattr(node, "arguments", None) or getattr(node, "content", None) or ()


def _iter_addresses(nodes: Iterable[Node], *, loads: bool = False) -> Iterator[Node]:
    """Yield every address, as a `url(…)` or as a text in a function that loads."""
    for node in nodes:
        if isinstance(node, URLToken) or (loads and isinstance(node, StringToken)):
            yield node
        is_loading = loads or getattr(node, "lower_name", "") in LOADING
        yield from _iter_addresses(_get_content(node), loads=is_loading)


def _settle_address(node: Node, sheet: Path, files: BrandFiles, location: FileLine) -> None:
    """Replace an address by that of the published file, or add what is wrong with it."""
    address: str = node.value
    if address.startswith("#") or DATA_IMAGE.match(address):
        return
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith("/"):
        files.log.add(location, f"“{address}” leads out of the project", OWN_CURE)
        return
    target = os.path.normpath(sheet.parent / unquote(parts.path))
    name = os.path.relpath(target, files.settings.data)
    if path := files.find_file(name, IN_STYLES, location):
        if path.suffix.lower() in LETTERS:
            files.check_letters(path, location)
        else:
            files.check_picture(path, location)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        url = f"{files.publish(path, location)}{fragment}"
        quoted = f'"{serialize_string_value(url)}"'
        node.representation = f"url({quoted})" if isinstance(node, URLToken) else quoted
