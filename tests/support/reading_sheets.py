"""What a reader of the comprehension test gets: the text of each page, and the questions.

`PYTHONPATH=tests .venv/bin/python -m support.reading_sheets fr FOLDER` takes the pages from the
built site in site/. The handbook says how the test is done: handbook/how-to/test-comprehension.md.
"""

import re
import sys
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup, Tag

from support.paths import REFERENCE_SITE, ROOT
from support.reference_site import read_reference_site

# What a page says beside its text, or behind a tap.
BESIDE = ".headerlink, .term-panel, .reading, script, template"
BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "tr", "dt", "dd", "pre")


def read_table() -> dict[str, Any]:
    """The table of the test: `enough`, `entries` (id: three questions) and `runs`."""
    table: dict[str, Any] = yaml.safe_load(
        (REFERENCE_SITE / "comprehension.yml").read_text(encoding="utf-8")
    )
    return table


def iter_questions(table: dict[str, Any], locale: str) -> Iterator[tuple[str, str]]:
    """Each question's id, such as 1052-3, and its words."""
    for entry, asked in table["entries"].items():
        for number, question in enumerate(asked, 1):
            yield f"{entry}-{number}", question[locale]["ask"]


def write_page_text(page: str) -> str:
    """Title, summary and body of a built page as plain lines; `page` is its HTML.

    Raises LookupError when the page has no text of an entry.
    """
    text = BeautifulSoup(page, "html.parser").select_one("article.entry > div.text")
    if text is None:
        raise LookupError("This is no page of an entry. Build the site: entraide build")
    for each in text.select(BESIDE):
        each.decompose()
    for each in text.select("ul.where"):
        names = ", ".join(link.get_text() for link in each.select("a"))
        title = each.find_previous_sibling("summary")  # of a list that is folded
        label = each.get("aria-label") or (title.get_text() if title else "")
        each.name = "p"
        each.string = f"[{label}: {names}]"
    return "\n\n".join(_write_block(block) for block in text.find_all(BLOCKS) if _is_own(block))


def _is_own(block: Tag) -> bool:
    """Whether a block has words that no block around it writes."""
    around = block.find_parent(BLOCKS)
    if around is not None and (around.name, block.name) != ("li", "li"):
        return False
    return bool(block.get_text(strip=True))


def _write_block(block: Tag) -> str:
    if block.name == "tr":
        cells = block.find_all(["th", "td"])
        return "| " + " | ".join(_write_words(cell.get_text(" ")) for cell in cells) + " |"
    own = copy(block)
    for nested in own.select("ol, ul"):
        nested.decompose()
    return _find_mark(block) + _write_words(own.get_text())


def _find_mark(block: Tag) -> str:
    if block.name[0] == "h":
        return "#" * int(block.name[1]) + " "
    if block.name == "li":
        numbered = block.find_parent(["ol", "ul"])
        place = len(block.find_previous_siblings("li")) + 1
        return f"{place}. " if numbered and numbered.name == "ol" else "- "
    return "> " if block.find_parent("blockquote") else ""


def _write_words(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip()


def write_sheets(locale: str, site: Path, folder: Path) -> None:
    """Write FOLDER/LOCALE/ID.md for each page, and questions.md, which has no answers."""
    table = read_table()
    target = folder / locale
    target.mkdir(parents=True, exist_ok=True)
    for entry in table["entries"]:
        page = find_page(entry, locale, site).read_text(encoding="utf-8")
        (target / f"{entry}.md").write_text(write_page_text(page) + "\n", encoding="utf-8")
    lines = [f"{number}. {words}" for number, words in iter_questions(table, locale)]
    (target / "questions.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def find_page(entry: int, locale: str, site: Path) -> Path:
    """The built page of an entry, at its address; English stands at the root of the site."""
    facts = read_reference_site().entries[entry]
    address = f"e/{entry}" if facts.sensitive else facts.address
    return site / ("" if locale == "en" else locale) / address / "index.html"


if __name__ == "__main__":
    write_sheets(sys.argv[1], ROOT / "site", Path(sys.argv[2]))
