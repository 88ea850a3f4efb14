"""Texts of strangers, made safe for a terminal: control characters are spelt out, as <U+202E>."""

import re
from collections.abc import Iterable
from dataclasses import replace

from entraide.cli.arguments import BLANKS
from entraide.errors import FileLine, Problem, ProblemLog, ProblemPlace

# Controls but tab and line feed, marks of direction, spaces without width, half pairs, tags.
CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    r"\ufff9-\uffff\U000e0000-\U000e0fff]"
)


def escape_controls(text: str) -> str:
    """Return `text` with characters that steer a terminal or turn text around spelt out."""
    return CONTROLS.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", text)


def escape_line(text: str) -> str:
    """Return `text` escaped, its blanks and line breaks become single spaces."""
    return BLANKS.sub(" ", escape_controls(text)).strip()


def escape_problems(problems: Iterable[Problem]) -> ProblemLog:
    """Return `problems` with their paths, messages and cures escaped, each on one line."""
    return ProblemLog(
        replace(
            problem,
            place=_escape_place(problem.place),
            message=escape_line(problem.message),
            cure=escape_line(problem.cure),
        )
        for problem in problems
    )


def _escape_place(place: ProblemPlace) -> ProblemPlace:
    return replace(place, path=escape_line(place.path)) if isinstance(place, FileLine) else place
