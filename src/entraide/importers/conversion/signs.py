"""Escape characters of imported text that have a meaning in our Markdown."""

import re
from unicodedata import normalize

from entraide.content.markdown.foreign_markup import ANY as STRAY
from entraide.content.outline import read_outline
from entraide.errors import FileLine
from entraide.importers.omissions import OmissionLog
from entraide.model.hidden_characters import HIDDEN_CHARACTER
from entraide.model.placeholders import ATTEMPT

ALWAYS = re.compile(r"[\\`*\[\]]|<(?=[A-Za-z!/?])|&(?=#?\w+;)|~(?=~)|(?<!\w)_|_(?!\w)")
FIRST = re.compile(r"^([ \t]*)([#>|:+-]|={2,}|!!!|\?\?\?|:::)(?=[\s#>|:=+a-z-]|$)", re.MULTILINE)
NUMBER = re.compile(r"^([ \t]*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
BRACES = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\$\{[^{}\n]*\}|\{\{|\}\}")
PRIVATE = re.compile(r"[\ue000-\uf8ff]")
SPACES = re.compile(r"[\u00a0\u2007\u202f]")
ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
MANY_SIGNS = 5  # of one kind in a line: then all are shown as code at once
MOST_ROUNDS = 20  # signs of one line that are shown as code
# A cell, or what stands behind the mark of an item: there a sign begins its own text.
PIECE = re.compile(r"(?:\|[ \t]*|^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)([^|\n]+)")
CODE_OR_LINK = re.compile(
    r"(?<![\\`])(`+)(?:(?!\1)[^\n]|\n(?!\n))*?\1(?!`)|(?<!\\)\]\([^()\s]*\)|<https?://[^<>\s]*>"
)


def clean_characters(text: str, location: FileLine, omissions: OmissionLog) -> str:
    """Return `text` in normal form C, without invisible characters, with plain spaces."""
    plain = SPACES.sub(" ", normalize("NFC", text))
    clean = HIDDEN_CHARACTER.sub("", PRIVATE.sub("", plain))
    if len(clean) < len(plain):
        count = len(plain) - len(clean)
        omissions.add(location, "sign that nobody sees", "left out", count=count)
    return clean


def escape_words(text: str) -> str:
    """Return plain text as Markdown, escaped; placeholders become code."""
    parts = []
    end = 0
    for match in BRACES.finditer(text):
        parts += [_escape_signs(text[end : match.start()]), f"`{match[0].replace('`', '')}`"]
        end = match.end()
    return "".join([*parts, _escape_signs(text[end:])])


def _escape_signs(text: str) -> str:
    text = ALWAYS.sub(lambda match: f"\\{match[0]}", text)
    text = FIRST.sub(lambda match: f"{match[1]}\\{match[2]}", text)
    return NUMBER.sub(r"\1\\\2", text)


def escape_alt_text(text: str) -> str:
    """Return the alternative text of an image as Markdown."""
    return escape_words(" ".join(BRACES.sub(_strip_braces, text).split()))


def _strip_braces(match: re.Match[str]) -> str:
    return match[0].strip("{}%$ ")


def clean_field(text: str, location: FileLine, omissions: OmissionLog) -> str:
    """Return a title, a summary or a keyword as plain words on one line."""
    line = " ".join(clean_characters(text, location, omissions).split())
    if ATTEMPT.search(line):
        omissions.add(
            location, "placeholder in a title or summary", "its braces are left out", line
        )
        line = re.sub(r"\{\{\s*|\s*\}\}", "", line)
    return line


def show_stray_signs(body: str, title: str, location: FileLine, omissions: OmissionLog) -> str:
    """Return `body` with each stray markup sign shown as code.

    Our parser reports its line; its pattern finds the position.
    """
    stubborn_lines: set[int] = set()
    for _ in range(MOST_ROUNDS):
        lines = body.split("\n")
        numbers = {
            fault.line
            for fault in read_outline(body, title).faults
            if not fault.minor and fault.line < len(lines)
        }
        if not (new_numbers := numbers - stubborn_lines):
            break
        for number in new_numbers:
            if sign := _show_as_code(lines, number):
                omissions.add(location, "sign of another system", "shown as code", sign)
            else:
                stubborn_lines.add(number)
        body = "\n".join(lines)
    for number in sorted(stubborn_lines):
        outcome = "left; entraide check names it"
        omissions.add(location, "sign of another system", outcome, body.split("\n")[number])
    return body


def _show_as_code(lines: list[str], number: int) -> str:
    """Turn the first stray sign of a line into code and return it; "" if there is none."""
    line = lines[number]
    code_spans = [match.span() for match in CODE_OR_LINK.finditer(line)]
    cells = [match.span(1) for match in PIECE.finditer(line)]
    whole = [(0, len(line))]
    for first, last in cells + whole if line.lstrip().startswith("|") else whole + cells:
        places = [at for at in range(first, last) if not ESCAPE.match(line, at)]
        piece = "".join(line[at] for at in places)
        for match in STRAY.finditer(piece):
            sign = match[0].strip()
            at = match.start() + len(match[0]) - len(match[0].lstrip())
            if not sign:
                continue
            start, end = places[at], places[at + len(sign) - 1] + 1
            if start and ESCAPE.match(line, start - 1):
                start -= 1
            if not any(start < right and left < end for left, right in code_spans):
                lines[number] = _put_between_ticks(line, start, end, sign)
                return sign
    return ""


def _put_between_ticks(line: str, start: int, end: int, sign: str) -> str:
    """Return `line` with the `sign` at `start`, and later ones of its kind, as code."""
    ticks, pad = ("``", " ") if "`" in sign else ("`", "")
    code, rest = f"{ticks}{pad}{sign}{pad}{ticks}", line[end:]
    if rest.count(sign) > MANY_SIGNS and not CODE_OR_LINK.search(rest):
        rest = rest.replace(sign, code)
    return f"{line[:start]}{code}{rest}"
