"""The glossary: wordings that no entry may use, in the language in which it is written."""

import re
from collections.abc import Iterator

from entraide.content.checks.project import Project, at
from entraide.errors import Problem
from entraide.model.entry import PageText
from entraide.model.wordings import GAP, Sought, composed, found, small_letters, sought

# What a reader does not read as words: code, placeholders, and where links lead.
UNREAD = re.compile(
    r"^[ >]*(?P<fence>```+|~~~+)(?s:.*?)(?:^[ >]*(?P=fence)|\Z)"
    r"|(?P<ticks>`+)[^`\n].*?(?P=ticks)"
    r"|\{\{[^{}\n]*\}\}"
    r"|(?<=\])\([^()\n]*\)"
    r"|^ {0,3}\[[^\]\n]+\]:.*$"
    r"|<[^<>\s]+>"
    r"|\bhttps?://\S+",
    re.MULTILINE,
)
SPACE = re.compile(GAP)
Rule = tuple[Sought, str]  # the wordings that a term forbids, and the cure


def forbidden_wordings(project: Project) -> Iterator[Problem]:
    rules = {locale.code: tuple(_rules(locale.code, project)) for locale in project.site.locales}
    for page in project.pages:
        small = small_letters(composed(f"{page.title}\n{page.summary}\n{page.body}"))
        for wordings, cure in rules[page.locale]:
            if found(wordings, small):
                yield from _problems(page, wordings, cure)


def _rules(locale: str, project: Project) -> Iterator[Rule]:
    for term in project.site.glossary.values():
        if wordings := term.forbidden.get(locale):
            yield sought(wordings), f"Write: {term.preferred(locale)}"


def _problems(page: PageText, wordings: Sought, cure: str) -> Iterator[Problem]:
    for text, line in _read(page):
        for start, end in found(wordings, small_letters(text)):
            shown = SPACE.sub(" ", text[start:end])
            here = line + text.count("\n", 0, start)
            yield Problem(page.path, here, f"the glossary forbids “{shown}”", cure)


def _read(page: PageText) -> Iterator[tuple[str, int]]:
    """What readers read of a page, and the line of the file on which it begins."""
    yield _plain(page.title), at(page, "title")
    yield _plain(page.summary), at(page, "summary")
    yield _plain(page.body), page.body_line


def _plain(text: str) -> str:
    """`text` without what is not read, line for line."""
    return UNREAD.sub(lambda unread: "\n" * unread[0].count("\n") or " ", composed(text))
