"""Removing an entry: its files go, its number stays with what became of it.

Votes and comments keep the number. Images that no other entry shows go too.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from entraide.content.checks.file_links import find_entry, get_page_path, resolve_page_link
from entraide.content.checks.project import Project, make_body_problem
from entraide.content.docs.entry_editor import edit_source
from entraide.content.docs.files import PAGE
from entraide.content.entry_moves import find_users
from entraide.content.file_plan import ChangePlan
from entraide.content.history import ask_git
from entraide.content.numbering import record_numbers
from entraide.content.provenance_files import get_record_path
from entraide.content.settings import Settings
from entraide.content.text_files import split_file
from entraide.content.written_addresses import normalize_address
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import load_yaml
from entraide.errors import Problem
from entraide.model.entry import Entry, Status
from entraide.model.numbers import GoneEntry


def iter_inbound_links(project: Project, entry: Entry) -> Iterator[Problem]:
    """Yield a problem for each link to `entry` in the text of another page."""
    for page, link, address in project.iter_links():
        target = resolve_page_link(page, address, project.settings)
        if find_entry(target.path, project.site) is not entry:
            continue
        if find_entry(get_page_path(page, project.settings), project.site) is not entry:
            what = f"this links to entry {entry.id}"
            cure = "Link elsewhere, or take the link out"
            yield make_body_problem(page, link.line, what, cure)


def plan_removal(
    project: Project, entry: Entry, instead: int | str | None, day: date
) -> ChangePlan:
    """Return what removing `entry` on that day does to the files of a project."""
    plan, settings = ChangePlan(), project.settings
    removal = GoneEntry(
        addresses=(entry.address, *entry.moved_from),
        removed=day,
        instead=instead,
        draft=entry.status is Status.DRAFT,
        sensitive=entry.sensitive,
    )
    plan.add(record_numbers(project.reading, {entry.id: removal}))
    for other in project.site.entries.values():
        if entry.id in other.related:
            file = settings.root / other.source.path
            related = [number for number in other.related if number != entry.id]
            plan.write(file, edit_source(plan.read(file), other.source.path, {"related": related}))
    plan.removals += _list_files(project, entry)
    return plan


def _list_files(project: Project, entry: Entry) -> list[Path]:
    """Return the files of an entry: its texts, their records, and images that only it shows."""
    settings = project.settings
    texts = [settings.docs / locale.code / f"{entry.address}{PAGE}" for locale in settings.locales]
    assets = [asset for asset, users in find_users(project).items() if users == {entry.address}]
    files = [*texts, *map(get_record_path, texts)]
    files += [settings.docs / each.code / asset for each in settings.locales for asset in assets]
    return [file for file in files if file.is_file()]


def find_lost_entry(project: Project, number: int, day: date) -> GoneEntry | None:
    """Return what is known of an entry whose files are gone; None if nobody remembers it.

    `data/ids.yml` knows where it stood, and git what its source was: a draft has no page.
    """
    place = project.reading.numbers.places.get(number)
    past = project.past_numbers.get(number, ())
    addresses = tuple(dict.fromkeys([*([place] if place else []), *past]))
    if not addresses:
        return None
    removal = GoneEntry(addresses, day)
    for locale in project.settings.locales:
        path = f"{project.settings.docs_name}/{locale.code}/{addresses[0]}{PAGE}"
        if text := find_last_text(project.settings.root, path):
            removal = _add_facts(removal, text, project.settings)
    return removal


def _add_facts(removal: GoneEntry, text: str, settings: Settings) -> GoneEntry:
    """Return what is known of a removed entry, with what the last text of its source says."""
    try:
        facts = load_yaml(split_file(text)[1])
    except YAML_ERRORS:
        return removal
    if not isinstance(facts, dict) or "status" not in facts:
        return removal
    former = [normalize_address(str(each), settings) for each in facts.get("moved_from") or []]
    return replace(
        removal,
        addresses=tuple(dict.fromkeys([*removal.addresses, *filter(None, former)])),
        draft=facts["status"] == Status.DRAFT,
        sensitive=facts.get("sensitive") is True,
    )


def find_last_text(root: Path, path: str) -> str | None:
    """Return the last text that git had at `path`; None if it had none."""
    commit = (ask_git(root, "log", "-1", "--format=%H", "--", path) or b"").decode().strip()
    for each in (commit, f"{commit}^") if commit else ():
        if text := ask_git(root, "show", f"{each}:./{path}"):
            return text.decode(errors="replace")
    return None
