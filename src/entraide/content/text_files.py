"""Read a Markdown file: decode it, parse its front matter, and keep its body.

A file is edited by splices, at the positions that a parser reports, so that everything else stays.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from entraide.content.linked_files import explain_dead_link
from entraide.content.merge_conflicts import check_file_conflicts
from entraide.content.yaml.documents import YamlDocument, read_yaml
from entraide.errors import FileLine, Problem, ProblemLog, explain_os_error
from entraide.model.hidden_characters import (
    HIDDEN_CHARACTER,
    find_hidden_character,
    format_character,
)
from entraide.model.line_ends import unify_line_ends

FENCE = "---"
LIKE_MATTER = re.compile(r"[\w-]+[ \t]*:|[ \t]+\S|[ \t]*#|- ")  # a line of YAML, as people write it


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A Markdown file as read; `path` as shown to people, `body_line` counts from 1."""

    path: str
    document: YamlDocument
    body: str
    body_line: int

    def get_location(self, key: str) -> FileLine:
        """Return the line of a key of the front matter."""
        return FileLine(self.path, self.document.get_line((key,)))

    @property
    def key_lines(self) -> Mapping[str, int]:
        """The line of each key, and of each item of a list: `title`, `changes.0.note`."""
        return {
            ".".join(map(str, location)): line for location, line in self.document.lines.items()
        }


def parse_file(file: Path, path: str, log: ProblemLog) -> ParsedFile | None:
    """Parse `file`, shown as `path`; return None if it cannot be read."""
    text = read_visible_text(file, path, log)
    return None if text is None else parse_text(text, path, log)


def parse_visible_text(text: str, path: str, log: ProblemLog) -> ParsedFile | None:
    """Parse `text`, which is to be the content of the file `path`, as `parse_file` would."""
    text = unify_line_ends(text.removeprefix("\ufeff"))
    if problems := list(_check_unseen_signs(text, path)):
        log.extend(problems)
        return None
    return parse_text(text, path, log)


def parse_text(text: str, path: str, log: ProblemLog) -> ParsedFile | None:
    """Parse `text`, the content of `path`, which has plain line ends; None if it cannot be read."""
    matter, body = split_front_matter(text)
    body_line = text.count("\n") + 2 if matter is None else matter.count("\n") + 3
    if conflicts := check_file_conflicts(text, path, body_line):
        log.extend(conflicts)
        return None
    if matter is None:
        log.append(_make_fence_problem(text, path))
        return None
    document = read_yaml(matter, path, log, first_line=2)
    if document.is_sound and isinstance(document.value, dict):
        return ParsedFile(path, document, body, body_line)
    if document.is_sound and document.value is None:
        log.add(FileLine(path, 1), "the front matter is empty", "Write its keys, one a line")
    elif document.is_sound:
        log.add(FileLine(path, 2), "the front matter is no mapping", "Write “key: value” lines")
    return None


def _make_fence_problem(text: str, path: str) -> Problem:
    """Return what is wrong with a text that has no front matter between two fences."""
    cure = f"Begin with {FENCE}, the keys one a line, and {FENCE} again"
    lines = text.split("\n")
    if lines[0].rstrip() == FENCE:
        matter = takewhile(LIKE_MATTER.match, lines[1:])
        location = FileLine(path, 2 + sum(1 for _ in matter))
        return Problem(location, "the front matter does not end", f"Close it here with {FENCE}")
    if lines[0].rstrip() == "+++":
        cure = f"Write it as YAML, between {FENCE}"
        return Problem(FileLine(path, 1), "the front matter is in TOML", cure)
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
    if lines[first - 1].strip() == FENCE:
        what = "the front matter does not begin where the file does"
        cure = f"Put {FENCE} on the first line, with nothing before it"
        return Problem(FileLine(path, first), what, cure)
    return Problem(FileLine(path, 1), "the file has no front matter", cure)


def read_text(file: Path, path: str, log: ProblemLog) -> str | None:
    """Return the text of `file` with plain line ends; None if it cannot be read."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        what, cure = explain_os_error(error)
        fault = explain_dead_link(file) or (f"the file cannot be read: {what}", cure)
        log.add(FileLine(path, 1), *fault)
        return None
    try:
        return unify_line_ends(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        log.add(FileLine(path, line), what, "Save the file as UTF-8")
        return None


def read_visible_text(file: Path, path: str, log: ProblemLog) -> str | None:
    """Return the text of a file that people write; None if it has signs that nobody sees."""
    text = read_text(file, path, log)
    if text and find_hidden_character(text):
        log.extend(_check_unseen_signs(text, path))
        return None
    return text


def _check_unseen_signs(text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each line with unseen signs, which break PO files, pages and feeds."""
    for number, line in enumerate(text.split("\n"), 1):
        if signs := dict.fromkeys(HIDDEN_CHARACTER.findall(line)):
            named = ", ".join(map(format_character, signs))
            what = f"the line has {named}, which nobody sees"
            yield Problem(FileLine(path, number), what, "Take it out: write the words there anew")


def split_file(text: str) -> tuple[str, str, str, str]:
    """Split a file into what precedes its front matter, the front matter, the fence, and the body.

    The four texts, joined, are the file again.
    """
    plain = text.removeprefix("\ufeff")
    matter, body = split_front_matter(plain)
    matter = matter or ""
    start = len(text) - len(plain) + plain.find("\n") + 1
    return text[:start], matter, text[start + len(matter) : len(text) - len(body)], body


def split_front_matter(text: str) -> tuple[str | None, str]:
    """Return the YAML between the two fences, with its last newline, and all that follows them.

    Returns None and the whole text if there are no two fences.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != FENCE:
        return None, text
    lines = rest.splitlines(keepends=True)
    for index, line in enumerate(lines):
        if line.rstrip() == FENCE:
            return "".join(lines[:index]), "".join(lines[index + 1 :])
    return None, text


class Splice(NamedTuple):
    """An edit: `text` in the place of the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


def apply_splices(text: str, splices: Iterable[Splice]) -> str:
    """Return `text` with every edit made, the last one first so that positions stay true."""
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text
