"""Extract the interface messages from templates, hooks and code, and write them as `.po`.

Babel finds them in the order of the files. The result has no dates, no line numbers and no names of
tools, so that the same messages always give the same file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from jinja2 import TemplateSyntaxError

import entraide
from entraide.content.message_domains import Domain, choose_domain
from entraide.content.own_templates import COPIES
from entraide.content.settings import Settings
from entraide.errors import FileLine, ProblemLog
from entraide.shipped_folders import get_shipped_folder, get_theme_folder

PACKAGE = Path(entraide.__file__).parent
TEMPLATE, CODE = "jinja2.ext:babel_extract", "python"  # Babel's methods of extraction
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
COMMENT = "Translators:"  # how a comment for translators begins
# Header lines that change at each run, or that nobody has filled in.
PASSING = re.compile(
    r'^"(?:POT-Creation-Date|Generated-By|.*(?:YEAR-MO|EMAIL@ADDRESS|LL@li\.org)).*\n', re.MULTILINE
)

DomainCatalogs = Mapping[Domain, Catalog]


@dataclass(frozen=True, slots=True)
class MessageFile:
    """A file that holds messages; `name` is its path below the theme or the package."""

    path: Path
    shown: str
    name: str
    method: str


def extract_shipped_messages(settings: Settings, log: ProblemLog) -> DomainCatalogs:
    """Extract every message of theme and package, by domain, for whoever develops them."""
    theme = get_theme_folder()
    return _extract_messages([*_list_templates(theme, settings), *_list_package_files()], log)


def extract_own_messages(settings: Settings, log: ProblemLog) -> DomainCatalogs:
    """Extract the messages of the project's own templates, by domain; none where it has none."""
    own = settings.theme_folders[:-1]
    return _extract_messages(
        (file for each in own for file in _list_templates(each, settings)), log
    )


def make_template(domain: Domain) -> Catalog:
    """Make the empty list of the messages of `domain`."""
    return Catalog(
        project="Entraide",
        version=domain,
        fuzzy=False,
        header_comment=f"# The words of the interface, {domain}. “entraide messages” wrote this: "
        "do not edit.",
    )


def _extract_messages(files: Iterable[MessageFile], log: ProblemLog) -> DomainCatalogs:
    names: dict[str, str] = {}  # by path as shown
    whole = make_template(Domain.READER)
    for file in files:
        names[file.shown] = file.name
        try:
            _add_messages(whole, file)
        except TemplateSyntaxError as error:
            what = f"this is not a template: {error.message}"
            log.add(FileLine(file.shown, error.lineno), what, "Mend it, then try again")
        except UnicodeDecodeError:
            log.add(FileLine(file.shown, 1), "the file is not UTF-8", "Save it as UTF-8")
    catalogs = {domain: make_template(domain) for domain in Domain}
    for message in whole:
        if message.id:
            domain = choose_domain(names[path] for path, _ in message.locations)
            catalogs[domain][message.id] = message
    return catalogs


def _add_messages(catalog: Catalog, file: MessageFile) -> None:
    """Add the messages of one file to `catalog`."""
    options: Any = JINJA if file.method == TEMPLATE else {"encoding": "utf-8"}
    with file.path.open("rb") as stream:
        for line, message, comments, context in extract(
            file.method, stream, comment_tags=(COMMENT,), options=options
        ):
            location = [(file.shown, line)]
            catalog.add(message, None, location, auto_comments=comments, context=context)


def _list_templates(folder: Path, settings: Settings) -> Iterator[MessageFile]:
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        if name.startswith(f"{COPIES}/"):  # what a template was copied from
            continue
        yield MessageFile(path, settings.make_relative(path), name, TEMPLATE)


def _list_package_files() -> Iterator[MessageFile]:
    """Yield hooks, the pages of the desk, and modules."""
    hooks = get_shipped_folder("hooks")
    for path in sorted(hooks.glob("*.py")):
        yield MessageFile(path, f"hooks/{path.name}", f"hooks/{path.name}", CODE)
    for pattern, method in (("*.html", TEMPLATE), ("*.py", CODE)):
        for path in sorted(PACKAGE.rglob(pattern)):
            name = path.relative_to(PACKAGE).as_posix()
            yield MessageFile(path, f"src/entraide/{name}", name, method)


def format_catalog(catalog: Catalog) -> str:
    """Format a catalog as a `.po` file, the same at every run."""
    file = BytesIO()
    write_po(file, catalog, include_lineno=False)
    header, gap, rest = file.getvalue().decode().partition("\n\n")
    return (PASSING.sub("", f"{header}\n") + gap[1:] + rest).rstrip("\n") + "\n"
