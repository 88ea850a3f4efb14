"""Moving entries, and renaming a category: what every file becomes, so that nothing is lost.

Files move in every language with their records of segments, and with images that no other entry
shows. Links in all texts lead to the new place, the old address is recorded in `moved_from`, and
records of translations know the new links: no text counts as changed.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import basename, dirname, join

from entraide.content.checks.file_links import find_entry, resolve_page_link
from entraide.content.checks.project import Project
from entraide.content.docs.entry_editor import edit_source
from entraide.content.docs.files import PAGE, RECORD
from entraide.content.file_plan import ChangePlan
from entraide.content.link_rewriting import list_digest_changes, rewrite_links
from entraide.content.numbering import record_numbers
from entraide.content.provenance_files import get_record_path
from entraide.content.settings import Settings
from entraide.content.text_files import split_file
from entraide.model.entry import Entry, Status
from entraide.model.line_ends import unify_line_ends
from entraide.model.link_targets import LinkKind

Addresses = Mapping[str, str]  # `category/slug` before -> after


def plan_moves(project: Project, addresses: Addresses, folders: Mapping[str, str]) -> ChangePlan:
    """Return what moving entries to other addresses does to the files of a project.

    `folders` are categories whose whole folders are renamed. EntraideError where a file cannot be
    edited safely.
    """
    moves = {f"{old}{PAGE}": f"{new}{PAGE}" for old, new in addresses.items()}
    moves |= dict(_iter_asset_moves(project, addresses, folders))
    plan = ChangePlan()
    _rewrite_pages(project, moves, plan)
    _record_addresses(project, addresses, plan)
    for locale in project.settings.locales:
        folder = project.settings.docs / locale.code
        for old, new in moves.items():
            for source, target in _list_files(folder / old, folder / new):
                if source.is_file():
                    plan.move(source, target)
    return plan


def _list_files(old: Path, new: Path) -> Iterator[tuple[Path, Path]]:
    """Yield a file and its new path, and the record of segments beside a page."""
    yield old, new
    if old.suffix == PAGE:
        yield old.with_name(old.stem + RECORD), new.with_name(new.stem + RECORD)


def _iter_asset_moves(
    project: Project, addresses: Addresses, folders: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield each image or other file that moves along, before and after, from a locale's folder."""
    for asset in sorted(project.asset_paths):
        folder, _, rest = asset.partition("/")
        if folder in folders:
            yield asset, f"{folders[folder]}/{rest}"
    for asset, users in find_users(project).items():
        targets = {dirname(addresses.get(user, user)) for user in users}
        target = next(iter(targets))
        is_own = users <= addresses.keys() and {dirname(asset)} == {dirname(user) for user in users}
        if is_own and dirname(asset) not in folders and len(targets) == 1:
            new = join(target, basename(asset))
            if target != dirname(asset) and new not in project.asset_paths:
                yield asset, new


def find_users(project: Project) -> dict[str, set[str]]:
    """Return the addresses of the entries that show or link to each file; "" is a home page."""
    users: dict[str, set[str]] = {}
    for page in project.pages:
        address = page.path.removeprefix(f"{project.settings.docs_name}/{page.locale}/")
        outline = project.outlines[page.path]
        for written in (
            *(link.address for link in outline.links),
            *(each.text for each in outline.images),
        ):
            target = resolve_page_link(page, written, project.settings)
            if target.kind is LinkKind.FILE and target.path in project.asset_paths:
                name = "" if address == f"index{PAGE}" else address.removesuffix(PAGE)
                users.setdefault(target.path, set()).add(name)
    return users


def _rewrite_pages(project: Project, moves: Mapping[str, str], plan: ChangePlan) -> None:
    """Plan the new links of every text, and the records of those who were translated from them."""
    for page in project.pages:
        file = project.settings.root / page.path
        text = plan.read(file)
        after = rewrite_links(text, page, moves, project.settings)
        if after == text:
            continue
        plan.write(file, after)
        entry = find_entry(
            page.path.removeprefix(f"{project.settings.docs_name}/{page.locale}/"), project.site
        )
        if entry and page is entry.source:
            before, now = (unify_line_ends(split_file(each)[3]) for each in (text, after))
            _rewrite_records(entry, list_digest_changes(before, now), project.settings, plan)


def _rewrite_records(
    entry: Entry, digests: Mapping[str, str], settings: Settings, plan: ChangePlan
) -> None:
    """Plan records that know the segments of the source by their new digests."""
    for version in entry.localised.values():
        file = get_record_path(settings.root / version.path)
        if file.is_file():
            text = plan.read(file)
            for old, new in digests.items():
                text = text.replace(f'"hash": "{old}"', f'"hash": "{new}"')
            plan.write(file, text)


def _record_addresses(project: Project, addresses: Addresses, plan: ChangePlan) -> None:
    """Plan `moved_from` of each source that moves, and the addresses of `data/ids.yml`."""
    places: dict[int, str] = {}
    for entry in project.site.entries.values():
        if new := addresses.get(entry.address):
            places[entry.id] = new
            if entry.status is not Status.DRAFT:
                file = project.settings.root / entry.source.path
                plan.write(file, add_former_path(plan.read(file), entry, entry.address, new))
    plan.add(record_numbers(project.reading, places))


def add_former_path(text: str, entry: Entry, old: str, new: str) -> str:
    """Return the source of `entry` with the address `old` as a former one, and without `new`."""
    former = [path for path in entry.moved_from if path not in {old, new}]
    return edit_source(text, entry.source.path, {"moved_from": [old, *former]})
