"""Earlier revisions of source versions, read from git.

The text of revision N is that of the commit in which `revision` became N. Git is asked for many
entries at once, because starting it takes far longer than its answer. Which blob holds which
revision stays true until the next commit, and is cached in `.cache/`. Without git, outside a
repository, or in a shallow clone that ends too early there is no earlier text; states are then
those of whole entries, not of their segments.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field

from entraide.content.output_root import get_output_root
from entraide.content.text_files import split_front_matter

FILE = Path(".cache") / "revisions-2.json"  # 2: of its shape
REVISION = re.compile(r"^revision:\s*['\"]?(\d+)", re.MULTILINE)
GIT_TIMEOUT = 30  # seconds for one answer of git
AT_ONCE = 500  # texts in one answer: some megabytes

Blob = Annotated[str, Field(pattern="^[0-9a-f]{40,64}$")]  # git's own name for a text


class HistoryDepth(StrEnum):
    """How far back the history of a project goes."""

    WHOLE = "whole"
    SHALLOW = "shallow"  # a clone without its earlier commits
    REFUSED = "refused"  # git reads no repository of somebody else's: a container's, often
    MISSING = "missing"  # a repository, and no git on this machine
    BROKEN = "broken"  # a repository that git cannot read, or not in time
    NONE = "none"  # no repository


class _RevisionCache(BaseModel):
    """The blob that each file was at each revision, as of the commit `head`."""

    head: str
    blobs: dict[str, dict[int, Blob]] = {}


@dataclass(frozen=True)
class GitHistory:
    """The git history of the project in `root`."""

    root: Path
    _texts: dict[tuple[str, int], str | None] = field(default_factory=dict, repr=False)

    @cached_property
    def depth(self) -> HistoryDepth:
        """How much of the history there is."""
        return find_depth(self.root)

    @property
    def has_gaps(self) -> bool:
        """Whether a history that is whole lacks a text that was asked for."""
        return self.depth is HistoryDepth.WHOLE and None in self._texts.values()

    def find_revision_text(self, path: str, revision: int) -> str | None:
        """Return the text of the file at `path` when it became `revision`; None if unknown."""
        self.prefetch([(path, revision)])
        return self._texts[path, revision]

    def read_states(self, path: str) -> list[str]:
        """Return every text that the file at `path` has been, the newest first."""
        if self.depth not in {HistoryDepth.WHOLE, HistoryDepth.SHALLOW}:
            return []
        blobs = self._find_states([path]).get(path, [])
        texts = dict(self._read_blobs(blobs))
        return [texts[blob] for blob in blobs if blob in texts]

    def prefetch(self, files: Iterable[tuple[str, int]]) -> None:
        """Read all `files`, each at a revision, with one call of git, for `find_revision_text`."""
        new = {one for one in files if one not in self._texts}
        if not new:
            return
        knows = self.depth in {HistoryDepth.WHOLE, HistoryDepth.SHALLOW}
        known = self._find_blobs({path for path, _ in new}) if knows else {}
        blobs = {(path, revision): known.get(path, {}).get(revision) for path, revision in new}
        texts = dict(self._read_blobs(filter(None, blobs.values())))
        self._texts.update((one, texts.get(blob or "")) for one, blob in blobs.items())

    def _find_blobs(self, paths: Iterable[str]) -> Mapping[str, Mapping[int, str]]:
        """Return, by path, the blob of each file at each of its revisions, for `paths` or more."""
        cache = self._cache
        if new := [path for path in paths if path not in cache.blobs]:
            states = self._find_states(new)
            blobs_of_all = {blob for blobs in states.values() for blob in blobs}
            revisions = {
                blob: parse_revision(text) for blob, text in self._read_blobs(blobs_of_all)
            }
            for path, blobs in states.items():
                first = {revisions.get(blob): blob for blob in blobs}  # the newest came first
                cache.blobs[path] = {at: blob for at, blob in first.items() if at is not None}
            if (
                self.depth is HistoryDepth.WHOLE and revisions.keys() == blobs_of_all
            ):  # else git may know more
                self._write_cache(cache)
        return cache.blobs

    def _find_states(self, paths: Sequence[str]) -> dict[str, list[str]]:
        """Return the blobs that each file has been, the newest first; none where git fails."""
        folders = sorted({path.split("/")[0] for path in paths})
        changes = walk_log(self.root, paths, *folders)
        if changes is None:
            return {}
        states: dict[str, list[str]] = {path: [] for path in paths}
        renamed_paths = set()  # another file had the name before
        for change in changes:
            if change.status == "D":
                renamed_paths.add(change.path)
            elif change.path not in renamed_paths:
                states[change.path].append(change.blob)
        return states

    def _read_blobs(self, blobs: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield each of `blobs` that git has, with its text."""
        unique_blobs = sorted(set(blobs))
        for start in range(0, len(unique_blobs), AT_ONCE):
            names = "\n".join(unique_blobs[start : start + AT_ONCE]).encode()
            answer = BytesIO(ask_git(self.root, "cat-file", "--batch", input_=names) or b"")
            while line := answer.readline():
                name, *facts = line.decode().split()
                if len(facts) == 2:  # its kind and size; only “missing” in a clone without it
                    yield name, answer.read(int(facts[1])).decode("utf-8", "replace")
                    answer.readline()  # the end of the text's last line

    @cached_property
    def _cache(self) -> _RevisionCache:
        """The cache of the last run, or an empty one if the commit is another one now."""
        head = (ask_git(self.root, "rev-parse", "HEAD") or b"").decode().strip()
        if self.depth is not HistoryDepth.WHOLE:
            return _RevisionCache(head=head)
        try:
            cache = _RevisionCache.model_validate_json(
                (get_output_root(self.root) / FILE).read_bytes()
            )
        except (OSError, ValueError):
            return _RevisionCache(head=head)
        return cache if cache.head == head else _RevisionCache(head=head)

    def _write_cache(self, cache: _RevisionCache) -> None:
        """Write the cache for the next run; errors are ignored."""
        file = get_output_root(self.root) / FILE
        fresh = file.with_suffix(f".{os.getpid()}")  # a build asks in several processes
        try:
            file.parent.mkdir(exist_ok=True)
            fresh.write_text(cache.model_dump_json(), encoding="utf-8")
            fresh.replace(file)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


def ask_git(root: Path, *command: str, input_: bytes = b"") -> bytes | None:
    """Return what git prints in `root`; None if git is missing, fails or takes too long."""
    result = _run_git(root, *command, input_=input_)
    return result.stdout if result and result.returncode == 0 else None


class FileChange(NamedTuple):
    """What a commit did to a file: `path` is its name today, `status` a letter of git’s."""

    path: str
    status: str
    blob: str
    time: int  # of the commit, in Unix seconds


def walk_log(root: Path, paths: Iterable[str], *folders: str) -> list[FileChange] | None:
    """Return the changes of the files at `paths`, the newest first; None where git fails.

    The log is read backwards in time: what was renamed is followed under its earlier name. With
    `folders` only what happened in them is read.
    """
    options = ("--relative", "--root", "--no-show-signature", "--no-abbrev", "--format=%ct")
    log = ask_git(root, "log", "--raw", "-M", "-z", *options, "--", *folders)
    return None if log is None else list(_parse_log(os.fsdecode(log), paths))


def _parse_log(log: str, paths: Iterable[str]) -> Iterator[FileChange]:
    now, time = {path: path for path in paths}, 0  # the path of today, by that of the commit
    parts = iter(log.split("\0"))
    for part in parts:
        if not part.lstrip().startswith(":"):  # a commit, or the end
            time = int(part) if part.strip().isdecimal() else time
            continue
        *_, blob, status = part.split()
        before = next(parts)
        after = next(parts) if status[0] in "RC" else before
        if path := now.get(after, ""):
            yield FileChange(path, status[0], blob, time)
        if status[0] in "AR":
            now.pop(after, None)
        if status[0] == "R":
            now[before] = path  # nobody's, where that is empty


def find_depth(root: Path) -> HistoryDepth:
    """Return how far back the history of the project in `root` goes, and whether git reads it."""
    result = _run_git(root, "log", "-1", "--format=%H")
    if result is not None and result.returncode == 0:
        answer = ask_git(root, "rev-parse", "--is-shallow-repository") or b""
        return HistoryDepth.SHALLOW if answer.strip() == b"true" else HistoryDepth.WHOLE
    if result is not None and b"safe.directory" in result.stderr:
        return HistoryDepth.REFUSED
    if result is not None and b"does not have any commits yet" in result.stderr:
        return HistoryDepth.WHOLE  # there is nothing to know yet
    if not _has_repository(root):
        return HistoryDepth.NONE
    return HistoryDepth.BROKEN if shutil.which("git") else HistoryDepth.MISSING


def _run_git(
    root: Path, *command: str, input_: bytes = b""
) -> subprocess.CompletedProcess[bytes] | None:
    if not _has_repository(root):
        return None  # without the time that a process takes, a few in each check
    try:
        return subprocess.run(  # noqa: S603 - our own words, and paths behind “--”
            ["git", "-C", str(root), *command],  # noqa: S607 - the user's own git
            input=input_,
            capture_output=True,
            check=False,
            timeout=GIT_TIMEOUT,
            env={**os.environ, "LC_ALL": "C"},  # what it refuses is told by its words
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def _has_repository(root: Path) -> bool:
    """Return whether git might find a repository for `root`: around it, or where it is told."""
    real = Path(os.path.realpath(root))
    folders = (real, *real.parents)
    return "GIT_DIR" in os.environ or any((folder / ".git").exists() for folder in folders)


def parse_revision(text: str) -> int | None:
    """Return the revision in the front matter of a source version; None in any other text."""
    matter, _ = split_front_matter(text)
    match = REVISION.search(matter or "")
    return int(match[1]) if match else None
