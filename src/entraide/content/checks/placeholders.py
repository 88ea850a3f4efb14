"""Placeholders: every `{{name}}` stands for a fact that the project knows."""

import re
from collections.abc import Iterator

from entraide.content.checks.project import Project, at
from entraide.errors import Problem, nearest
from entraide.model.entry import PageText

BRACES = re.compile(r"\{\{([^{}\n]*)(\}\})?")
NAME = re.compile(r"[\w.-]+")


def unknown_placeholders(project: Project) -> Iterator[Problem]:
    for page in project.pages:
        facts = project.reading.values.get(page.locale, {})
        if not facts:  # data/platform.yml could not be read, and says so itself
            continue
        known = {*facts, *project.site.insert_names}
        for inner, closed, line in _written(page):
            name = inner.strip()
            if not closed or not NAME.fullmatch(name):
                what = f"“{{{{{inner}” is no placeholder"
                yield Problem(page.path, line, what, "Write it like {{platform.name}}")
            elif name not in known:
                what = f"nobody knows the placeholder “{{{{{name}}}}}”"
                yield Problem(page.path, line, what, nearest(name, known))


def _written(page: PageText) -> Iterator[tuple[str, bool, int]]:
    """Whatever follows two braces, whether they are closed, and the line of the file."""
    for text, line in (
        (page.title, at(page, "title")),
        (page.summary, at(page, "summary")),
        (page.body, page.body_line),
    ):
        for found in BRACES.finditer(text):
            yield found[1], bool(found[2]), line + text.count("\n", 0, found.start())
