"""Checks of what git knows of earlier texts, and of what it cannot know here.

The digest of a source tells whether it has changed since its last revision, even in a clone without
history. Where no digest was recorded, git says whether the body changed since the last commit.
Where git does not answer, a check says so: otherwise one might think that the project has no
history.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from entraide.content.checks.project import Project, make_field_problem, to_warning
from entraide.content.history import HistoryDepth, ask_git, parse_revision
from entraide.content.text_digests import compute_text_digest
from entraide.content.text_files import split_front_matter
from entraide.errors import FileLine, Problem
from entraide.model.entry import Entry, Status
from entraide.model.line_ends import unify_line_ends


def check_silent_changes(project: Project) -> Iterator[Problem]:
    """Warn of sources whose text is not what it was at their last revision."""
    root = project.settings.root
    changed = _list_changed_files(root, project.settings.docs_name)
    keeps_digests = any(each.digest for each in project.site.entries.values())
    for entry in project.entries:
        if entry.status is Status.DRAFT or entry.source.path in project.reading.incomplete_files:
            continue
        if entry.digest:
            yield from _compare_digests(project, entry)
        elif keeps_digests and entry.source.path not in changed:
            what = f"nothing remembers the text of revision {entry.revision}"
            yield to_warning(
                make_field_problem(entry.source, "revision", what, "Run: entraide fix")
            )
        elif entry.source.path in changed:
            shown = ask_git(root, "show", f"HEAD:./{entry.source.path}") or b""
            before = unify_line_ends(shown.decode(errors="replace"))
            if parse_revision(before) == entry.revision and _body_differs(project, entry, before):
                number = entry.revision + 1
                what = f"the text changed since the last commit, and is still revision {number - 1}"
                cure = (
                    f"So that translators and readers know, add revision {number} to changes: "
                    f"entraide revise {entry.id}"
                )
                yield to_warning(make_field_problem(entry.source, "revision", what, cure))


UNKNOWN = "so pages mark nothing as changed, and numbers of deleted entries are not known"
ACCESS = {  # what is wrong, and the cure
    HistoryDepth.SHALLOW: (
        "this clone is shallow, without its earlier commits: what they have is not known",
        "Run: git fetch --unshallow",
    ),
    HistoryDepth.REFUSED: (
        f"git does not read this repository, whose files belong to somebody else, {UNKNOWN}",
        "Run: git config --global --add safe.directory {}",
    ),
    HistoryDepth.MISSING: (
        f"this is a git repository, and there is no git here, {UNKNOWN}",
        "Install git",
    ),
    HistoryDepth.BROKEN: (
        f"git cannot read this repository, {UNKNOWN}",
        "See what it says: git fsck",
    ),
}


def check_git_access(project: Project) -> Iterator[Problem]:
    """Warn where git does not know the past of the project: what is unknown then, and the cure."""
    if fault := ACCESS.get(project.git_depth):
        what, cure = fault
        cure = cure.format(project.settings.root)
        yield to_warning(Problem(FileLine(".git", 1), what, cure))


def _compare_digests(project: Project, entry: Entry) -> Iterator[Problem]:
    """Warn of a source whose text has another digest than its last revision recorded."""
    digest = compute_text_digest(entry.source, project.numbers_by_address, project.settings)
    if digest != entry.digest:
        what = f"the text changed since revision {entry.revision}"
        cure = f"So that translators and readers know, record it: entraide revise {entry.id}"
        yield to_warning(make_field_problem(entry.source, "revision", what, cure))


def _list_changed_files(root: Path, docs: str) -> frozenset[str]:
    """Return the files below `docs` that differ from the last commit, as paths from `root`."""
    names = ask_git(root, "diff", "--name-only", "--relative", "-z", "HEAD", "--", docs) or b""
    return frozenset(os.fsdecode(names).split("\0")) - {""}


def _body_differs(project: Project, entry: Entry, before: str) -> bool:
    """Return whether two bodies differ in more than spaces, typography, and where entries stand.

    `before` is a whole file, with front matter.
    """
    _, body = split_front_matter(before)
    pages = (entry.source, replace(entry.source, body=body))
    now, earlier = (
        compute_text_digest(page, project.numbers_by_address, project.settings) for page in pages
    )
    return now != earlier
