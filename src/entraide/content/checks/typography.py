"""Typography of French texts. Canada has its own spaces, so `fr-CA` is left alone.

It warns and stops nothing: a wrong number must be mended in minutes, whatever its apostrophes.
"""

from collections.abc import Iterator

from entraide.content.checks.passages import passages
from entraide.content.checks.project import Project
from entraide.content.french import slips
from entraide.errors import Problem, Severity

ELSEWHERE = {"fr-CA"}  # language tags


def french_marks(project: Project) -> Iterator[Problem]:
    for page, found in passages(project):
        lang = project.site.locale(page.locale).lang
        if lang.partition("-")[0] != "fr" or lang in ELSEWHERE:
            continue
        for words, line in found:
            for slip in slips(words):
                cure = f"Write “{slip.mended}”"
                yield Problem(page.path, line + slip.line, slip.what, cure, Severity.WARNING)
