"""Fixes of links after a move that no command made, so that they lead where they were meant to.

Only a link that leads nowhere is changed, so that no correction by a person is undone. Where an
entry has taken the place of another, links to both are changed: see `fixes/swaps.py`.
"""

from collections.abc import Callable, Mapping
from posixpath import dirname

from entraide.content.checks.file_links import find_entry, get_page_path
from entraide.content.checks.project import Project
from entraide.content.docs.files import INDEX, PAGE
from entraide.content.entry_moves import rewrite_pages
from entraide.content.file_plan import ChangePlan
from entraide.content.link_rewriting import (
    OURS,
    rewrite_body,
    rewrite_own_address,
    write_link,
)
from entraide.model.entry import PageText
from entraide.model.link_targets import resolve_link

Formers = Mapping[str, str]  # former address -> the present one


def mend_links(project: Project, formers: Formers, swaps: Formers, plan: ChangePlan) -> None:
    """Plan the fix of links to former addresses, and of links in texts that have moved.

    At addresses of `swaps` there is another entry now; links mean the one before it.
    """
    if formers or swaps:
        rewrite_pages(
            project,
            lambda text, page: rewrite_body(text, _make_rewriter(page, formers, swaps, project)),
            plan,
        )


def _make_rewriter(
    page: PageText, formers: Formers, swaps: Formers, project: Project
) -> Callable[[str], str]:
    settings = project.settings
    path = get_page_path(page, settings)
    entry = find_entry(path, project.site)
    stood = [f"{old}{PAGE}" for old, new in formers.items() if entry and new == entry.address]
    pages = {
        f"{old.removesuffix('/index')}/": f"{new.removesuffix('/index')}/"
        for old, new in {**formers, **swaps}.items()
    }
    before = [f"{old}{PAGE}" for old, new in swaps.items() if entry and new == entry.address]

    def rewrite(written: str) -> str:
        if written.startswith(settings.site_url):
            return rewrite_own_address(written, pages, settings)
        target = resolve_link(path, written)
        is_ours = target.kind in OURS and written.partition("#")[0] and "{{" not in written
        if not is_ours:
            return written
        meant = resolve_link(before[0], written).path if before else target.path
        present = swaps.get(meant.removesuffix(PAGE))
        if present or _exists(meant, project):
            return write_link(f"{present}{PAGE}" if present else meant, dirname(path), written)
        for origin in (path, *stood):
            meant = resolve_link(origin, written).path
            present = formers.get(meant.removesuffix(PAGE))
            after = f"{present}{PAGE}" if present and meant.endswith(PAGE) else meant
            if _exists(after, project) or (present and after.endswith(f"/{INDEX}")):
                return write_link(after, dirname(path), written)
        return written

    return rewrite


def _exists(path: str, project: Project) -> bool:
    is_text = path.endswith(PAGE) and path.removesuffix(PAGE) in project.site.by_address
    return is_text or path in project.asset_paths
