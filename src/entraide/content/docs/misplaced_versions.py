"""A version away from the source of its entry: a file of one language was moved alone."""

from pathlib import Path

from entraide.content.docs.entry_files import EntryFile
from entraide.content.first_commits import find_first_commits
from entraide.errors import Problem


def explain_two_places(file: EntryFile, source: EntryFile, root: Path) -> Problem:
    """Return the problem of a version away from its source, at the file that somebody moved.

    That is the one that git does not know, if it knows the other; else the version.
    """
    number, (here, there) = (
        file.matter.id,
        (f"{each.category}/{each.slug}" for each in (file, source)),
    )
    paths = (file.parsed.path, source.parsed.path)
    commits = find_first_commits(root, paths)
    if paths[0] in commits and paths[1] not in commits:
        what = f"entry {number} was moved here from {here} in this language alone"
        cure = f"The others follow with: entraide fix. Next time: entraide move {number} {there}"
        return Problem(source.parsed.get_location("id"), what, cure)
    what = f"this version of entry {number} is not where its source is"
    cure = f"Move it to {there}.md, as entraide fix does, or correct its id"
    cure = f"{cure}. To move the whole entry: entraide move {number} {here}"
    return Problem(file.parsed.get_location("id"), what, cure)
