"""Line ends: files may have any of the three; in memory, the package has line feeds only.

An edit of a file that people wrote keeps the line ends of the file.
"""

import re

LINE_END = re.compile(r"\r\n|\r|\n")


def unify_line_ends(text: str) -> str:
    """Return `text` with a line feed for every CR LF and every lone CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def copy_line_ends(text: str, like: str) -> str:
    """Return `text`, with line feeds, in which each line gets the line end it has in `like`.

    ValueError where they have different numbers of lines.
    """
    if "\r" not in like:
        return text
    ends = [*LINE_END.findall(like), ""]
    return "".join(line + end for line, end in zip(text.split("\n"), ends, strict=True))


def detect_line_end(text: str) -> str:
    """Return the line end for a line added to `text`: CR LF if it has any, else a line feed."""
    return "\r\n" if "\r\n" in text else "\n"
