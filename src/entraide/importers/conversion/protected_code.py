"""Put code and comments of a Markdown text aside while the rest of it changes.

A piece becomes two private signs with its number between them, on one line. Whoever indents or
quotes that line indents or quotes the whole piece: `restore_code` writes what stands before the
mark on each of its lines.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(rf"{OPEN}(\d+){CLOSE}")
FENCE = re.compile(
    r"(?P<before>[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?[ \t]*)"
    r"(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$"
)
INLINE = re.compile(r"(?<!`)(`+)(?!`)([^\n]*?[^`\n]|[^`\n])\1(?!`)")
UNEVEN = re.compile(r"(?<![`\\])(?:`([^`\n]{1,200})``|``([^`\n]{1,200})`)(?!`)")
LIST_MARK = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?=[ \t]*$)")
INFO = re.compile(r"[\w+#.-]+")


def protect_code(text: str, counts: Counter[tuple[str, str]]) -> tuple[str, list[str]]:
    """Return `text` with marks for its code and comments, and these pieces in their order."""
    pieces: list[str] = []

    def put(piece: str) -> str:
        pieces.append(piece)
        return f"{OPEN}{len(pieces) - 1}{CLOSE}"

    lines = list(_iter_lines(text.split("\n"), put, counts))
    marked = "".join(_iter_comments("\n".join(lines), put))
    marked = UNEVEN.sub(lambda match: f"`{match[1] or match[2]}`", marked)
    marked = INLINE.sub(lambda match: put(match[0]), marked)
    return marked, pieces


def _iter_lines(
    lines: list[str], put: Callable[[str], str], counts: Counter[tuple[str, str]]
) -> Iterator[str]:
    """Yield `lines` with a mark in the place of each block of code."""
    position = 0
    while position < len(lines):
        line = lines[position]
        match = FENCE.match(line) if "```" in line or "~~~" in line else None
        if match is None or (match["fence"][0] == "`" and "`" in match["info"]):
            yield lines[position]
            position += 1
            continue
        end = _find_end(lines, position, match["fence"])
        inner = [_cut_prefix(line, match["before"]) for line in lines[position + 1 : end]]
        head = f"{match['fence']}{_clean_language(match['info'], counts)}"
        yield match["before"] + put("\n".join([head, *inner, match["fence"]]))
        position = end + 1


def _iter_comments(text: str, put: Callable[[str], str]) -> Iterator[str]:
    """Yield `text` with a mark in the place of each comment that ends."""
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        yield text[position:start]
        yield put(text[start : end + 3])
        position = end + 3
    yield text[position:]


def _find_end(lines: list[str], start: int, fence: str) -> int:
    close = re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
    for number in range(start + 1, len(lines)):
        if close.match(lines[number]):
            return number
    return len(lines)


def _cut_prefix(line: str, before: str) -> str:
    """Return a line of code without the quote marks and the indentation of its fence."""
    for sign in before:
        if sign == ">" and line.lstrip(" \t").startswith(">"):
            line = line.lstrip(" \t")[1:]
        elif sign != ">" and line[:1] in {" ", "\t"}:
            line = line[1:]
    return line


def _clean_language(info: str, counts: Counter[tuple[str, str]]) -> str:
    """Return the language of a block of code; other settings of it have no form here."""
    plain = info.strip()
    words = INFO.findall(plain.strip("{} "))
    language = words[0].lstrip(".").lower() if words else ""
    if plain and plain.strip("{} .").lower() != language:
        counts["setting of a block of code", "left out"] += 1
    return "" if "=" in plain.split(" ")[0] else language


def restore_code(text: str, pieces: list[str]) -> str:
    """Return `text` with every piece in its place."""
    return "\n".join(_restore_line(line, pieces) for line in text.split("\n"))


def _restore_line(line: str, pieces: list[str]) -> str:
    if OPEN not in line:
        return line
    match = MARK.search(line)
    if match and "\n" in pieces[int(match[1])] and match.end() == len(line.rstrip()):
        before = line[: match.start()]
        following = LIST_MARK.sub(lambda mark: " " * len(mark[0]), before)
        rows = pieces[int(match[1])].split("\n")
        rest = [
            f"{following}{row}".rstrip() if not row else f"{following}{row}" for row in rows[1:]
        ]
        return "\n".join([f"{_restore_line(before, pieces)}{rows[0]}", *rest])
    return MARK.sub(lambda mark: pieces[int(mark[1])], line)
