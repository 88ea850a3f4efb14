"""Find meanings of HTML that Markdown cannot express, and name each as an omission.

These are numbers of items, tooltips, sources of quotations, languages of passages, and hidden
parts.
"""

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import Tag

from entraide.importers.articles import ImportedText
from entraide.importers.omissions import OmissionLog

HIDING = r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden)"  # a style
HIDDEN = re.compile(HIDING, re.IGNORECASE)
# Elements whose title becomes words: of a link, of an abbreviation.
TITLED = ["a", "abbr", "iframe", "embed", "object", "video", "audio"]
LETTERS = {"a": "a, b, c", "A": "A, B, C", "i": "i, ii, iii", "I": "I, II, III"}
SHOWN = "shown: take it out if nobody shall read it"
MARK_LOST = "its mark is left out; the words stay"


def note_lost_meanings(tree: BeautifulSoup, text: ImportedText, omissions: OmissionLog) -> None:
    """Add an omission for each attribute in `tree`, the HTML of `text`, that Markdown has not."""
    for element in tree.find_all(["dfn", "acronym"], title=True):
        element.name = "abbr"
    language = text.language.replace("_", "-").partition("-")[0].lower()
    for element in (node for node in tree.descendants if isinstance(node, Tag)):
        for what, outcome, detail in _iter_losses(element, language):
            omissions.add(text.location, what, outcome, detail)


Loss = tuple[str, str, str]  # what is lost, what became of it, the thing itself


def _iter_losses(element: Tag, language: str) -> Iterator[Loss]:
    if element.name == "ol":
        yield from _iter_numbers(element)
    title = " ".join(str(element.get("title") or "").split())
    if title and element.name not in TITLED and title not in {element.get("alt"), _cut(element)}:
        yield "tooltip", "left out", title
    if element.get("cite"):
        yield "source of a quotation or an edit", "left out", str(element["cite"])
    own = str(element.get("lang") or "").replace("_", "-")
    is_foreign = own and own.partition("-")[0].lower() != language
    if is_foreign and (words := _cut(element)):
        yield "passage in another language", MARK_LOST, f"{own}: {words}"
    is_hidden = element.has_attr("hidden") or HIDDEN.search(str(element.get("style") or ""))
    if is_hidden and (words := _cut(element)):
        yield "hidden passage", SHOWN, words
    if element.name == "details" and not element.find("summary", recursive=False):
        yield "box without a title that opens", "stands open", _cut(element)
    behind = element.find_next_sibling() if element.name == "dt" else None
    if isinstance(behind, Tag) and behind.name == "dt":
        yield "term that shares a definition", "a paragraph above the next one", _cut(element)


def _iter_numbers(element: Tag) -> Iterator[Loss]:
    """Yield each number of a list that Markdown, which counts up from its start, cannot express."""
    kind, items = str(element.get("type") or "1"), element.find_all("li", recursive=False)
    if element.has_attr("reversed"):
        yield "list that counts down", "counts up", _cut(element)
    if kind in LETTERS:
        yield f"list that counts {LETTERS[kind]}", "counts 1, 2, 3", _cut(element)
    if items and items[0].get("value"):
        element["start"] = items[0]["value"]
    written = str(element.get("start") or "1")
    start = read_number(written)
    if start is None:
        yield "list that starts at another number", "starts at 1", written
    for number, item in enumerate(items, 1 if start is None else start):
        if (value := str(item.get("value") or number)) != str(number):
            outcome = "counted on from the item before"
            yield "number of an item", outcome, f"{value}: {_cut(item)}"


def read_number(text: str) -> int | None:
    """Return the number that a Markdown list may begin with, as text; None if it may not."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None


def _cut(element: Tag) -> str:
    """Return the first words of an element's text."""
    return " ".join(islice(element.stripped_strings, 12))[:80]
