"""Line ends: files may come with any, the package works with line feeds alone.

An edit of a file that people wrote keeps theirs.
"""

import re

LINE_END = re.compile(r"\r\n|\r|\n")


def unify_line_ends(text: str) -> str:
    """Return `text` with a line feed for every CR LF and every lone CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def copy_line_ends(text: str, like: str) -> str:
    """Return `text`, whose line ends are line feeds, with those of `like`, line by line.

    Both have the same number of lines; ValueError if not.
    """
    if "\r" not in like:
        return text
    ends = [*LINE_END.findall(like), ""]
    return "".join(line + end for line, end in zip(text.split("\n"), ends, strict=True))


def detect_line_end(text: str) -> str:
    """Return the line end that is put where a line is added to `text`: CR LF if it has any."""
    return "\r\n" if "\r\n" in text else "\n"
