"""What a version says, segment by segment, by the file that a build writes of it.

`entries/<id>.<locale>.json` is read when somebody asks, and again when it has changed; the last
few stay at hand. Only ids and locales that `published_site.py` knows are asked for: none of what a
visitor sent becomes part of a path.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from entraide.desk.published_site import NO_VERSION

MOST = 64  # texts at hand: some 40 kB each


@dataclass(frozen=True, slots=True)
class PublishedSegment:
    """A piece of a text as `entries/<id>.<locale>.json` has it; `diff` is of `model/word_diff`."""

    key: str
    kind: str
    text: str  # what stands there in this locale; "" for nothing yet
    source: str = ""
    protected: tuple[str, ...] = ()
    state: str = "current"  # source | current | changed | missing | kept
    heading: str = ""
    previous: str = ""
    diff: tuple[tuple[str, str], ...] = ()
    remark: str = ""
    needed: bool = False
    guarded: bool = True


@dataclass(frozen=True, slots=True)
class PublishedText:
    """A version, missing ones too; `revision` is its entry's newest."""

    entry: int
    locale: str
    title: str
    state: str  # source | current | outdated | misleading | missing | proposed
    revision: int
    source_locale: str
    segments: tuple[PublishedSegment, ...]
    by_key: Mapping[str, PublishedSegment] = field(compare=False)

    @property
    def is_source(self) -> bool:
        return self.locale == self.source_locale

    @property
    def is_missing(self) -> bool:
        return self.state in NO_VERSION


class _CachedText(NamedTuple):
    stamp: tuple[int, int, int]
    text: PublishedText


class PublishedTexts:
    """The texts of the folder of a built site."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "entries"
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[int, str], _CachedText] = (
            OrderedDict()
        )  # the last asked last

    def find(self, entry: int, locale: str) -> PublishedText | None:
        """What that version says now; what it said last, where a build is just putting it there."""
        file = self._folder / f"{entry}.{locale}.json"
        with self._lock:
            known = self._known.get((entry, locale))
            try:
                stamp = _read_stamp(file)
                if known is None or known.stamp != stamp:
                    known = _CachedText(stamp, _read(file))
            except (OSError, ValueError, KeyError, TypeError):
                return known.text if known else None
            self._known[entry, locale] = known
            self._known.move_to_end((entry, locale))
            if len(self._known) > MOST:
                self._known.popitem(last=False)
            return known.text


def _read_stamp(file: Path) -> tuple[int, int, int]:
    stat = file.stat()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _read(file: Path) -> PublishedText:
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    segments = tuple(_make_segment(row, told) for row in told["segments"])
    return PublishedText(
        entry=told["id"],
        locale=told["locale"],
        title=told["title"],
        state=told["state"],
        revision=told["revision"],
        source_locale=told["source_locale"],
        segments=segments,
        by_key={segment.key: segment for segment in segments},
    )


def _make_segment(row: Mapping[str, Any], told: Mapping[str, Any]) -> PublishedSegment:
    """The source of a source version is what it says itself."""
    lists = {
        "protected": tuple(row.get("protected", ())),
        "diff": tuple((side, text) for side, text in row.get("diff", ())),
    }
    segment = PublishedSegment(**{**row, **lists})
    if told["locale"] == told["source_locale"]:
        return replace(segment, source=segment.text)
    return segment
