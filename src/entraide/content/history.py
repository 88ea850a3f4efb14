"""What a source version said at an earlier revision, as git remembers it.

The text of revision N is that of the commit in which `revision` became N. Git is asked only for
entries with a version made from an earlier one; what it said of a commit holds for ever, so it is
kept in `.cache/`. Without git, outside a repository, or in a shallow clone that ends too early,
there is no earlier text: states are then told for the whole entry, as they always were.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from entraide.content.text_files import split_front_matter

FILE = Path(".cache") / "revisions-1.json"  # 1: of its shape
REVISION = re.compile(r"^revision:\s*['\"]?(\d+)", re.MULTILINE)
BLOB = re.compile(r"[0-9a-f]{40,64}")
PATIENCE = 30  # seconds for one answer of git


class Memory(StrEnum):
    """How far back a project remembers."""

    WHOLE = "whole"
    SHALLOW = "shallow"  # a clone without its earlier commits
    NONE = "none"  # no git, or no repository


@dataclass(frozen=True)
class History:
    """The past of the project in `root`."""

    root: Path

    @cached_property
    def memory(self) -> Memory:
        answer = self._git("rev-parse", "--is-shallow-repository")
        if answer is None:
            return Memory.NONE
        return Memory.SHALLOW if answer.strip() == "true" else Memory.WHOLE

    def text(self, path: str, revision: int) -> str | None:
        """The file at `path`, from `root`, when its `revision` became that; None if unknown."""
        if self.memory is Memory.NONE:
            return None
        blob = self._blobs(path).get(revision, "")
        return self._git("cat-file", "blob", blob) if BLOB.fullmatch(blob) else None

    def _blobs(self, path: str) -> dict[int, str]:
        """What the file held when it became each revision, by git’s own name for it."""
        head = self._git("log", "-1", "--format=%H", "--", path) or ""
        known = self._kept.get(path)
        if not isinstance(known, dict) or known.get("head") != head.strip():
            known = {"head": head.strip(), "blobs": dict(self._walked(path))}
            self._kept[path] = known
            self._keep()
        return {int(revision): blob for revision, blob in known["blobs"].items()}

    def _walked(self, path: str) -> Iterator[tuple[str, str]]:
        """The commits of `path`, oldest first: the first of each revision."""
        walked = self._git("log", "--follow", "--no-abbrev", "--raw", "--format=", "--", path)
        seen = set()
        for line in reversed((walked or "").splitlines()):
            blob = line.split()[3]
            if not blob.strip("0"):  # it was removed then
                continue
            revision = revision_of(self._git("cat-file", "blob", blob) or "")
            if revision is not None and revision not in seen:
                seen.add(revision)
                yield str(revision), blob

    @cached_property
    def _kept(self) -> dict[str, dict[str, Any]]:
        try:
            kept = json.loads((self.root / FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _keep(self) -> None:
        """Remember for the next time; a cache that cannot be written is done without."""
        file = self.root / FILE
        try:
            file.parent.mkdir(exist_ok=True)
            fresh = file.with_suffix(f".{os.getpid()}")  # a build asks in several processes
            fresh.write_text(json.dumps(self._kept), encoding="utf-8")
            fresh.replace(file)
        except OSError:
            return

    def _git(self, *command: str) -> str | None:
        try:
            done = subprocess.run(  # noqa: S603 - our own words, and paths behind “--”
                ["git", "-C", str(self.root), *command],  # noqa: S607 - the user's own git
                capture_output=True,
                check=False,
                timeout=PATIENCE,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def revision_of(text: str) -> int | None:
    """The revision in the front matter of a source version; None in any other text."""
    matter, _ = split_front_matter(text)
    found = REVISION.search(matter or "")
    return int(found[1]) if found else None
