"""`entraide handbook`: the handbook's pages for users, which are part of the package.

Messages name a page by this command, because an installation has no copy of the repository.
"""

from collections.abc import Mapping
from pathlib import Path

import click

from entraide.errors import Argument, EntraideError, Problem, suggest_name
from entraide.shipped_folders import get_shipped_folder

FOLDER = "handbook"
# In the order of the list. Decisions and tools are for those who have the repository.
SECTIONS = {
    "tutorials": "Learn it step by step",
    "how-to": "Do one thing",
    "reference": "Look something up",
    "concepts": "Understand",
}
LOOSE_PAGES = {"writing": "how-to"}  # by the section that they are listed in


@click.command("handbook")
@click.argument("page", required=False)
def show_handbook(page: str | None) -> None:
    """Show a page of the handbook, as in “entraide handbook translate”. Without PAGE: list them."""
    pages = list_handbook_pages()
    if page is None:
        click.echo(_format_list(pages))
        return
    name = page.removesuffix(".md").rpartition("/")[2]
    if name not in pages:
        what = f"the handbook has no page “{page}”"
        raise EntraideError(Problem(Argument("PAGE"), what, suggest_name(name, pages)))
    click.echo_via_pager(pages[name].read_text("utf-8"))


def list_handbook_pages() -> Mapping[str, Path]:
    """Return the file of each page by its name: that of the file, without folder and ending."""
    root = get_shipped_folder(FOLDER)
    files = [
        *(root / f"{name}.md" for name in LOOSE_PAGES),
        *(file for section in SECTIONS for file in sorted((root / section).glob("*.md"))),
    ]
    return {file.stem: file for file in files}


def _format_list(pages: Mapping[str, Path]) -> str:
    """Return every page with its title, section by section."""
    width = max(map(len, pages))
    lines: list[str] = []
    for section, title in SECTIONS.items():
        lines += [f"{title}:"]
        for name, file in pages.items():
            if LOOSE_PAGES.get(name, file.parent.name) == section:
                lines += [f"  {name:{width}}  {_read_title(file)}"]
        lines += [""]
    return "\n".join([*lines, "Read one: entraide handbook PAGE"])


def _read_title(file: Path) -> str:
    with file.open(encoding="utf-8") as text:
        return text.readline().lstrip("# ").strip()
