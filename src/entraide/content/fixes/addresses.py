"""Fixes of a whole project: `moved_from` and `data/ids.yml` say where each entry stood.

An entry that somebody moved by hand, or with git, keeps its old address. What two branches wrote
into `data/ids.yml` is joined. Former paths have one form.
"""

from difflib import SequenceMatcher

from entraide.content.checks.numbers import can_lead_on, find_lost_address
from entraide.content.checks.project import Project
from entraide.content.data.ids import (
    FILE_NAME,
    format_register,
    list_broken_numbers,
    salvage_register,
)
from entraide.content.docs.entry_editor import edit_source
from entraide.content.docs.files import PAGE
from entraide.content.entry_removal import find_last_text
from entraide.content.file_plan import ChangePlan
from entraide.content.fixes.digests import has_digests, plan_digests
from entraide.content.text_files import split_file
from entraide.content.written_addresses import normalize_address
from entraide.content.yaml.limits import load_yaml
from entraide.errors import ProblemLog
from entraide.model.entry import Entry, Status

ALIKE = 0.5  # share of the words of two texts that are one entry


def mend_addresses(project: Project, log: ProblemLog) -> ChangePlan:
    """Return what mends the addresses, the numbers and the digests of a project that was read."""
    plan = ChangePlan()
    settings = project.settings
    register = project.reading.numbers
    file = settings.data / FILE_NAME
    if not register.numbers and file.is_file():
        register = salvage_register(settings)
    places: dict[int, str] = {}
    for entry in project.site.entries.values():
        if entry.source.path in project.reading.incomplete_files or entry.id in register.gone:
            continue
        former = find_lost_address(entry, project)
        if former and not _is_same_entry(entry, former, project):
            continue  # the number of another entry: a person has to say
        places[entry.id] = entry.address
        _mend_former_paths(entry, former, project, plan)
    if has_digests(project):
        plan_digests(project, plan, log)
    if file.is_file() and list_broken_numbers(settings) <= places.keys():
        plan.write(file, format_register(register.add(places)))
    return plan


def _mend_former_paths(
    entry: Entry, former: str | None, project: Project, plan: ChangePlan
) -> None:
    """Plan `moved_from` in its one form, with a former address that it lacks."""
    file = project.settings.root / entry.source.path
    text = plan.read(file)
    facts: dict[str, list[str]] = load_yaml(split_file(text)[1])  # type: ignore[assignment]
    written = facts.get("moved_from", [])
    paths = [normalize_address(path, project.settings) or path for path in written]
    paths = list(dict.fromkeys(path for path in paths if path != entry.address))
    if former and can_lead_on(former, project) and entry.status is not Status.DRAFT:
        paths = [former, *paths]
    if paths != written:
        plan.write(file, edit_source(text, entry.source.path, {"moved_from": paths}))


def _is_same_entry(entry: Entry, former: str, project: Project) -> bool:
    """Return whether what git last had at a former address is the same entry; True without git."""
    path = f"{project.settings.docs_name}/{entry.source.locale}/{former}{PAGE}"
    text = find_last_text(project.settings.root, path)
    if text is None:
        return True
    _, matter, _, body = split_file(text)
    words = (body.split(), entry.source.body.split())
    alike = SequenceMatcher(None, *words, autojunk=False).ratio()
    return f"title: {entry.source.title}\n" in matter or alike >= ALIKE
