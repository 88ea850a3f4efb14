"""What the site has published: the entries that may be rated, by the files that a build writes.

`entries/index.json` lists the versions, `entries/desk.json` the rest of what the desk has to know.
Both are read at start, and again when they change; a file that cannot be read meanwhile, since
a build swaps folders, leaves what was known in place.
"""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entraide.errors import EnvironmentVariable, Problem, SettingsError
from entraide.model.rating import SCALES

NO_VERSION = ("missing", "proposed")  # states of what has a page, and no text of its own
LOOK_AGAIN = 1.0  # seconds between two looks at the files


@dataclass(frozen=True, slots=True)
class PublishedLocale:
    code: str
    lang: str
    dir: str
    name: str
    site_name: str
    home: str  # addresses are relative to the site's base
    exit: str  # where “Leave this page” leads: an address elsewhere
    help: str  # where to get help
    feedback_privacy: str  # what happens to what is sent; "" when the site has no such page
    propose: str = ""  # where a text is proposed; "#1029" behind it names the entry


@dataclass(frozen=True, slots=True)
class PublishedLicence:
    """The terms that whoever proposes a text agrees to."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A version that exists and is published; `revision` is its entry's newest."""

    entry: int
    locale: str
    url: str
    title: str
    revision: int
    localised: bool
    category: str


@dataclass(frozen=True)
class PublishedSnapshot:
    scale: str  # of model/rating.py
    contact: str  # e-mail address for feedback; "" when there is none
    locales: tuple[PublishedLocale, ...]  # the default one first
    categories: Mapping[str, Mapping[str, str]]  # by locale: id -> name, in their order
    versions: Mapping[tuple[int, str], PublishedVersion]
    pages: Mapping[tuple[int, str], str]  # entry, locale -> its page there, fallback or not
    licence: PublishedLicence | None
    forbidden: Mapping[str, tuple[tuple[str, str], ...]]  # by locale: a wording, and what to say

    def get_locale(self, code: str | None) -> PublishedLocale:
        """The locale of that code, else the default one."""
        return next((one for one in self.locales if one.code == code), self.locales[0])

    def find_version(self, entry: int, locale: str) -> PublishedVersion | None:
        return self.versions.get((entry, locale))


class PublishedSite:
    """The newest `PublishedSnapshot` of the folder of a built site."""

    def __init__(self, folder: Path, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._files = (folder / "entries" / "index.json", folder / "entries" / "desk.json")
        self._lock = threading.Lock()
        self._looked = self._seconds()
        self._stamp = self._read_stamp()
        try:
            self._known = _read(*self._files)
        except (OSError, ValueError, KeyError, TypeError) as error:
            what = (
                f"{folder} is no built site "
                "(its entries/index.json and entries/desk.json cannot be read)"
            )
            place = EnvironmentVariable("ENTRAIDE_SITE_DIR")
            raise SettingsError(Problem(place, what, "Build the site first: make build")) from error

    @property
    def now(self) -> PublishedSnapshot:
        with self._lock:
            if self._seconds() - self._looked >= LOOK_AGAIN:
                self._looked = self._seconds()
                self._look()
            return self._known

    def _look(self) -> None:
        stamp = self._read_stamp()
        if stamp is None or stamp == self._stamp:
            return
        try:
            self._known = _read(*self._files)
        except (OSError, ValueError, KeyError, TypeError):
            return  # half a build: the next look may find the whole
        self._stamp = stamp

    def _read_stamp(self) -> tuple[tuple[int, int, int], ...] | None:
        try:
            stats = [file.stat() for file in self._files]
        except OSError:
            return None
        return tuple((stat.st_mtime_ns, stat.st_size, stat.st_ino) for stat in stats)


def _read(index: Path, desk: Path) -> PublishedSnapshot:
    rows: list[dict[str, Any]] = json.loads(index.read_text(encoding="utf-8"))
    told: dict[str, Any] = json.loads(desk.read_text(encoding="utf-8"))
    if not isinstance(rows, list) or told["rating"] not in SCALES:
        raise ValueError("these are not what a build writes")
    published = [row for row in rows if row["status"] == "published"]
    return PublishedSnapshot(
        scale=told["rating"],
        contact=told["contact"],
        locales=tuple(PublishedLocale(**locale) for locale in told["locales"]),
        categories=told["categories"],
        versions={
            (row["id"], row["locale"]): PublishedVersion(
                entry=row["id"],
                locale=row["locale"],
                url=row["url"],
                title=row["title"],
                revision=row["revision"],
                localised=row["state"] != "source",
                category=row["category"],
            )
            for row in published
            if row["state"] not in NO_VERSION
        },
        pages={(row["id"], row["locale"]): row["url"] for row in published},
        licence=PublishedLicence(**told["licence"]) if told.get("licence") else None,
        forbidden={
            code: tuple((wording, instead) for wording, instead in rows)
            for code, rows in told.get("forbidden", {}).items()
        },
    )
