"""References of entries: categories, tags, related entries, and the entries’ former paths."""

from collections.abc import Iterator
from difflib import get_close_matches

from entraide.content.checks.project import Project, in_matter
from entraide.errors import Problem, nearest
from entraide.model.places import RESERVED


def unknown_categories(project: Project) -> Iterator[Problem]:
    """Yield versions in a folder that is no category."""
    known = project.site.categories
    for entry, version in project.versions:
        if known and entry.category not in known:
            what = f"the folder “{entry.category}” is no category"
            yield Problem(version.path, 1, what, nearest(entry.category, known))


def unknown_tags(project: Project) -> Iterator[Problem]:
    """Yield tags that `tags.yml` does not define."""
    known = project.site.tags
    for entry in project.site.entries.values():
        for index, tag in enumerate(entry.tags):
            if known and tag not in known:
                what = f"there is no tag “{tag}”"
                yield in_matter(entry.source, f"tags.{index}", what, nearest(tag, known))


def unknown_related(project: Project) -> Iterator[Problem]:
    """Yield related entries that do not exist, or that are the entry itself."""
    known = project.site.entries
    for entry in known.values():
        for index, number in enumerate(entry.related):
            if number == entry.id:
                what, cure = "the entry is related to itself", "Remove its own id from the list"
            elif number in known or number in project.unread_ids:
                continue
            else:
                what, cure = f"there is no entry {number}", _suggest_id(number, project)
            yield in_matter(entry.source, f"related.{index}", what, cure)


def _suggest_id(number: int, project: Project) -> str:
    """Return the cure for an unknown id: the entry with the most similar digits, if any is near."""
    known = {str(entry.id): entry for entry in project.site.entries.values()}
    close = get_close_matches(str(number), known, n=1, cutoff=0.7)
    if not close:
        return "Write the id that stands at the top of the entry you mean"
    return f"Did you mean {close[0]}, “{known[close[0]].source.title}”?"


def colliding_paths(project: Project) -> Iterator[Problem]:
    """Yield former paths that two entries claim, or that a page or the site itself needs today."""
    claimed: dict[str, int] = {}
    reserved = RESERVED | {locale.code for locale in project.site.locales}
    for entry in project.site.entries.values():
        for index, path in enumerate(entry.moved_from):
            here = project.site.by_address.get(path)
            first = claimed.setdefault(path, entry.id)
            folder = path.split("/")[0]
            what, cure = f"the former path “{path}” is ", "Remove one of them"
            if here:
                what += f"where entry {here.id} stands today"
            elif folder in reserved:
                what, cure = f"{what}in “{folder}”, which the site needs for itself", "Remove it"
            elif first != entry.id or path in entry.moved_from[:index]:
                what += f"one of entry {first} already"
            else:
                continue
            yield in_matter(entry.source, f"moved_from.{index}", what, cure)
