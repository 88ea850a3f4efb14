"""Fixes of a whole project: former addresses of entries, by `moved_from` and `data/ids.yml`.

The old address of an entry that somebody moved by hand, or with git, keeps leading to it, links
follow, and the page of a category does so too. Rows that two branches added to `data/ids.yml` are
joined. Former paths get one form.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from entraide.content.category_renaming import add_former_id, rename_in_data
from entraide.content.checks.numbers import (
    can_lead_on,
    find_lost_address,
    find_lost_categories,
    find_renamed_categories,
    list_lost_addresses,
)
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
from entraide.content.fixes.links import mend_links
from entraide.content.fixes.swaps import find_swaps
from entraide.content.history import GitHistory
from entraide.content.text_files import split_file
from entraide.content.written_addresses import normalize_address
from entraide.content.yaml.limits import load_yaml
from entraide.errors import ProblemLog
from entraide.model.entry import Entry, Status

ALIKE = 0.5  # share of the words of two texts that are one entry


def mend_addresses(project: Project, log: ProblemLog) -> ChangePlan:
    """Return the plan that mends the addresses, numbers and digests of a project."""
    plan = ChangePlan()
    settings = project.settings
    register = project.reading.numbers
    file = settings.data / FILE_NAME
    if not register.numbers and file.is_file():
        register = salvage_register(settings)
    addresses: dict[int, str] = {}
    formers: dict[str, str] = {}
    for entry in project.site.entries.values():
        if entry.source.path in project.reading.incomplete_files or entry.id in register.gone:
            continue
        former = find_lost_address(entry, project)
        if former and not _is_same_entry(entry, former, project):
            continue  # the number of another entry: a person has to say
        addresses[entry.id] = entry.address
        lost = list_lost_addresses(entry, project)
        formers |= dict.fromkeys((*lost, *entry.moved_from), entry.address)
        _mend_former_paths(entry, lost, project, plan)
    renamed = find_renamed_categories(project)
    for old, folder in renamed.items():
        rename_in_data(project, old, folder, plan)
    for old, category in find_lost_categories(project).items():
        add_former_id(project, category, old, plan)
    free = {old: new for old, new in formers.items() if can_lead_on(old, project)}
    free |= {f"{old}/index": f"{new}/index" for old, new in renamed.items()}
    mend_links(project, free, find_swaps(project), plan)
    if has_digests(project):
        plan_digests(project, plan, GitHistory(settings.root), log)
    if file.is_file() and list_broken_numbers(settings) <= addresses.keys():
        plan.write(file, format_register(register.add(addresses)))
    return plan


def _mend_former_paths(
    entry: Entry, lost: Sequence[str], project: Project, plan: ChangePlan
) -> None:
    """Plan `moved_from` in its one form, with the former addresses that it lacks."""
    file = project.settings.root / entry.source.path
    text = plan.read(file)
    facts: dict[str, list[str]] = load_yaml(split_file(text)[1])  # type: ignore[assignment]
    written = facts.get("moved_from", [])
    paths = [normalize_address(path, project.settings) or path for path in written]
    paths = list(dict.fromkeys(path for path in paths if path != entry.address))
    if entry.status is not Status.DRAFT:
        paths = [*(path for path in lost if can_lead_on(path, project)), *paths]
    if paths != written:
        plan.write(file, edit_source(text, entry.source.path, {"moved_from": paths}))


def _is_same_entry(entry: Entry, former: str, project: Project) -> bool:
    """Return whether git last had the same entry at a former address; True without git.

    Where another entry of the register is there now, git has that one, and this one has moved.
    """
    other = project.site.by_address.get(former)
    if other and project.reading.numbers.addresses.get(other.id):
        return True
    path = f"{project.settings.docs_name}/{entry.source.locale}/{former}{PAGE}"
    text = find_last_text(project.settings.root, path)
    if text is None:
        return True
    _, matter, _, body = split_file(text)
    words = (body.split(), entry.source.body.split())
    alike = SequenceMatcher(None, *words, autojunk=False).ratio()
    return f"title: {entry.source.title}\n" in matter or alike >= ALIKE
