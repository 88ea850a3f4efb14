"""Links and images: each target exists, and each is written with the address that we use."""

from collections.abc import Iterator
from difflib import get_close_matches
from posixpath import basename, dirname, join, split
from unicodedata import is_normalized
from urllib.parse import unquote

from entraide.content.anchors import assign_anchors, find_anchor
from entraide.content.checks.file_links import (
    find_entry,
    format_link,
    get_page_path,
    resolve_page_link,
    suggest_file_link,
)
from entraide.content.checks.project import Project, make_body_problem
from entraide.content.gone_entries import describe_gone_entry
from entraide.content.outline import TextLink
from entraide.errors import Fault, Problem, suggest_name
from entraide.model.entry import Entry, PageText, Status
from entraide.model.link_targets import DIALLED, LinkKind, LinkTarget, is_dialable
from entraide.model.placeholders import PLACEHOLDER
from entraide.model.web_address import get_scheme

NEAR = 0.75  # how alike two names of files are that may be one: their endings are alike anyway


def check_link_addresses(project: Project) -> Iterator[Problem]:
    """Yield links with an address that may be on no page, wherever it leads."""
    for page, link, target in _iter_targets(project, whole=False):
        if fault := _describe_bad_address(project, target):
            yield _make_problem(page, link, *fault)


def _describe_bad_address(project: Project, target: LinkTarget) -> Fault | None:
    if "{{" in target.path:
        return _describe_bad_placeholder(project, target)
    if target.kind is LinkKind.REFUSED:
        cure = (
            "Link to a page (https:), to an e-mail address (mailto:), to a number (tel:, sms:) "
            "or to a file of ours"
        )
        return "leads to no kind of address that we publish", cure
    if get_scheme(target.path) in DIALLED and not is_dialable(target.path):
        cure = "Write it with its country and without spaces: tel:+33199001122"
        return "is no number that a phone can dial", cure
    return None


def _describe_bad_placeholder(project: Project, target: LinkTarget) -> Fault | None:
    """Return the fault of an address with a placeholder that stands for a block or a link.

    Placeholders that do not exist are left to `check_placeholder_names`.
    """
    for name in PLACEHOLDER.findall(target.path):
        if name in project.site.insert_names:
            return f"has “{{{{{name}}}}}” in its address", f"Write {{{{{name}}}}} beside the words"
    return None


def check_link_targets(project: Project) -> Iterator[Problem]:
    """Yield links to a page, an anchor or a file that does not exist under this name."""
    for page, link, target in _iter_targets(project):
        if target.kind is not LinkKind.REFUSED and (
            fault := _describe_fault(project, page, target)
        ):
            yield _make_problem(page, link, *fault)


def _iter_targets(
    project: Project, *, whole: bool = True
) -> Iterator[tuple[PageText, TextLink, LinkTarget]]:
    """Yield every link with its target, placeholders filled.

    With `whole`, links with a placeholder that cannot be filled are left out.
    """
    for page, link, address in project.iter_links():
        target = resolve_page_link(page, address, project.settings)
        if not whole or "{{" not in target.path:
            yield page, link, target


def _make_problem(page: PageText, link: TextLink, what: str, cure: str) -> Problem:
    return make_body_problem(page, link.line, f"the link “{unquote(link.address)}” {what}", cure)


def _describe_fault(project: Project, page: PageText, target: LinkTarget) -> Fault | None:
    """Return what is wrong with a target; None if nothing is."""
    if target.kind in {LinkKind.FILE, LinkKind.MARKDOWN} and not is_normalized("NFC", target.path):
        what = "is written with decomposed accents (NFD); names of files have them whole (NFC)"
        return what, "Type its accents anew: the two look alike"
    match target.kind:
        case LinkKind.ELSEWHERE | LinkKind.REFUSED:
            return None
        case LinkKind.ABSOLUTE | LinkKind.GENERATED:
            file = suggest_file_link(page, target, project.site, project.settings)
            cure = f"Write {file}" if file else "Link to the file, as in ../scams/sale.md"
            return "is an address of the built site, not a file", cure
        case LinkKind.FILE:
            missing = not _file_exists(project, target.path)
            return _describe_missing_file(project, page, target.path) if missing else None
        case LinkKind.MARKDOWN:
            return _describe_page_fault(project, page, target)


def _describe_page_fault(project: Project, page: PageText, target: LinkTarget) -> Fault | None:
    site = project.site
    if target.path.startswith(".."):
        return "leaves the folder of its locale", "Link to the entry in the same locale"
    if entry := find_entry(target.path, site):
        return _describe_entry_fault(project, page, entry, target.anchor)
    if target.path == "index.md":
        home = site.homes.get(page.locale)
        first = site.homes.get(site.default_locale.code, home)
        return _describe_anchor_fault(project, home, target.anchor, first) if home else None
    folder, _, name = target.path.rpartition("/")
    if name == "index.md":
        known = folder in site.categories or not site.categories
        return None if known else ("leads to no category", suggest_name(folder, site.categories))
    if _file_exists(project, target.path):  # it has a mistake of its own
        return None
    return _describe_missing_entry(project, page, target.path)


def _describe_entry_fault(
    project: Project, page: PageText, entry: Entry, anchor: str
) -> Fault | None:
    if entry.status is Status.DRAFT and _is_public(project, page):
        cure = f"Publish entry {entry.id} first"
        owner = find_entry(get_page_path(page, project.settings), project.site)
        if owner and owner.status is Status.PUBLISHED:
            cure += f", or both at once: entraide entry publish {owner.id} {entry.id}"
        return "leads to a draft, which readers cannot see", cure
    return _describe_anchor_fault(
        project, entry.get_served_version(page.locale), anchor, entry.source
    )


def _is_public(project: Project, page: PageText) -> bool:
    """Return whether readers see `page`; a home page is always public."""
    entry = find_entry(get_page_path(page, project.settings), project.site)
    return entry is None or entry.status is not Status.DRAFT


def _describe_anchor_fault(
    project: Project, page: PageText, anchor: str, source: PageText | None
) -> Fault | None:
    """Return the fault of a link to `anchor` of `page`, or None where the anchor is there.

    A heading has an anchor by its own words, and in a translation also by those of its `source`.
    """
    outline = project.outlines[page.path]
    anchors = [heading.anchor for heading in outline.headings]
    if (
        not anchor
        or anchor in outline.anchors
        or find_anchor(anchor, outline.headings, anchors)
        or (source and source is not page and _is_source_anchor(project, page, anchor, source))
    ):
        return None
    known = [heading.anchor for heading in outline.headings if heading.anchor]
    cure = (
        suggest_name(anchor, known) if known else f"Remove “#{anchor}”: there are no headings there"
    )
    return f"leads to no heading of {page.path}", cure


def _is_source_anchor(project: Project, page: PageText, anchor: str, source: PageText) -> bool:
    """Return whether `anchor` is the source’s name for a heading of `page`.

    Where nobody knows what a version was made from, any name that the source has is accepted:
    whether a link is wrong must not depend on how much of its history a clone has.
    """
    here, theirs = (project.outlines[path].headings for path in (page.path, source.path))
    pairs = project.find_heading_pairs(page, source)
    if pairs is None:
        return find_anchor(anchor, theirs, [heading.anchor for heading in theirs]) is not None
    shared = assign_anchors(here, theirs, pairs)
    return find_anchor(anchor, here, shared, theirs, pairs) is not None


def _describe_missing_entry(project: Project, page: PageText, path: str) -> Fault:
    if fault := describe_gone_entry(path.removesuffix(".md"), project.site.gone):
        what, whither = fault
        return f"leads to no entry: {what}", f"{whither}. Link elsewhere, or take the link out"
    return "leads to no entry", _suggest_file(project, page, path)


def _suggest_file(project: Project, page: PageText, path: str) -> str:
    files = [f"{address}.md" for address in project.site.by_address]
    if close := get_close_matches(path, files, n=1):
        return f"Did you mean {format_link(page, close[0], project.settings)}?"
    return "Write the path of a file that exists, from this one"


def _describe_missing_file(project: Project, page: PageText, path: str) -> Fault:
    """Return the problem of a missing file; the cure names the nearest one that exists."""
    if path.startswith(".."):
        return "leaves the folder of its locale", "Put the file beside the entry"
    settings, (folder, name) = project.settings, split(path)
    location = f"{settings.docs_name}/{join(page.locale, folder, '')}"
    also = ", nor in that folder of another language" if len(project.site.locales) > 1 else ""
    what = f"leads to no file: there is no {name} in {location}{also}"
    files = sorted(project.asset_paths, key=lambda file: (dirname(file) == folder, file))
    by_name = {basename(file): file for file in files}
    if near := get_close_matches(name, by_name, n=1, cutoff=NEAR):
        return what, f"Did you mean {format_link(page, by_name[near[0]], settings)}?"
    return what, "Put the file there, or correct its name"


def _file_exists(project: Project, path: str) -> bool:
    """Return whether a file is at `path` in any locale: pages of the other locales use it too."""
    docs = project.settings.docs
    if path.startswith(".."):
        return False
    if path in project.waiting_files:
        return True
    try:
        return any((docs / locale.code / path).is_file() for locale in project.site.locales)
    except OSError:  # no file can have such a name
        return False


def check_image_files(project: Project) -> Iterator[Problem]:
    """Yield images that are no file of ours, or whose file does not exist."""
    for page, outline in project.iter_outlines():
        for image in outline.images:
            target = resolve_page_link(page, image.text, project.settings)
            if target.kind is not LinkKind.FILE:
                what = f"the image “{unquote(image.text)}” is not a file of ours"
                cure = "Put the file beside the entry: a page fetches nothing from elsewhere"
                yield make_body_problem(page, image.line, what, cure)
            elif fault := _describe_fault(project, page, target):
                what, cure = fault
                what = f"the image “{unquote(image.text)}” {what}"
                yield make_body_problem(page, image.line, what, cure)
