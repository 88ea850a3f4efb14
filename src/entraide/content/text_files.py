"""One Markdown file as text: decoded, its front matter parsed, its body kept byte for byte."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from entraide.content.yaml_lines import Document, read_yaml
from entraide.errors import Problem

FENCE = "---"


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """`path` as shown to people; `body_line` is the line on which the body begins, from 1."""

    path: str
    document: Document
    body: str
    body_line: int

    def line(self, key: str) -> int:
        return self.document.line((key,))

    @property
    def key_lines(self) -> Mapping[str, int]:
        """Line of each key, and of each item of a list: `title`, `changes.0.note`."""
        return {".".join(map(str, place)): line for place, line in self.document.lines.items()}


def parse_file(file: Path, path: str) -> tuple[ParsedFile | None, list[Problem]]:
    """The file as `path`, or None and what keeps it from being read."""
    text, problems = read_text(file, path)
    return (None, problems) if problems else parse_text(text, path)


def parse_text(text: str, path: str) -> tuple[ParsedFile | None, list[Problem]]:
    """The text of a file as `path`, with plain line ends."""
    matter, body = split_front_matter(text)
    if matter is None:
        cure = f"Begin with {FENCE}, the keys one a line, and {FENCE} again"
        return None, [Problem(path, 1, "the file has no front matter", cure)]
    document, problems = read_yaml(matter, path, first_line=2)
    if document.value is None and not problems:
        problems = [Problem(path, 1, "the front matter is empty", "Compare it with another entry")]
    elif not isinstance(document.value, dict) and not problems:
        problems = [Problem(path, 2, "the front matter is no mapping", "Write “key: value” lines")]
    if problems:
        return None, problems
    return ParsedFile(path, document, body, matter.count("\n") + 3), []


def read_text(file: Path, path: str) -> tuple[str, list[Problem]]:
    """The text of `file`, or nothing and what keeps it from being read."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        return "", [Problem(path, 1, what, "Create it, or let yourself read it")]
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        return "", [Problem(path, line, what, "Save the file as UTF-8")]


def parted(text: str) -> tuple[str, str, str, str]:
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
