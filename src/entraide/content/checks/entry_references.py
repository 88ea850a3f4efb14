"""References of entries: categories, tags, related entries, and the entries’ former paths."""

from collections.abc import Iterator
from difflib import get_close_matches

from entraide.content.checks.lost_keys import KeyTable, KeyUse, LostKeys
from entraide.content.checks.project import Project, find_key_place, make_field_problem
from entraide.content.gone_entries import describe_gone_entry
from entraide.content.reader import SiteReading
from entraide.errors import FileLine, Problem, suggest_name
from entraide.model.places import RESERVED_FOLDERS


def check_categories(project: Project) -> Iterator[Problem]:
    """Yield versions in a folder that is no category."""
    known, lost = project.site.categories, find_lost_categories(project.reading)
    for entry, version in project.versions:
        if known and entry.category not in known:
            what, cure = f"the folder “{entry.category}” is no category", entry.category
            problem = Problem(FileLine(version.path, 1), what, suggest_name(cure, known))
            yield from lost.choose_problem(entry.category, problem)


def find_lost_categories(reading: SiteReading) -> LostKeys:
    """Return which categories `categories.yml` lacks."""
    uses = (
        KeyUse(entry.category, entry.address, FileLine(entry.source.path))
        for entry in reading.site.entries.values()
    )
    table = KeyTable("categories.yml", reading.site.categories, "entries stand in its folder")
    return LostKeys(reading.settings, table, uses)


def check_tags(project: Project) -> Iterator[Problem]:
    """Yield tags that `tags.yml` does not define."""
    known, lost = project.site.tags, find_lost_tags(project.reading)
    for entry in project.entries:
        for index, tag in enumerate(entry.tags):
            if known and tag not in known:
                what, cure = f"there is no tag “{tag}”", suggest_name(tag, known)
                problem = make_field_problem(entry.source, f"tags.{index}", what, cure)
                yield from lost.choose_problem(tag, problem)


def find_lost_tags(reading: SiteReading) -> LostKeys:
    """Return which tags `tags.yml` lacks."""
    uses = (
        KeyUse(tag, entry.address, find_key_place(entry.source, f"tags.{index}"))
        for entry in reading.site.entries.values()
        for index, tag in enumerate(entry.tags)
    )
    table = KeyTable("tags.yml", reading.site.tags, "entries have it")
    return LostKeys(reading.settings, table, uses)


def check_related_entries(project: Project) -> Iterator[Problem]:
    """Yield related entries that do not exist, or that are the entry itself."""
    known = project.site.entries
    for entry in known.values():
        for index, number in enumerate(entry.related):
            if number == entry.id:
                what, cure = "the entry is related to itself", "Remove its own id from the list"
            elif number in known or number in project.refused_ids:
                continue
            elif fault := describe_gone_entry(str(number), project.site.gone):
                what, cure = fault[0], f"{fault[1]}. Write another number, or take this one out"
            else:
                what, cure = f"there is no entry {number}", _suggest_id(number, project)
            yield make_field_problem(entry.source, f"related.{index}", what, cure)


def _suggest_id(number: int, project: Project) -> str:
    """Return the cure for an unknown id: the entry with the most similar digits, if any is near."""
    known = {str(entry.id): entry for entry in project.site.entries.values()}
    close = get_close_matches(str(number), known, n=1, cutoff=0.7)
    if not close:
        return "Write the id that stands at the top of the entry you mean"
    return f"Did you mean {close[0]}, “{known[close[0]].source.title}”?"


def check_former_paths(project: Project) -> Iterator[Problem]:
    """Yield former paths that two entries claim, or that a page or the site itself needs today."""
    claimed: dict[str, int] = {}
    reserved = RESERVED_FOLDERS | {locale.code for locale in project.site.locales}
    for entry in project.entries:
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
            yield make_field_problem(entry.source, f"moved_from.{index}", what, cure)
