"""Fields of front matter: plain text, in which no markup is read."""

from collections.abc import Iterator

from entraide.content.checks.project import Project
from entraide.content.checks.prose_fields import iter_prose_fields
from entraide.content.plain_text import find_page_signs
from entraide.errors import Problem


def check_field_markup(project: Project) -> Iterator[Problem]:
    """Yield signs of Markdown, HTML or dialects in fields: pages would show them as typed.

    Keywords are on no page.
    """
    for field in iter_prose_fields(project):
        found = () if field.kind == "keywords" else find_page_signs(field.text, f"a {field.kind}")
        for what, cure in dict.fromkeys(found):
            yield Problem(field.place, what, cure)
