"""Checks of the numbers of entries: each is given once and for good, even when its entry is gone.

`data/ids.yml` has the address of each entry when a command last saw it, and git has what was
committed. Their difference shows a move, a deletion or a second use that no command made.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from entraide.content.checks.project import Project, make_field_problem, to_warning
from entraide.content.data.ids import FILE_NAME
from entraide.errors import FileLine, Problem
from entraide.model.entry import Entry, Status
from entraide.model.places import RESERVED_FOLDERS

CATEGORIES = "categories.yml"
FIX = "Run: entraide fix"
MOST_LINES = 3  # of what git alone remembers


def check_numbers(project: Project) -> Iterator[Problem]:
    """Yield entries with the number of another one, or at another address than their number had."""
    register = project.reading.numbers
    for entry in project.site.entries.values():
        if removal := register.gone.get(entry.id):
            what = (
                f"the number {entry.id} was that of {removal.addresses[0]}, which was removed on "
                f"{removal.removed}"
            )
            yield make_field_problem(entry.source, "id", what, _suggest_number(entry))
        elif entry.source.path not in project.reading.incomplete_files:
            yield from _check_place(entry, project)


def _check_place(entry: Entry, project: Project) -> Iterator[Problem]:
    register = project.reading.numbers
    former = find_lost_address(entry, project)
    shown = project.settings.make_relative(project.settings.data / FILE_NAME)
    if former and (entry.status is Status.DRAFT or not can_lead_on(former, project)):
        what = f"{shown} has entry {entry.id} at {former}, where it stands no more"
        other = project.site.by_address.get(former)
        if other:
            what += f", and entry {other.id} does"
        cure = f"{FIX}. Then look at links to {former}" if other else FIX
        yield to_warning(make_field_problem(entry.source, "id", what, cure))
    elif former:
        what = f"entry {entry.id} stood at {former}, and that address leads nowhere now"
        cure = (
            "If it moved, run: entraide fix. If this is another entry, "
            f"run: entraide renumber {entry.address}"
        )
        yield make_field_problem(entry.source, "id", what, cure)
    elif register.exists and register.addresses.get(entry.id) != entry.address:
        what = f"{shown} does not have entry {entry.id} at {entry.address}"
        yield to_warning(make_field_problem(entry.source, "id", what, FIX))


def find_lost_address(entry: Entry, project: Project) -> str | None:
    """Return the last known address of an entry, if it differs and `moved_from` lacks it."""
    former = _find_last_address(entry, project)
    is_lost = former not in {None, entry.address, *entry.moved_from}
    return former if is_lost else None


def list_lost_addresses(entry: Entry, project: Project) -> tuple[str, ...]:
    """Return where `entry` stood since its number was seen last, if nothing says so, newest first.

    Git knows of moves in a row that no command saw.
    """
    former = find_lost_address(entry, project)
    if former is None:
        return ()
    past = project.past_numbers.get(entry.id, ())
    between = past[: past.index(former)] if former in past else ()
    return (*(path for path in between if path not in {entry.address, *entry.moved_from}), former)


def _find_last_address(entry: Entry, project: Project) -> str | None:
    """Return where a command, or else git, last saw the number of `entry`; None if unknown."""
    register = project.reading.numbers
    if register.exists:
        return register.addresses.get(entry.id)
    past = project.past_numbers.get(entry.id, ())
    return None if entry.address in past else next(iter(past), None)


def check_lost_categories(project: Project) -> Iterator[Problem]:
    """Yield categories that are gone with their page, though their entries are elsewhere now."""
    path = project.settings.make_relative(project.settings.data / CATEGORIES)
    for former, folder in find_renamed_categories(project).items():
        what = f"the folder of the category “{former}” is called “{folder}” now"
        yield Problem(FileLine(path, 1), what, f"{FIX}, or call the folder as it was")
    for former, category in find_lost_categories(project).items():
        what = f"the category “{former}” is gone, and the address of its page leads nowhere now"
        cure = f"If it is “{category}” now, run: entraide fix. Else put it back"
        yield Problem(FileLine(path, 1), what, cure)


def find_lost_categories(project: Project) -> Mapping[str, str]:
    """Return former categories by id, each with the one that has most of its entries now.

    Only categories whose entries were moved by hand are in it; after a command, redirects exist.
    """
    known = {
        each for term in project.site.categories.values() for each in (term.id, *term.moved_from)
    }
    known |= RESERVED_FOLDERS | {locale.code for locale in project.site.locales}
    counts: dict[str, Counter[str]] = {}
    for entry in project.site.entries.values():
        former = (_find_last_address(entry, project) or "").partition("/")[0]
        is_seen = entry.status is not Status.DRAFT and entry.category in project.site.categories
        if former and former not in known and is_seen:
            counts.setdefault(former, Counter())[entry.category] += 1
    return {former: each.most_common(1)[0][0] for former, each in sorted(counts.items())}


def find_renamed_categories(project: Project) -> Mapping[str, str]:
    """Return the categories whose folders were renamed by hand, by id, with the new name.

    Such a category has no entry any more, and its entries are in a folder that is no category.
    """
    entries = project.site.entries.values()
    full = {entry.category for entry in entries} | RESERVED_FOLDERS
    folders: dict[str, set[str]] = {}
    for entry in entries:
        former = (_find_last_address(entry, project) or "").partition("/")[0]
        if former in project.site.categories and former not in full:
            folders.setdefault(former, set()).add(entry.category)
    others = {
        *project.site.categories,
        *RESERVED_FOLDERS,
        *(each.code for each in project.site.locales),
    }
    pairs = [(old, min(new)) for old, new in sorted(folders.items()) if len(new) == 1]
    return {old: new for old, new in pairs if new not in others}


def can_lead_on(former: str, project: Project) -> bool:
    """Return whether a redirect may take a former address: nothing else has it now."""
    reserved = RESERVED_FOLDERS | {locale.code for locale in project.site.locales}
    return former not in project.site.by_address and former.partition("/")[0] not in reserved


def check_lost_numbers(project: Project) -> Iterator[Problem]:
    """Yield numbers whose entry is gone without a record of what became of it."""
    register, shown = project.reading.numbers, project.settings.data / FILE_NAME
    path = project.settings.make_relative(shown)
    for number, address in register.addresses.items():
        if number not in project.claimed_numbers:
            what = f"entry {number}, {address}, is gone, and its addresses lead nowhere now"
            cure = f"Say what became of it: entraide remove {number}"
            yield Problem(FileLine(path, register.lines.get(number, 1)), what, cure)
    known = project.claimed_numbers | register.numbers
    past = {number: each[0] for number, each in sorted(project.past_numbers.items())}
    orphans = {number: address for number, address in past.items() if number not in known}
    for what, cure in _describe_past(orphans):
        yield to_warning(Problem(FileLine(path, 1), what, cure))


def _describe_past(orphans: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """Yield the message on entries that only git remembers, and the cure.

    Many of them are one matter: a fork has the history of the texts that it replaced.
    """
    if len(orphans) > MOST_LINES:
        number, address = next(iter(orphans.items()))
        what = f"git remembers {len(orphans)} entries that are gone, such as {number}, {address}"
        yield what, "Say what became of each that was on your site: entraide remove NUMBER"
        return
    for number, address in orphans.items():
        what = f"git remembers entry {number}, {address}, which is gone"
        yield what, f"Say what became of it: entraide remove {number}"


def _suggest_number(entry: Entry) -> str:
    return f"Give this entry the next free number: entraide renumber {entry.address}"
