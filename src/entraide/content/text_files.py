"""One Markdown file as text: decoded, its front matter parsed, its body kept byte for byte."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from entraide.content.merge_conflicts import check_file_conflicts
from entraide.content.yaml_documents import YamlDocument, read_yaml
from entraide.errors import Problem, explain_os_error
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
    """`path` as shown to people; `body_line` is the line on which the body begins, from 1."""

    path: str
    document: YamlDocument
    body: str
    body_line: int

    def get_line(self, key: str) -> int:
        return self.document.get_line((key,))

    @property
    def key_lines(self) -> Mapping[str, int]:
        """Line of each key, and of each item of a list: `title`, `changes.0.note`."""
        return {".".join(map(str, place)): line for place, line in self.document.lines.items()}


def parse_file(file: Path, path: str) -> tuple[ParsedFile | None, list[Problem]]:
    """The file as `path`, or None and what keeps it from being read."""
    text, problems = read_visible_text(file, path)
    return (None, problems) if problems else parse_text(text, path)


def parse_text(text: str, path: str) -> tuple[ParsedFile | None, list[Problem]]:
    """The text of a file as `path`, with plain line ends."""
    matter, body = split_front_matter(text)
    body_line = text.count("\n") + 2 if matter is None else matter.count("\n") + 3
    if conflicts := check_file_conflicts(text, path, body_line):
        return None, conflicts
    if matter is None:
        return None, [_make_fence_problem(text, path)]
    document, problems = read_yaml(matter, path, first_line=2)
    if document.value is None and not problems:
        problems = [Problem(path, 1, "the front matter is empty", "Write its keys, one a line")]
    elif not isinstance(document.value, dict) and not problems:
        problems = [Problem(path, 2, "the front matter is no mapping", "Write “key: value” lines")]
    if problems:
        return None, problems
    return ParsedFile(path, document, body, body_line), []


def _make_fence_problem(text: str, path: str) -> Problem:
    """What is wrong with a text that has no front matter between two fences."""
    cure = f"Begin with {FENCE}, the keys one a line, and {FENCE} again"
    lines = text.split("\n")
    if lines[0].rstrip() == FENCE:
        matter = takewhile(LIKE_MATTER.match, lines[1:])
        line = 2 + sum(1 for _ in matter)
        return Problem(path, line, "the front matter does not end", f"Close it here with {FENCE}")
    if lines[0].rstrip() == "+++":
        return Problem(path, 1, "the front matter is in TOML", f"Write it as YAML, between {FENCE}")
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
    if lines[first - 1].strip() == FENCE:
        what = "the front matter does not begin where the file does"
        return Problem(path, first, what, f"Put {FENCE} on the first line, with nothing before it")
    return Problem(path, 1, "the file has no front matter", cure)


def read_text(file: Path, path: str) -> tuple[str, list[Problem]]:
    """The text of `file`, or nothing and what keeps it from being read."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        what, cure = explain_os_error(error)
        return "", [Problem(path, 1, f"the file cannot be read: {what}", cure)]
    try:
        text = unify_line_ends(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        return "", [Problem(path, line, what, "Save the file as UTF-8")]
    return text, []


def read_visible_text(file: Path, path: str) -> tuple[str, list[Problem]]:
    """The text of a file that somebody of ours wrote, without signs that nobody sees."""
    text, problems = read_text(file, path)
    if find_hidden_character(text):
        return "", list(_check_unseen_signs(text, path))
    return text, problems


def _check_unseen_signs(text: str, path: str) -> Iterator[Problem]:
    """The lines with signs that nobody sees, and that break catalogues, pages and feeds."""
    for number, line in enumerate(text.split("\n"), 1):
        if signs := dict.fromkeys(HIDDEN_CHARACTER.findall(line)):
            named = ", ".join(map(format_character, signs))
            what = f"the line has {named}, which nobody sees"
            yield Problem(path, number, what, "Take it out: write the words there anew")


def split_file(text: str) -> tuple[str, str, str, str]:
    """A file in four, to be joined again: what opens it, its front matter, the fence, the body."""
    plain = text.removeprefix("\ufeff")
    matter, body = split_front_matter(plain)
    matter = matter or ""
    start = len(text) - len(plain) + plain.find("\n") + 1
    return text[:start], matter, text[start + len(matter) : len(text) - len(body)], body


def split_front_matter(text: str) -> tuple[str | None, str]:
    """The YAML between the two fences (with its last newline), and everything after the second."""
    first, _, rest = text.partition("\n")
    if first.rstrip() != FENCE:
        return None, text
    lines = rest.splitlines(keepends=True)
    for index, line in enumerate(lines):
        if line.rstrip() == FENCE:
            return "".join(lines[:index]), "".join(lines[index + 1 :])
    return None, text
