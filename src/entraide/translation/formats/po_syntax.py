"""Checks whether a PO file is whole, line by line: polib accepts one that ends within a string.

The checks find what `msgfmt --check` refuses, and what a broken download leaves behind.
"""

import re
from collections.abc import Iterator, Sequence

import polib

from entraide.errors import BundleRow, FileLine, Problem
from entraide.model.line_ends import LINE_END

STRING = r'"(?:[^"\\]|\\.)*"'
LINE = re.compile(
    r"[ \t]*(?:#.*|(?:(?P<word>msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)[ \t]*)?"
    rf"{STRING}[ \t]*)?"
)
COMPARE = "Compare it with the export, or ask msgfmt --check"
AGAIN = "Save it again in your tool, or fetch it again"


def check_po_lines(text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each line that no PO file has, and for an end within a message."""
    word, number = "msgstr", 0
    for number, line in enumerate(LINE_END.split(text), 1):
        match = LINE.fullmatch(line)
        if match is None:
            broken = line.lstrip().startswith(("msg", '"'))
            what = "the string in this line has no end" if broken else "this is no PO file"
            yield Problem(FileLine(path, number), what, AGAIN if broken else COMPARE)
            return
        word = match["word"] or word
    if not word.startswith("msgstr"):
        what = "the file ends before the translation of its last text"
        yield Problem(FileLine(path, number), what, AGAIN)


def check_last_message(messages: Sequence[polib.POEntry], path: str) -> Iterator[Problem]:
    """Yield the last message of a file that was cut off between two lines of its translation.

    A tool breaks lines behind a space or a line end; no whole text ends with one, unless its source
    does.
    """
    last = max(messages, key=lambda message: message.linenum or 0, default=None)
    if last and last.msgstr[-1:].isspace() and not last.msgid[-1:].isspace():
        what = "the file seems to be cut off: its last text ends with a space"
        yield Problem(BundleRow(path, last.linenum or 1, last.msgctxt or ""), what, AGAIN)
