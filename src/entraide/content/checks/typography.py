"""Typography of French texts.

It warns and stops nothing: a wrong number must be mended in minutes, whatever its apostrophes.
"""

from collections.abc import Iterator

from entraide.content.checks.passages import passages
from entraide.content.checks.project import Project
from entraide.content.french import has_these_marks, slips
from entraide.errors import Problem, Severity


def french_marks(project: Project) -> Iterator[Problem]:
    for page, found in passages(project):
        if not has_these_marks(project.site.locale(page.locale).lang):
            continue
        for words, line in found:
            for slip in slips(words):
                cure = f"Write “{slip.mended}”"
                yield Problem(page.path, line + slip.line, slip.what, cure, Severity.WARNING)
