"""Moving entries, and renaming a category: the changes of all files, so that nothing is lost.

Files move in every language, with their records of segments, and with images that no other entry
shows. Links in all texts lead to the new place, and `moved_from` has the old address. Records of
translations get the digests of the new links, so that no text counts as changed.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from posixpath import basename, dirname, join

from entraide.content.checks.file_links import find_entry, get_page_path, resolve_page_link
from entraide.content.checks.project import Project
from entraide.content.data.files import describe_unknown_term
from entraide.content.docs.entry_editor import edit_source
from entraide.content.docs.files import INDEX, PAGE, RECORD, TAKEN_NAMES
from entraide.content.entry_start import iter_address_conflicts
from entraide.content.field_types import TAG, choose_cure, is_name
from entraide.content.file_plan import ChangePlan
from entraide.content.link_rewriting import list_digest_changes, rewrite_links
from entraide.content.numbering import record_numbers
from entraide.content.provenance_files import get_record_path
from entraide.content.settings import Settings
from entraide.content.text_files import split_file
from entraide.errors import Argument, Problem, suggest_name
from entraide.model.entry import Entry, PageText, Status
from entraide.model.line_ends import unify_line_ends
from entraide.model.link_targets import LinkKind

Addresses = Mapping[str, str]  # `category/slug` before -> after
Rewriter = Callable[[str, PageText], str]  # a whole file and its page -> the file as it should be


def plan_moves(project: Project, addresses: Addresses, folders: Mapping[str, str]) -> ChangePlan:
    """Return the plan that moves entries to other addresses.

    `folders` are categories whose whole folders are renamed. EntraideError where a file cannot be
    edited safely.
    """
    moves = {f"{old}{PAGE}": f"{new}{PAGE}" for old, new in addresses.items()}
    moves |= dict(_iter_asset_moves(project, addresses, folders))
    moves |= {f"{old}/{INDEX}": f"{new}/{INDEX}" for old, new in folders.items()}  # their pages
    plan = ChangePlan()
    settings = project.settings
    rewrite_pages(project, lambda text, page: rewrite_links(text, page, moves, settings), plan)
    _record_addresses(project, addresses, plan)
    for locale in settings.locales:
        folder = settings.docs / locale.code
        for old, new in moves.items():
            for source, target in list_files(folder / old, folder / new):
                if source.is_file():
                    plan.move(source, target)
    return plan


def list_files(old: Path, new: Path) -> Iterator[tuple[Path, Path]]:
    """Yield a file and its new path, and the record of segments beside a page."""
    yield old, new
    if old.suffix == PAGE:
        yield old.with_name(old.stem + RECORD), new.with_name(new.stem + RECORD)


def _iter_asset_moves(
    project: Project, addresses: Addresses, folders: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield old and new path of each other file that moves, from its locale's folder."""
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
    for page in (*project.pages, *project.drafts):
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


def rewrite_pages(project: Project, rewrite: Rewriter, plan: ChangePlan) -> None:
    """Plan the new links of every text, and of the records of their translations."""
    for page in (*project.pages, *project.drafts):
        file = project.settings.root / page.path
        text = plan.read(file)
        after = rewrite(text, page)
        if after == text:
            continue
        plan.write(file, after)
        path = get_page_path(page, project.settings)
        if (entry := find_entry(path, project.site)) and page is entry.source:
            before, now = (unify_line_ends(split_file(each)[3]) for each in (text, after))
            _rewrite_records(entry, list_digest_changes(before, now), project.settings, plan)


def _rewrite_records(
    entry: Entry, digests: Mapping[str, str], settings: Settings, plan: ChangePlan
) -> None:
    """Plan records with the new digests of source segments."""
    for version in entry.localised.values():
        file = get_record_path(settings.root / version.path)
        if file.is_file():
            text = plan.read(file)
            for old, new in digests.items():
                text = text.replace(f'"hash": "{old}"', f'"hash": "{new}"')
            plan.write(file, text)


def _record_addresses(project: Project, addresses: Addresses, plan: ChangePlan) -> None:
    """Plan `moved_from` of each source that moves, and its row in `data/ids.yml`."""
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


def iter_move_mistakes(project: Project, entry: Entry, new: str) -> Iterator[Problem]:
    """Yield why `entry` cannot stand at the address `new`."""
    argument = Argument("CATEGORY/SLUG")
    category, slash, slug = new.partition("/")
    if category not in project.site.categories:
        cure = suggest_name(category, project.site.categories)
        what = f"“{category}” is no category"
        what = describe_unknown_term(project.settings, "categories", what)
        yield Problem(argument, what, cure)
    if not slash:
        yield Problem(argument, f"“{new}” has no slug", f"Write both, as in {new}/{entry.slug}")
        return
    if not is_name(slug) or slug in TAKEN_NAMES:
        yield Problem(argument, f"“{slug}” cannot end an address", choose_cure(TAG, slug))
        return
    if new == entry.address:
        what = f"entry {entry.id} stands there already"
        yield Problem(argument, what, "Name another place")
        return
    yield from iter_address_conflicts(new, project.reading, "CATEGORY/SLUG", entry)
