"""Write or compare the files that commands generate from the code."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from entraide.content.writer import replace_all
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.terminal_text import escape_line


def update_files(
    texts: Mapping[Path, str],
    show: Callable[[Path], str],
    complaint: tuple[str, str],
    *,
    check: bool,
) -> bool:
    """Write those of `texts`, by path, that are out of date, and print them; return whether any is.

    `show` formats a path for people. With `check`, raise ContentError with the `complaint` about
    each file instead.
    """
    stale = find_stale(texts)
    if check:
        ProblemLog(Problem(FileLine(show(path), 1), *complaint) for path in stale).raise_if_errors()
    replace_all(stale)
    for path in stale:
        click.echo(escape_line(f"Written: {show(path)}"))
    return bool(stale)


def find_stale(texts: Mapping[Path, str]) -> dict[Path, str]:
    """Return those of `texts`, by path, that differ from their file."""
    return {
        path: text
        for path, text in texts.items()
        if not path.is_file() or path.read_bytes() != text.encode()
    }
