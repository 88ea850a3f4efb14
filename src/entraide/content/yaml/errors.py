"""Explanations of YAML syntax errors, at the line where a person has to mend them.

A parser gives up where it can read no further, often far below the cause: a quote that nobody
closed ends at the next one. So this module looks for the quote or the bracket that was opened.
"""

import re
from collections.abc import Iterator

import yaml

from entraide.content.yaml.limits import make_depth_excess
from entraide.content.yaml.slips import find_nearby_slips
from entraide.errors import FileLine, Problem

# A tag such as !!int before what is no number makes the constructors raise anything.
YAML_ERRORS = (
    yaml.YAMLError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
BRACKETS = re.compile(r"[\[{}\]]")
COMMENT = re.compile(r"[ \t]#")

QUOTE_IT = "Put the value in quotes"
RESERVED_SIGN = "a value begins with a sign that YAML keeps for itself"
COLON, NO_KEY = "a colon within a value", "a line that is no “key: value”"
SAID = (  # how the parser begins to say what it found: what that means, and the cure
    ("mapping values are not allowed", COLON, QUOTE_IT),
    ("found unexpected ':'", COLON, QUOTE_IT),
    ("found a tab", "a tab at the start of the line", "Use spaces"),
    ("found undefined alias", "a value that begins with *", QUOTE_IT),
    ("found duplicate anchor", "a value that begins with &", QUOTE_IT),
    ("2002:value", "a value that is “=” alone", QUOTE_IT),
    ("2002:merge", "a value that is “<<” alone", QUOTE_IT),
    ("could not determine a constructor", "a value that begins with !", QUOTE_IT),
    ("found unknown escape", "a backslash that YAML does not know", "Write it twice: \\\\"),
    ("could not find expected ':'", NO_KEY, "Close what is above it"),
    ("expected comment or line break", "a value that begins with | or >", QUOTE_IT),
    ("block sequence entries are not", "a value that begins with a hyphen", QUOTE_IT),
    (
        "expected '-' indicator",
        "a line of a list without its hyphen",
        "Begin it with “- ”, or indent it",
    ),
    ("mapping keys are not allowed", "a value that begins with ?", QUOTE_IT),
    ("alphabetic or numeric character", "a value that begins with * or &", QUOTE_IT),
    ("did not find expected node", RESERVED_SIGN, QUOTE_IT),
    ("did not find expected key", "a value goes on where it should have ended", QUOTE_IT),
)


def explain_error(error: Exception, text: str, path: str, first_line: int = 1) -> list[Problem]:
    """Return the problems behind an `error` that YAML raised over `text`.

    The text begins on `first_line` of `path`. Slips at colons are reported in place of the error.
    """
    if isinstance(error, RecursionError):
        return [make_depth_excess(0).make_problem(path, first_line)]
    line, what, cure = _locate_error(error, text)
    slips = find_nearby_slips(text, line) if what in {COLON, NO_KEY} else ()
    return [Problem(FileLine(path, first_line + at), *slip) for at, slip in slips] or [
        Problem(FileLine(path, first_line + line), f"this is not YAML: {what}", cure)
    ]


def _locate_error(error: Exception, text: str) -> tuple[int, str, str]:
    """Return the line, from 0, what is wrong there, and the cure."""
    if not isinstance(error, yaml.YAMLError):
        line = text.count("\n", 0, getattr(error, "position", 0))
        return line, "a value does not fit the tag before it, or is too long", "Write it plainly"
    at = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = at.line if at else text.count("\n", 0, getattr(error, "position", 0))
    opened = getattr(error, "context_mark", None)
    message = f"{getattr(error, 'problem', None) or str(error).partition(chr(10))[0]}"
    context = getattr(error, "context", None) or ""
    if (quote := _find_late_quote(text, line)) is not None:
        return quote, "the quote that opens here is not closed on its line", "Close the quote"
    if opened and "quoted scalar" in context and "end of stream" in message:
        return opened.line, "the quote that opens here is never closed", "Close the quote"
    if opened and context.startswith("while parsing a flow"):
        line = _find_open_bracket(text, opened.index) if "node" in context else opened.line
        return line, *_explain_unclosed(text.split("\n")[line])
    if "expected ':'" in message and opened:
        line = opened.line
    return line, *_explain_message(f"{message} {context}", message, text, line)


def _find_late_quote(text: str, line: int) -> int | None:
    """Return the line of a quote opened above `line` that closes on it; None if there is none."""
    for start, end in _iter_quotes(text):
        if start < end and end in (line, line - 1):
            return start
    return None


def _iter_quotes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last line of each quoted text, up to where the parser gives up."""
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in ('"', "'"):
                yield token.start_mark.line, token.end_mark.line
    except YAML_ERRORS:
        return


def _find_open_bracket(text: str, end: int) -> int:
    """Return the line of the last bracket that is still open at `end`."""
    opened: list[int] = []
    for match in BRACKETS.finditer(text, 0, end):
        if match[0] in "[{":
            opened.append(match.start())
        elif opened:
            opened.pop()
    return text.count("\n", 0, opened[-1] if opened else end)


def _explain_unclosed(written: str) -> tuple[str, str]:
    """Return what is wrong with an open bracket on the line `written`, and the cure."""
    if COMMENT.search(written):
        what = "the bracket that opens here is cut off at the sign #"
        return what, "Put quotes around what has the sign"
    what = "the bracket that opens here is not closed, or has a value that needs quotes"
    return what, "Close the bracket, or put the value in quotes"


def _explain_message(all_: str, problem: str, text: str, line: int) -> tuple[str, str]:
    """Return what the parser's message means, and the cure; `all_` also has the context."""
    if "cannot start any token" in problem:
        lines = text.split("\n")
        if line < len(lines) and lines[line].lstrip(" ").startswith("\t"):
            return "a tab at the start of the line", "Use spaces"
        return RESERVED_SIGN, QUOTE_IT
    for start, what, cure in SAID:
        if start in all_:
            return what, cure
    return problem, QUOTE_IT
