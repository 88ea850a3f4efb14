"""History: a source body changed since the last commit while its revision stayed.

git is asked once for the files that changed, and once more for each of these. Where there is no
git, or no commit yet, there is nothing to say.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from entraide.content.checks.project import Project, advice, in_matter
from entraide.content.fixes.marks import correct_marks
from entraide.content.history import ask_git, git_refuses, revision_of
from entraide.content.text_files import split_front_matter
from entraide.errors import Problem
from entraide.model.entry import Status


def silent_changes(project: Project) -> Iterator[Problem]:
    root = project.settings.root
    changed = _changed(root, project.settings.docs_name)
    for entry in project.site.entries.values() if changed else ():
        if entry.source.path in changed and entry.status is not Status.DRAFT:
            shown = ask_git(root, "show", f"HEAD:./{entry.source.path}") or b""
            before = shown.decode(errors="replace").replace("\r\n", "\n")
            if revision_of(before) == entry.revision and _body_differs(
                before, entry.source.body, project.site.locale(entry.source.locale).lang
            ):
                number = entry.revision + 1
                what = f"the text changed since the last commit, and is still revision {number - 1}"
                cure = f"Add revision {number} to changes, so that translators and readers know"
                yield advice(in_matter(entry.source, "revision", what, cure))


def unread_history(project: Project) -> Iterator[Problem]:
    """Without it pages mark nothing as changed; nobody would know why."""
    root = project.settings.root
    if ask_git(root, "rev-parse", "HEAD") is None and git_refuses(root):
        what = "git does not read this repository, whose files belong to somebody else"
        cure = f"Run: git config --global --add safe.directory {root}"
        yield advice(Problem(".git", 1, what, cure))


def _changed(root: Path, docs: str) -> frozenset[str]:
    """Paths from `root` of the files below `docs` that differ from the last commit."""
    names = ask_git(root, "diff", "--name-only", "--relative", "-z", "HEAD", "--", docs) or b""
    return frozenset(os.fsdecode(names).split("\0")) - {""}


def _body_differs(before: str, body: str, lang: str) -> bool:
    """Whether a word differs: spaces, line ends and typography are nobody's concern."""
    _, earlier = split_front_matter(before)
    if earlier.split() == body.split():
        return False
    return correct_marks(earlier, lang).split() != correct_marks(body, lang).split()
