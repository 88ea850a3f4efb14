"""Parts: a text that is rendered once, for every page that shows it.

Between pieces of HTML are gaps for what depends on the page: where a link leads depends on the page
and its locale, an anchor on the heading in the source language, a placeholder on the day. Each is a
part of its own, so a page is joined from parts, and finished HTML is never searched. Parts travel
between processes as JSON, compressed.
"""

import json
import zlib
from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import groupby
from typing import Any


class PartKind(StrEnum):
    """The kind of a part that is not HTML, and what it holds."""

    PROSE = "p"  # words of a sentence: terms of the glossary are sought in these alone
    ADDRESS = "a"  # of a link or an image, within the quotes of an attribute, as it was written
    IMAGE = "g"  # address, width and height of an image, as written: what makes room for it
    ANCHOR = "i"  # number of a heading: the id it has on this page
    PERMALINK = "l"  # number of a heading: the link to itself
    BELOW = "b"  # number of a heading: what stands right below it
    BLOCK = "B"  # name of a placeholder that stands alone in its paragraph
    RUN = "R"  # names of placeholders that stand alone, one after another: made for one page
    INLINE = "I"  # name of a placeholder within a sentence
    BARE = "T"  # name of a placeholder within a link, where no other can stand
    CONTROL = "c"  # HTML that pages of the site show, and no feed or export
    PLAIN = "A"  # name of a placeholder within an attribute, where no markup can stand


Part = str | tuple[PartKind, Any]
PageParts = list[Part]


def join_parts(parts: Iterable[Part], resolve: Callable[[PartKind, Any], str]) -> str:
    """Return the HTML of a page; `resolve` returns that of each part that is not HTML."""
    return "".join(part if isinstance(part, str) else resolve(*part) for part in parts)


def merge_parts(parts: Iterable[Part]) -> PageParts:
    """Return `parts` with neighbours of HTML, and neighbours of prose, made one."""
    merged: PageParts = []
    for is_prose, group in groupby(parts, key=_classify_part):
        if is_prose is None:
            merged += group
        elif is_prose:
            merged.append((PartKind.PROSE, "".join(part[1] for part in group)))
        else:
            merged.append("".join(str(part) for part in group))
    return merged


def join_blocks(parts: Iterable[Part], is_gathered: Callable[[str], bool]) -> PageParts:
    """Return `parts` with blocks that follow one another made one RUN, where `is_gathered`."""
    gathered: PageParts = []
    space = ""  # after a run: it stays where another part follows
    for part in parts:
        if isinstance(part, str) and not part.strip() and gathered and _is_run(gathered[-1]):
            space += part
        elif not isinstance(part, str) and part[0] is PartKind.BLOCK and is_gathered(part[1]):
            before = gathered.pop()[1] if gathered and _is_run(gathered[-1]) else []
            gathered.append((PartKind.RUN, [*before, part[1]]))
            space = ""
        else:
            gathered += [space, part] if space else [part]
            space = ""
    return [*gathered, space] if space else gathered


def _is_run(part: Part) -> bool:
    return not isinstance(part, str) and part[0] is PartKind.RUN


def _classify_part(part: Part) -> bool | None:
    """Return False for HTML, True for prose, None for a part that cannot be merged."""
    if isinstance(part, str):
        return False
    return True if part[0] is PartKind.PROSE else None


def pack_parts(parts: PageParts) -> bytes:
    """Return `parts` as bytes, as they are held in memory and in the cache."""
    return zlib.compress(json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode(), 1)


def unpack_parts(data: bytes) -> PageParts:
    """Return the parts in `data`, which `pack_parts` made."""
    rows = json.loads(zlib.decompress(data))
    return [row if isinstance(row, str) else (PartKind(row[0]), row[1]) for row in rows]
