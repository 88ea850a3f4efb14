"""The page on templates: what each is, the values that it takes, the blocks that it has."""

import re
from collections.abc import Iterator
from pathlib import Path

from entraide.shipped_folders import get_theme_folder
from handbook.tools.pages import render_page, render_table, wrap

INTRODUCTION = """
Every page is drawn by templates of Jinja. A project may put one of its own in the place of each of
them, as [change a part of a page](../how-to/change-templates.md) shows. A template may count on the
values that are named here, and on those of the frame of every page: `locale`, `home_url`,
`entries_url`, `contact_url` and the like.
"""
BLOCKS = """
A template of a project can extend one of ours by its name behind `entraide/`, and fill one of its
blocks. `{{ super() }}` in a block is what ours has there. All pages extend `base.html`, so that a
block of it can be filled for all of them.
"""
COMMENT = re.compile(r"\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)
TAKES = re.compile(r"\s*Takes (.*?)\.?$")
BLOCK = re.compile(r"\{%-?\s*block (\w+)")
BLOCK_MEANINGS = {
    "htmltitle": "the title of the page, in the tab",
    "site_meta": "what search engines and browsers are told",
    "styles": "the style sheet",
    "libs": "empty: scripts that others need",
    "scripts": "our scripts",
    "extrahead": "empty: whatever else belongs into the head",
    "skip": "the link to the text, for keyboards",
    "header": "the band at the top",
    "exit": "“Leave this page”",
    "container": "all between the top and the end",
    "site_path": "the way to here",
    "site_nav": "the menu: a sidebar, on a phone behind its sign",
    "content": "the page itself",
    "footer": "the end of the page",
}


def read_template(name: str) -> str:
    return (get_theme_folder() / name).read_text(encoding="utf-8")


def describe_template(text: str) -> tuple[str, str]:
    """Return what a template is, and the values that it takes, from its first line."""
    comment = COMMENT.match(text)
    words = comment[1] if comment else ""
    takes = TAKES.search(words)
    return TAKES.sub("", words), takes[1] if takes else ""


def render_templates() -> str:
    return render_page("Templates", INTRODUCTION, _iter_sections())


def _iter_sections() -> Iterator[str]:
    yield f"## Blocks\n\n{wrap(BLOCKS)}\n\n{_render_blocks()}"
    folder = get_theme_folder()
    for title, pattern in (("Pages", "*.html"), ("Partials", "partials/*.html")):
        rows = [
            _make_row(path.relative_to(folder).as_posix()) for path in sorted(folder.glob(pattern))
        ]
        yield f"## {title}\n\n{render_table(['template', 'what it is', 'takes'], rows)}"


def _make_row(name: str) -> tuple[str, str, str]:
    return f"`{Path(name).as_posix()}`", *describe_template(read_template(name))


def _render_blocks() -> str:
    names = BLOCK.findall(read_template("base.html"))
    return render_table(
        ["block of `base.html`", ""], [(f"`{name}`", BLOCK_MEANINGS[name]) for name in names]
    )
