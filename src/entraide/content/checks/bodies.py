"""Bodies: what every Markdown tool must be able to read, and no page may contain."""

from collections.abc import Iterator

from entraide.content.checks.project import Project, in_body
from entraide.content.outline import Outline
from entraide.errors import Problem


def open_fences(project: Project) -> Iterator[Problem]:
    for page, outline in project.outlined():
        for fence in outline.fences:
            if not fence.closed:
                cure = "End it with a line of the same signs: ```"
                yield in_body(page, fence.line, "this fenced block is never closed", cure)


def level_one_headings(project: Project) -> Iterator[Problem]:
    for page, outline in project.outlined():
        for heading in outline.headings:
            if heading.level == 1:
                what = f"“{heading.text}” is a heading of level 1, as the title is"
                yield in_body(page, heading.line, what, "Begin it with ##")


def repeated_headings(project: Project) -> Iterator[Problem]:
    for page, outline in project.outlined():
        first: dict[str, int] = {}
        for heading in outline.headings:
            name = heading.text.strip().casefold()
            if first.setdefault(name, heading.line) != heading.line:
                line = page.body_line + first[name]
                what = f"the heading “{heading.text}” stands here and on line {line}"
                yield in_body(page, heading.line, what, "Give each a name of its own")


def html_tags(project: Project) -> Iterator[Problem]:
    for page, outline in project.outlined():
        for tag in outline.tags:
            what = f"the page would show “{tag.text}” as text"
            cure = "Write it in Markdown, or put ` around it if readers should see it"
            yield in_body(page, tag.line, what, cure)


def indented_code(project: Project) -> Iterator[Problem]:
    for page, outline in project.outlined():
        for line in outline.indented:
            cure = "Begin it at the margin, four spaces in below a list item, or in a ``` block"
            yield in_body(page, line, "these spaces make the text a block of code", cure)


def disagreements(project: Project) -> Iterator[Problem]:
    """Only where nothing else is wrong before it: what is, may be the reason."""
    for page, outline in project.outlined():
        found = outline.disagreement
        if found and not any(line <= found.line for line in _known_trouble(outline)):
            what = "the page and other Markdown tools read this differently"
            yield in_body(page, found.line, what, found.cure)


def _known_trouble(outline: Outline) -> Iterator[int]:
    yield from (fence.line for fence in outline.fences if not fence.closed)
    yield from outline.indented
