"""Extract the interface messages from templates, hooks and code, and write them as `.po`.

Babel finds them in the order of the files. The result has no dates, no line numbers and no names of
tools, so that the same messages always give the same file.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from jinja2 import TemplateSyntaxError

import entraide
from entraide.content.settings import Settings
from entraide.errors import FileLine, ProblemLog

PACKAGE = Path(entraide.__file__).parent
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
COMMENT = "Translators:"  # how a comment for translators begins
# Header lines that change at each run, or that nobody has filled in.
PASSING = re.compile(
    r'^"(?:POT-Creation-Date|Generated-By|.*(?:YEAR-MO|EMAIL@ADDRESS|LL@li\.org)).*\n', re.MULTILINE
)


def extract_messages(settings: Settings, log: ProblemLog) -> Catalog:
    """Extract every message of project and package."""
    catalog = Catalog(
        project="Entraide",
        version="messages",
        fuzzy=False,
        header_comment="# The interface strings, found by “entraide messages”: do not edit.",
    )
    for path, shown, method in _list_sources(settings):
        try:
            _add_messages(catalog, path, shown, method)
        except TemplateSyntaxError as error:
            what = f"this is not a template: {error.message}"
            log.add(FileLine(shown, error.lineno), what, "Mend it, then try again")
    return catalog


def _add_messages(catalog: Catalog, path: Path, shown: str, method: str) -> None:
    """Add the messages of one file to `catalog`."""
    options: Any = JINJA if "jinja2" in method else {"encoding": "utf-8"}
    with path.open("rb") as file:
        for line, message, comments, context in extract(
            method, file, comment_tags=(COMMENT,), options=options
        ):
            location = [(shown, line)]
            catalog.add(message, None, location, auto_comments=comments, context=context)


def _list_sources(settings: Settings) -> Iterator[tuple[Path, str, str]]:
    """Yield the files that hold messages: path, path as shown, Babel’s method of extraction."""
    for path in sorted(settings.overrides.rglob("*.html")):
        yield path, settings.make_relative(path), "jinja2.ext:babel_extract"
    for path in sorted((settings.root / "hooks").glob("*.py")):
        yield path, settings.make_relative(path), "python"
    for path in sorted(PACKAGE.rglob("*.html")):  # the pages of the desk
        yield (
            path,
            f"src/entraide/{path.relative_to(PACKAGE).as_posix()}",
            "jinja2.ext:babel_extract",
        )
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, f"src/entraide/{path.relative_to(PACKAGE).as_posix()}", "python"


def format_catalog(catalog: Catalog) -> str:
    """Format a catalog as a `.po` file, the same at every run."""
    file = BytesIO()
    write_po(file, catalog, include_lineno=False)
    header, gap, rest = file.getvalue().decode().partition("\n\n")
    return (PASSING.sub("", f"{header}\n") + gap[1:] + rest).rstrip("\n") + "\n"
