"""Numbers of entries: each is given once, stays with its entry, and is missed when that is gone.

`data/ids.yml` says where each entry stood when a command last saw it, and git what was committed. A
move, a deletion or a second use that no command made shows in the difference.
"""

from collections.abc import Iterator

from entraide.content.checks.project import Project, make_field_problem, to_warning
from entraide.content.data.ids import FILE_NAME
from entraide.errors import FileLine, Problem
from entraide.model.entry import Entry, Status
from entraide.model.places import RESERVED_FOLDERS

FIX = "Run: entraide fix"


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
        yield to_warning(make_field_problem(entry.source, "id", what, FIX))
    elif former:
        what = f"entry {entry.id} stood at {former}, and that address leads nowhere now"
        cure = (
            "If it moved, run: entraide fix. If this is another entry, "
            f"run: entraide renumber {entry.address}"
        )
        yield make_field_problem(entry.source, "id", what, cure)
    elif register.exists and register.places.get(entry.id) != entry.address:
        what = f"{shown} does not have entry {entry.id} at {entry.address}"
        yield to_warning(make_field_problem(entry.source, "id", what, FIX))


def find_lost_address(entry: Entry, project: Project) -> str | None:
    """Return where the number of `entry` was seen last, if neither it nor `moved_from` says so."""
    register = project.reading.numbers
    if register.exists:
        former = register.places.get(entry.id)
    else:
        past = project.past_numbers.get(entry.id, ())
        former = None if entry.address in past else next(iter(past), None)
    is_lost = former not in {None, entry.address, *entry.moved_from}
    return former if is_lost else None


def can_lead_on(former: str, project: Project) -> bool:
    """Return whether a redirect may stand at a former address: nothing else does."""
    reserved = RESERVED_FOLDERS | {locale.code for locale in project.site.locales}
    return former not in project.site.by_address and former.partition("/")[0] not in reserved


def check_lost_numbers(project: Project) -> Iterator[Problem]:
    """Yield numbers whose entry is gone, and nothing says what became of it."""
    register, shown = project.reading.numbers, project.settings.data / FILE_NAME
    path = project.settings.make_relative(shown)
    for number, address in register.places.items():
        if number not in project.claimed_numbers:
            what = f"entry {number}, {address}, is gone, and its addresses lead nowhere now"
            cure = f"Say what became of it: entraide remove {number}"
            yield Problem(FileLine(path, register.lines.get(number, 1)), what, cure)
    for number, addresses in sorted(project.past_numbers.items()):
        if number not in project.claimed_numbers | register.numbers:
            what = f"git remembers entry {number}, {addresses[0]}, which is gone"
            cure = f"Say what became of it: entraide remove {number}"
            yield to_warning(Problem(FileLine(path, 1), what, cure))


def _suggest_number(entry: Entry) -> str:
    return f"Give this entry the next free number: entraide renumber {entry.address}"
