"""Removing an entry: its files are deleted, and its number is kept with a record of the removal.

Votes and comments keep the number. Images that no other entry shows are deleted too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from entraide.content.checks.file_links import find_entry, get_page_path, resolve_page_link
from entraide.content.checks.project import Project, make_body_problem
from entraide.content.checks.settings_entries import iter_entry_settings
from entraide.content.docs.entry_editor import edit_source
from entraide.content.docs.files import PAGE
from entraide.content.entry_moves import find_users
from entraide.content.file_plan import ChangePlan
from entraide.content.history import ask_git
from entraide.content.numbering import record_numbers
from entraide.content.outline import TextLink
from entraide.content.provenance_files import get_record_path
from entraide.content.settings import Settings
from entraide.content.text_files import split_file
from entraide.content.written_addresses import normalize_address
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import load_yaml
from entraide.errors import Problem
from entraide.model.entry import Entry, PageText, Status, find_status
from entraide.model.numbers import GoneEntry


def iter_inbound_links(project: Project, entry: Entry) -> Iterator[Problem]:
    """Yield a problem for each link to `entry` in the text of another page."""
    for page, link in iter_links_to(project, entry):
        what = f"this links to entry {entry.id}"
        cure = "Link elsewhere, or take the link out"
        yield make_body_problem(page, link.line, what, cure)


def iter_links_to(project: Project, entry: Entry) -> Iterator[tuple[PageText, TextLink]]:
    """Yield each link to `entry` in the text of another page, with the page."""
    for page, link, address in project.iter_links():
        target = resolve_page_link(page, address, project.settings)
        if find_entry(target.path, project.site) is not entry:
            continue
        if find_entry(get_page_path(page, project.settings), project.site) is not entry:
            yield page, link


def iter_removal_mistakes(
    project: Project, entry: Entry, *, allows_links: bool
) -> Iterator[Problem]:
    """Yield what still needs the entry: settings, and links unless `allows_links`."""
    for keys, number in iter_entry_settings(project.settings):
        if number == entry.id:
            what = f"{'.'.join(map(str, keys[:2]))} names entry {number}"
            cure = "Name another entry there, or remove the line"
            yield Problem(project.settings.get_site_location(*keys), what, cure)
    if not allows_links:
        yield from iter_inbound_links(project, entry)


def make_removal(entry: Entry, instead: int | str | None, day: date) -> GoneEntry:
    """Return the record of the removal of `entry` on that day."""
    return GoneEntry(
        addresses=(entry.address, *entry.moved_from),
        removed=day,
        instead=instead,
        draft=is_unseen(entry.status, entry.digest, entry.publish_on, day),
        sensitive=entry.sensitive,
    )


def plan_removal(project: Project, entry: Entry, removal: GoneEntry) -> ChangePlan:
    """Return the plan that removes `entry` from the files of a project."""
    plan, settings = ChangePlan(), project.settings
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
    """Return the record of an entry whose files are gone; None if nothing remembers it.

    `data/ids.yml` has its address, and git its last source: a draft had no page.
    """
    place = project.reading.numbers.addresses.get(number)
    past = project.past_numbers.get(number, ())
    addresses = tuple(dict.fromkeys([*([place] if place else []), *past]))
    if not addresses:
        return None
    removal = GoneEntry(addresses, day)
    for locale in project.settings.locales:
        path = f"{project.settings.docs_name}/{locale.code}/{addresses[0]}{PAGE}"
        if text := find_last_text(project.settings.root, path):
            removal = _add_values(removal, text, project.settings)
    return removal


def is_unseen(status: Status, digest: str | None, publish_on: date | None, day: date) -> bool:
    """Return whether an entry with that `status` on that day was never on the site.

    A draft with a digest was published before, unless its day has not come yet.
    """
    return status is Status.DRAFT and (not digest or (publish_on is not None and publish_on > day))


def _add_values(removal: GoneEntry, text: str, settings: Settings) -> GoneEntry:
    """Return the record of a removal, with facts from the last text of the source."""
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
        draft=_is_unseen_text(facts, removal.removed),
        sensitive=facts.get("sensitive") is True,
    )


def _is_unseen_text(facts: Mapping[str, Any], day: date) -> bool:
    """Return whether a source with these keys was never on the site; keys may be anything."""
    days = [facts.get(name) for name in ("publish_on", "archive_on")]
    first, last = (each if isinstance(each, date) else None for each in days)
    is_draft = facts["status"] == Status.DRAFT.value
    written = Status.DRAFT if is_draft else Status.PUBLISHED
    return is_unseen(find_status(written, first, last, day), facts.get("digest"), first, day)


def find_last_text(root: Path, path: str) -> str | None:
    """Return the last text that git had at `path`; None if it had none."""
    commit = (ask_git(root, "log", "-1", "--format=%H", "--", path) or b"").decode().strip()
    for each in (commit, f"{commit}^") if commit else ():
        if text := ask_git(root, "show", f"{each}:./{path}"):
            return text.decode(errors="replace")
    return None
