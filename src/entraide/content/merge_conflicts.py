"""Find the marks of an unresolved merge, which git leaves where two people changed one passage.

Both sides of the merge stand in such a file, so nothing else about it is worth checking.
"""

import re
from collections.abc import Iterator, Sequence

from entraide.errors import FileLine, Problem

MARKS = ("<" * 7, "|" * 7, ">" * 7)  # without any, a text need not be looked through
MARK = re.compile(r"^[ \t>]*\\?(?:<{7,}|\|{7,}|>{7,})(?![<>|])", re.MULTILINE)
MIDDLE = re.compile(r"^[ \t>]*={7,}[ \t]*$", re.MULTILINE)  # a mark where another one stands
FENCED = re.compile(r"^[ >]*(`{3,}|~{3,}).*?(?:^[ >]*\1|\Z)", re.MULTILINE | re.DOTALL)
CONFLICT_WHAT = "this is a mark of an unresolved merge"
CONFLICT_CURE = "Keep one of the two texts, and remove the lines of <, = and >"


def find_conflict_lines(text: str) -> list[int]:
    """List the lines of `text`, from 0, that are conflict marks."""
    if not any(mark in text for mark in MARKS) or not MARK.search(text):
        return []
    marks = (*MARK.finditer(text), *MIDDLE.finditer(text))
    return sorted(text.count("\n", 0, mark.start()) for mark in marks)


def check_conflicts(text: str, path: str, first_line: int = 1) -> list[Problem]:
    """List a problem for each conflict mark of `text`, which begins on `first_line` of `path`."""
    return [
        Problem(FileLine(path, first_line + line), CONFLICT_WHAT, CONFLICT_CURE)
        for line in find_conflict_lines(text)
    ]


def check_file_conflicts(text: str, path: str, body_line: int) -> list[Problem]:
    """List the conflict marks of a whole file; none if all of them stand in its body.

    The body begins on `body_line`. Marks in fenced code are left out: a text may show them.
    """
    problems = check_conflicts(text, path)
    if all(problem.line >= body_line for problem in problems):
        return []
    code = list(_find_code_lines(text, body_line))
    return [each for each in problems if not any(each.line in lines for lines in code)]


def _find_code_lines(text: str, body_line: int) -> Iterator[Sequence[int]]:
    """Yield the lines, from 1, of each fenced block of the body."""
    for fenced in FENCED.finditer(text):
        first = text.count("\n", 0, fenced.start()) + 1
        if first >= body_line:
            yield range(first, first + fenced[0].count("\n") + 1)
