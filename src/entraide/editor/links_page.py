"""What leads to an entry, and where images are used: what to look at before something changes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from starlette.responses import Response

from entraide.content.checks.file_links import find_entry, get_page_path
from entraide.content.checks.project import Project
from entraide.content.checks.settings_entries import iter_entry_settings
from entraide.content.entry_moves import find_users
from entraide.content.entry_removal import iter_links_to
from entraide.editor.project_changes import open_shown_project
from entraide.editor.visit import EditorVisit
from entraide.model.entry import Entry


@dataclass(frozen=True, slots=True)
class LinkingText:
    """A text by its title, and its address in the editor; without one, by its file."""

    name: str
    lang: str
    address: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class AssetUse:
    """A file beside the texts, and those that show it or link to it."""

    path: str
    users: tuple[LinkingText, ...]


def show_links(visit: EditorVisit) -> Response:
    """Answer with the texts, the related entries and the settings that lead to the entry."""
    here = visit.editor.find_version(visit.number, visit.code)
    project = open_shown_project(visit.editor)
    entry = project.site.entries[here.entry.id]
    related = (each for each in project.site.entries.values() if entry.id in each.related)
    settings = iter_entry_settings(project.settings)
    return visit.render(
        "links_page",
        here=here,
        links=list(_iter_texts(project, entry)),
        related=[_make_row(project, each, visit.locale.code) for each in related],
        settings=[".".join(map(str, keys[:2])) for keys, number in settings if number == entry.id],
        words_in=project.site.get_locale(visit.code),
    )


def show_files(visit: EditorVisit) -> Response:
    """Answer with every image and other file of the texts, those first that no text shows."""
    project, code = open_shown_project(visit.editor), visit.locale.code
    users = find_users(project)
    entries = {entry.address: entry for entry in project.site.entries.values()}
    rows = [
        AssetUse(
            path,
            tuple(
                _make_row(project, entries[user], code) if user in entries else _name_page(user)
                for user in sorted(users.get(path, ()))
            ),
        )
        for path in sorted(project.asset_paths)
    ]
    return visit.render("files", rows=sorted(rows, key=lambda row: bool(row.users)))


def _iter_texts(project: Project, entry: Entry) -> Iterator[LinkingText]:
    for page, link in iter_links_to(project, entry):
        other = find_entry(get_page_path(page, project.settings), project.site)
        line = page.body_line + link.line
        if other is None:  # a page that is no entry
            yield LinkingText(page.path, "", "", line)
        else:
            yield replace(_make_row(project, other, page.locale), line=line)


def _make_row(project: Project, entry: Entry, code: str) -> LinkingText:
    version = entry.get_served_version(code)
    lang = project.site.get_locale(version.locale).lang
    return LinkingText(version.title, lang, f"{entry.id}/{version.locale}/")


def _name_page(address: str) -> LinkingText:
    return LinkingText(address or "index", "", "")
