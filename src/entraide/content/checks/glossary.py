"""The glossary: wordings that no text may use, in the language in which it is written."""

import re
from collections.abc import Iterator

from entraide.content.checks.project import Project
from entraide.content.checks.prose_fields import iter_page_fields
from entraide.errors import FileLine, Problem
from entraide.model.entry import PageText
from entraide.model.placeholders import PLACEHOLDER_SHAPE
from entraide.model.text_fields import SENTENCE_FIELDS
from entraide.model.wordings import (
    GAP,
    WordingPatterns,
    compile_wordings,
    find_wordings,
    to_nfc,
    to_small_letters,
)

# What readers do not read as words: code, placeholders, and the addresses of links.
NOT_READ = re.compile(
    r"^[ >]*(?P<fence>```+|~~~+)(?s:.*?)(?:^[ >]*(?P=fence)|\Z)"
    r"|(?P<ticks>`+)[^`\n].*?(?P=ticks)"
    rf"|{PLACEHOLDER_SHAPE}"
    r"|(?<=\])\([^()\n]*\)"
    r"|^ {0,3}\[[^\]\n]+\]:.*$"
    r"|<[^<>\s]+>"
    r"|\bhttps?://\S+",
    re.MULTILINE,
)
SPACE = re.compile(GAP)
WordingRule = tuple[WordingPatterns, str]  # the wordings that a term forbids, and the cure


def check_wordings(project: Project) -> Iterator[Problem]:
    """Yield wordings that a term of the glossary forbids."""
    rules = {
        locale.code: tuple(_iter_rules(locale.code, project)) for locale in project.site.locales
    }
    for page in project.pages:
        small = to_small_letters(to_nfc(f"{page.title}\n{page.summary}\n{page.body}"))
        # Most pages have none: the whole text is searched before it is cut into fields.
        for wordings, cure in rules[page.locale]:
            if find_wordings(wordings, small):
                yield from _iter_problems(page, wordings, cure)


def _iter_rules(locale: str, project: Project) -> Iterator[WordingRule]:
    """Yield the forbidden wordings of each term in `locale`, with the wording to write instead."""
    for term in project.site.glossary.values():
        if wordings := term.forbidden.get(locale):
            yield compile_wordings(wordings), f"Write: {term.get_preferred_wording(locale)}"


def _iter_problems(page: PageText, wordings: WordingPatterns, cure: str) -> Iterator[Problem]:
    for text, line in _iter_read_texts(page):
        for start, end in find_wordings(wordings, to_small_letters(text)):
            shown = SPACE.sub(" ", text[start:end])
            here = line + text.count("\n", 0, start)
            yield Problem(FileLine(page.path, here), f"the glossary forbids “{shown}”", cure)


def _iter_read_texts(page: PageText) -> Iterator[tuple[str, int]]:
    """Yield the texts of a page, and the line of the file on which each begins."""
    for field in iter_page_fields(page):
        if field.kind in SENTENCE_FIELDS:
            yield _blank_unread(field.text), field.location.line
    yield _blank_unread(page.body), page.body_line


def _blank_unread(text: str) -> str:
    """Return `text` without code, placeholders and addresses; its lines stay where they are."""
    return NOT_READ.sub(lambda unread: "\n" * unread[0].count("\n") or " ", to_nfc(text))
