"""History: a source body changed since the last commit while its revision stayed.

git is asked twice at most: once for the files that changed, once more for each of these. Where
there is no git, or no commit yet, there is nothing to say.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from entraide.content.checks.project import Project, advice, in_matter
from entraide.content.text_files import split_front_matter
from entraide.errors import Problem
from entraide.model.entry import Entry, Status

REVISION = re.compile(r"^revision:\s*(\d+)", re.MULTILINE)


def silent_changes(project: Project) -> Iterator[Problem]:
    root = project.settings.root
    changed = _changed(root, project.settings.docs_name)
    for entry in project.site.entries.values() if changed else ():
        if entry.source.path in changed and entry.status is not Status.DRAFT:
            before = _git(root, "show", f"HEAD:./{entry.source.path}")
            if before and _same_revision(entry, before) and _body_differs(entry, before):
                number = entry.revision + 1
                what = f"the text changed since the last commit, and is still revision {number - 1}"
                cure = f"Add revision {number} to changes, so that translators and readers know"
                yield advice(in_matter(entry.source, "revision", what, cure))


def _changed(root: Path, docs: str) -> frozenset[str]:
    """Paths from `root` of the files below `docs` that differ from the last commit."""
    names = _git(root, "diff", "--name-only", "--relative", "-z", "HEAD", "--", docs)
    return frozenset(names.split("\0")) - {""}


def _git(root: Path, *words: str) -> str:
    """What git prints; nothing where it cannot answer."""
    command = ["git", "-C", str(root), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our words
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode(errors="replace").replace("\r\n", "\n")


def _same_revision(entry: Entry, before: str) -> bool:
    found = REVISION.search(before)
    return found is not None and int(found[1]) == entry.revision


def _body_differs(entry: Entry, before: str) -> bool:
    """Whether a word differs: spaces and line ends are nobody's concern."""
    _, body = split_front_matter(before)
    return body.split() != entry.source.body.split()
